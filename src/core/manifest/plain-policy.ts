import { isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { NETWORK_POLICY, type Shape } from './policy-shape.ts'

/**
 * Whether strict decoding would take the value of a NetworkPolicy as it is, without a word (YML-2, YML-4, YML-8): known
 * fields of the right types and no nulls. What only the written text can tell counts as no, and so does a missing
 * `spec`. Numbers are taken to be written in plain decimal, which the lean reader sees to.
 */
export function isPlainPolicy(value: JsonObject): boolean {
  return Object.hasOwn(value, 'spec') && isPlain(value, NETWORK_POLICY)
}

function isPlain(value: JsonValue | undefined, shape: Shape): boolean {
  switch (shape.kind) {
    case 'object':
      return isPlainObject(value, shape.fields)
    case 'list':
      return Array.isArray(value) && value.every((item) => isPlain(item, shape.of))
    case 'labels':
      return isObject(value) && Object.keys(value).every((key) => isPlainString(value[key]))
    case 'ignored':
      return true
    case 'string':
      return isPlainString(value)
    case 'int32':
      return isInt32(value)
    default:
      return isInt32(value) || isPlainString(value)
  }
}

function isPlainObject(value: JsonValue | undefined, fields: Readonly<Record<string, Shape>>): boolean {
  if (!isObject(value)) return false
  for (const key of Object.keys(value)) {
    const shape = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (shape === undefined || !isPlain(value[key], shape)) return false
  }
  return true
}

/** Templates are reported, and so are `.inf` and `.nan`, which are strings only where they are quoted. */
function isPlainString(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && !value.includes('{{') && !/^[-+]?\.(?:inf|nan)$/i.test(value)
}

function isInt32(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && (value | 0) === value
}
