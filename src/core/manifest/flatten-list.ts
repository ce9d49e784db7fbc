import { field, isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { joinPath, type ResourcePath } from '../model/path.ts'
import type { ListDefaults } from './split-items.ts'

/** An object found in an item: the item itself, or one inside a list (YML-1). */
export type Found =
  | {
      readonly kind: 'object'
      readonly path: ResourcePath
      readonly apiVersion: string
      readonly kindName: string
      readonly value: JsonObject
    }
  /** A mapping without apiVersion and kind. */
  | { readonly kind: 'skipped'; readonly path: ResourcePath }
  /** A bare array of objects, as `jq .items` prints it: kubectl would not take it, its items are read. */
  | { readonly kind: 'bare-list'; readonly path: ResourcePath }
  /** Only one of the two, or no mapping at all. */
  | { readonly kind: 'unidentified'; readonly path: ResourcePath; readonly message: string }

/** The objects of `value`: lists are opened however deep they nest, and hand down what their items lack (YML-1). */
export function flattenList(value: JsonValue, path: ResourcePath, defaults?: ListDefaults): readonly Found[] {
  if (value === null) return []
  if (isBareList(value)) {
    const items = value.flatMap((item, index) => flattenList(item, joinPath(path, index)))
    return [{ kind: 'bare-list', path }, ...items]
  }
  if (!isObject(value)) return [{ kind: 'unidentified', path, message: describeOther(value) }]
  const apiVersion = textOf(value, 'apiVersion') ?? defaults?.apiVersion
  const kindName = textOf(value, 'kind') ?? defaults?.kind
  if (kindName === undefined && (apiVersion === undefined || !isHalfAnObject(value))) return [{ kind: 'skipped', path }]
  if (kindName === undefined)
    return [{ kind: 'unidentified', path, message: `Object 'Kind' is missing: "kind" says what this is` }]
  if (apiVersion === undefined)
    return [{ kind: 'unidentified', path, message: `apiVersion is not set: ${kindName} needs "apiVersion"` }]
  const items = value.items
  if (kindName.endsWith('List')) {
    if (Array.isArray(items) || items === null || items === undefined)
      return openList(items ?? [], path, apiVersion, kindName)
    return [{ kind: 'unidentified', path, message: 'items: it must be a list: put "- " before each item' }]
  }
  return [{ kind: 'object', path, apiVersion, kindName, value }]
}

function isBareList(value: JsonValue): value is readonly JsonObject[] {
  const isTyped = (item: JsonValue) => textOf(item, 'apiVersion') !== undefined && textOf(item, 'kind') !== undefined
  return Array.isArray(value) && value.length > 0 && value.every(isTyped)
}

/** Chart.yaml has an apiVersion of its own: an object that lacks its kind has metadata or a spec at least. */
function isHalfAnObject(value: JsonObject): boolean {
  return ['metadata', 'spec', 'items'].some((key) => Object.hasOwn(value, key))
}

function openList(items: readonly JsonValue[], path: ResourcePath, apiVersion: string, kind: string): readonly Found[] {
  const defaults = kind === 'List' ? undefined : { apiVersion, kind: kind.slice(0, -'List'.length) }
  return items.flatMap((item, index) => flattenList(item, joinPath(path, 'items', index), defaults))
}

function textOf(value: JsonValue, key: string): string | undefined {
  const text = field(value, key)
  return typeof text === 'string' && text !== '' ? text : undefined
}

function describeOther(value: JsonValue): string {
  if (Array.isArray(value)) return 'a list is no Kubernetes object: an object has "apiVersion" and "kind"'
  if (typeof value === 'string' && /^\w+:\S/.test(value)) return "a space is missing after ':'"
  return 'this is no Kubernetes object: an object has "apiVersion" and "kind"'
}
