import { isObject, type JsonValue } from '../model/json.ts'

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58

/**
 * Whether some object in valid JSON names a member twice (YML-3): `JSON.parse` keeps the last one without a word.
 * `value` is what the text was parsed to.
 */
export function repeatsMember(text: string, value: JsonValue): boolean {
  return countWritten(text) !== countMembers(value)
}

/** Every member has one colon outside strings. */
function countWritten(text: string): number {
  let colons = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === COLON) colons += 1
    else if (code === QUOTE) at = endOfString(text, at)
  }
  return colons
}

/** The offset of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at
}

function countMembers(value: JsonValue): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMembers(item), 0)
  if (!isObject(value)) return 0
  let members = 0
  for (const key of Object.keys(value)) members += 1 + countMembers(value[key] ?? null)
  return members
}
