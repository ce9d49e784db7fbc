import type { JsonValue } from '../model/json.ts'

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ['', null],
])

const PLAIN_INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/
const BASED_INTEGER = /^([-+]?)0([xX][0-9a-fA-F]+|[oO]?[0-7]+|[bB][01]+)$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

const LARGEST_UNSIGNED = 2n ** 64n - 1n
const LARGEST_NEGATIVE = 2n ** 63n

/**
 * What an unquoted scalar means to the YAML 1.1 parser of kubectl (YML-2): `yes` is true, `0123` is 83, `0o17` is 15,
 * `12_000` is 12000, while `22:22`, dates, `0x` and numbers out of range stay strings, as do `.inf` and `.nan`, which
 * JSON cannot hold. `text` is trimmed and folded already; the empty text is null.
 */
export function resolvePlainScalar(text: string): JsonValue {
  const word = WORDS.get(text)
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  const startsNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return startsNumber ? (readNumber(text) ?? text) : text
}

/** Whether `text` is a number as people write ports: decimal digits without sign, leading zero or separator. */
export function isPlainDecimal(text: string): boolean {
  return /^(?:0|[1-9][0-9]*)$/.test(text)
}

function readNumber(text: string): number | undefined {
  if (PLAIN_INTEGER.test(text)) return Number(text)
  // The parser of kubectl drops underscores everywhere in a number, but not in one that starts with a dot.
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '')
  return readBasedInteger(digits) ?? readFloat(digits)
}

function readBasedInteger(digits: string): number | undefined {
  const [, sign, body] = BASED_INTEGER.exec(digits) ?? []
  if (body === undefined) return undefined
  const magnitude = BigInt(/^[0-7]/.test(body) ? `0o${body}` : `0${body.toLowerCase()}`)
  if (magnitude > (sign === '-' ? LARGEST_NEGATIVE : LARGEST_UNSIGNED)) return undefined
  return Number(sign === '-' ? -magnitude : magnitude)
}

function readFloat(digits: string): number | undefined {
  if (!FLOAT.test(digits)) return undefined
  const value = Number(digits)
  // JSON has no infinity; and minus zero would differ from zero for no reader's benefit.
  return Number.isFinite(value) ? value + 0 : undefined
}

function words<T>(value: T, list: string): [string, T][] {
  return list.split(' ').map((word) => [word, value])
}
