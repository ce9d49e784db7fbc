import { field, fieldAt, isObject, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import type { Labels } from '../model/selector.ts'
import { perResource } from './per-resource.ts'

/** The API group of an `apiVersion`: `apps` of `apps/v1`, empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

/** `metadata.namespace`, `default` when absent (VAL-1). */
export const namespaceOf: (resource: Resource) => string = perResource((resource) => {
  return readWord(fieldAt(resource.value, 'metadata', 'namespace')) ?? 'default'
})

/** `metadata.name`, or `generateName` followed by `…`; `unnamed` when there is neither (VAL-1). */
export function nameOf(resource: Resource): string {
  const generated = readWord(fieldAt(resource.value, 'metadata', 'generateName'))
  return givenName(resource) ?? (generated === undefined ? 'unnamed' : `${generated}…`)
}

/** `metadata.name`; undefined for an object that only its place identifies (VAL-1). */
export const givenName: (resource: Resource) => string | undefined = perResource((resource) => {
  return readWord(fieldAt(resource.value, 'metadata', 'name'))
})

/** A string map such as labels: other scalars as text, null as the empty value (YML-8), anything deeper left out. */
export function readLabels(value: JsonValue | undefined): Labels {
  const labels = new Map<string, string>()
  if (!isObject(value)) return labels
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== 'object') labels.set(key, String(entry))
    else if (entry === null) labels.set(key, '')
  }
  return labels
}

/** The items of a list; empty for everything that is not one. */
export function readList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

/** A non-empty string; numbers and booleans, which a name without quotes may have become, as text. */
export function readWord(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** A non-empty string, where anything else is reported and reads as absent. */
export function readText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** An integer from `least` up. */
export function readCount(value: JsonValue | undefined, least = 0): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined
}

/** What controls an object (END-2a). */
export interface Owner {
  readonly apiVersion: string
  /** Empty when the reference does not say. */
  readonly kind: string
  readonly name: string
}

/** The ownerReference with `controller: true`; the others say nothing about grouping (END-2a). */
export const controllerOf: (resource: Resource) => Owner | undefined = perResource((resource) => {
  for (const reference of readList(fieldAt(resource.value, 'metadata', 'ownerReferences'))) {
    const name = readWord(field(reference, 'name'))
    if (field(reference, 'controller') !== true || name === undefined) continue
    const apiVersion = readWord(field(reference, 'apiVersion')) ?? ''
    return { apiVersion, kind: readWord(field(reference, 'kind')) ?? '', name }
  }
  return undefined
})
