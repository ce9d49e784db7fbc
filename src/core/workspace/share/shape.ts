import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'

/** Which parts of a value are kept: single values, a flat map such as labels, lists and mappings of what is named. */
export type Shape =
  | 'scalar'
  | 'map'
  | { readonly each: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }
  /** A mapping with what is named, or a flat map: selectors are one or the other. */
  | { readonly mapOr: Readonly<Record<string, Shape>> }

/**
 * What `shape` names of `value`, and nothing else. Where a value is of another type than it must be, an empty one of
 * its own type stands for it: whoever reads both sees the same mistake.
 */
export function pick(value: JsonValue, shape: Shape): JsonValue {
  if (value === null) return null
  if (shape === 'scalar') return isScalar(value) ? value : emptyOf(value)
  if (shape === 'map') return isObject(value) ? pickEntries(value, scalars(value)) : emptyOf(value)
  if ('each' in shape) return Array.isArray(value) ? value.map((item) => pick(item, shape.each)) : emptyOf(value)
  if (!isObject(value)) return emptyOf(value)
  return 'fields' in shape
    ? pickEntries(value, shape.fields)
    : pickEntries(value, { ...scalars(value), ...shape.mapOr })
}

function pickEntries(value: JsonObject, shapes: Readonly<Record<string, Shape>>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined
      return shape === undefined ? [] : [[key, pick(inner, shape)]]
    }),
  )
}

/** Every entry that is a single value. */
function scalars(value: JsonObject): Readonly<Record<string, Shape>> {
  const single = Object.entries(value).filter(([, inner]) => isScalar(inner))
  return Object.fromEntries(single.map(([key]) => [key, 'scalar']))
}

function isScalar(value: JsonValue): boolean {
  return value === null || typeof value !== 'object'
}

function emptyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return []
  return isObject(value) ? {} : false
}
