/** What a manifest means once read: plain JSON. Objects read from text have no prototype tricks: own keys only. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject

export interface JsonObject {
  readonly [key: string]: JsonValue
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own property `key` of `value` when that is an object; `null` reads as absent (YML-8). */
export function field(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
  return value[key] ?? undefined
}

/** `field` along several keys. */
export function fieldAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonValue | undefined {
  let found = value
  for (const key of keys) found = field(found, key)
  return found
}
