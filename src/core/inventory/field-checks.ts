import type { Diagnostic } from '../model/diagnostic.ts'
import { field, isObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path, toFieldPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { parseAddress } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { readList } from './object-meta.ts'
import { readPort, readProtocol } from './read-pod.ts'

/** The way to a field inside a resource. */
export type Steps = readonly (string | number)[]

/** What is wrong with a field of a resource: nothing, or one diagnostic (YML-4). Absent fields are never wrong. */
export type FieldCheck = (resource: Resource, steps: Steps) => readonly Diagnostic[]

/** A mapping, such as labels. */
export const checkMap: FieldCheck = createCheck(isObject, 'is no mapping of strings')

/** `true` or `false`. */
export const checkSwitch: FieldCheck = createCheck((value) => typeof value === 'boolean', 'is neither true nor false')

/** A text: names of Services and hosts. */
export const checkText: FieldCheck = createCheck((value) => typeof value === 'string', 'is no string')

/** How many pods. */
export const checkCount: FieldCheck = createCheck(
  (value) => typeof value === 'number' && value >= 0 && Number.isInteger(value),
  'is no number of pods',
)

/** A number from 1 to 65535. */
export const checkPort: FieldCheck = createCheck((value) => readPort(value) !== undefined, 'is no port from 1 to 65535')

/** A port where 0 says that there is none, as with `nodePort`. */
export const checkOptionalPort: FieldCheck = createCheck(
  (value) => value === 0 || readPort(value) !== undefined,
  'is no port from 1 to 65535',
)

/** A port by number or name; 0 says that there is none. */
export const checkPortOrName: FieldCheck = createCheck(
  (value) => typeof value === 'string' || value === 0 || readPort(value) !== undefined,
  'is neither a name nor a port from 1 to 65535',
)

/** TCP, UDP or SCTP (POR-1). */
export const checkProtocol: FieldCheck = createCheck(
  (value) => readProtocol(value) !== undefined,
  'is not one of TCP, UDP, SCTP',
)

/** An IP address; `""` is what some tools write before there is one. */
export const checkAddress: FieldCheck = createCheck(isAddress, 'is no IP address')

/** An IP address, or `None` for a headless Service. */
export const checkClusterIP: FieldCheck = createCheck(
  (value) => value === 'None' || isAddress(value),
  'is neither an IP address nor None',
)

/** A block of addresses. */
export const checkCidr: FieldCheck = createCheck(
  (value) => value === '' || (typeof value === 'string' && readCidr(value).kind === 'cidr'),
  'is no block of addresses',
)

function isAddress(value: JsonValue): boolean {
  return value === '' || (typeof value === 'string' && parseAddress(value) !== undefined)
}

/** A check of fields inside an object. */
export function checkFieldsOf(checks: Readonly<Record<string, FieldCheck>>): FieldCheck {
  return (resource, steps) => Object.entries(checks).flatMap(([key, check]) => check(resource, [...steps, key]))
}

/** A check of every item of a list; what is no list is wrong itself. */
export function checkList(check: FieldCheck): FieldCheck {
  return (resource, steps) => {
    const value = valueAt(resource.value, steps)
    if (value !== undefined && !Array.isArray(value)) return wrong(resource, steps, 'is no list')
    return readList(value).flatMap((_, index) => check(resource, [...steps, index]))
  }
}

/** The diagnostic for a field that holds something else than it must, and reads as absent. */
function wrong(resource: Resource, steps: Steps, words: string): readonly Diagnostic[] {
  const path: Path = joinPath(resource.path, ...steps)
  const message = `Invalid value: ${JSON.stringify(valueAt(resource.value, steps))} ${words}: read as absent`
  const field = toFieldPath(resource.path, path)
  return [{ code: 'YML-4', severity: 'error', message, place: { kind: 'path', path }, field }]
}

/** The value of a field; `null` reads as absent (YML-8). */
export function valueAt(value: JsonValue, steps: Steps): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((inner, step) => {
    if (typeof step === 'number') return readList(inner)[step] ?? undefined
    return field(inner, step)
  }, value)
}

function createCheck(isRight: (value: JsonValue) => boolean, words: string): FieldCheck {
  return (resource, steps) => {
    const value = valueAt(resource.value, steps)
    return value === undefined || isRight(value) ? [] : wrong(resource, steps, words)
  }
}
