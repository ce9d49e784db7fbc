import { isObject, type JsonValue } from '../model/json.ts'
import { printScalar, printString } from './print-scalar.ts'

/** How an author writes collections in brackets. */
export interface FlowStyle {
  /** All strings in double quotes. */
  readonly json: boolean
  /** After a colon: a space or nothing; never nothing without `json`, where YAML needs the space. */
  readonly colon: string
  /** After a comma: a space or nothing. */
  readonly comma: string
  /** Inside the brackets of a filled mapping, and of a filled sequence. */
  readonly mapPad: string
  readonly seqPad: string
}

/** A value on one line. */
export function printFlow(value: JsonValue, style: FlowStyle): string {
  if (Array.isArray(value))
    return surround(
      '[',
      value.map((item) => printFlow(item, style)),
      ']',
      style.seqPad,
      style,
    )
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, inner]) => printFlowEntry(key, inner, style))
    return surround('{', pairs, '}', style.mapPad, style)
  }
  return style.json ? JSON.stringify(value) : printScalar(value as string | number | boolean | null)
}

/** A pair of a mapping on one line. */
export function printFlowEntry(key: string, value: JsonValue, style: FlowStyle): string {
  return `${style.json ? JSON.stringify(key) : printString(key)}:${style.colon}${printFlow(value, style)}`
}

/** A value over several lines; the first is not indented, the others are, by `indent` and `unit` for each level. */
export function printPretty(value: JsonValue, style: FlowStyle, indent: string, unit: string): string {
  const inner = indent + unit
  const lines = (brackets: string, all: readonly string[]) =>
    `${brackets[0]}\n${all.map((line) => inner + line).join(',\n')}\n${indent}${brackets[1]}`
  if (Array.isArray(value) && value.length > 0)
    return lines(
      '[]',
      value.map((item) => printPretty(item, style, inner, unit)),
    )
  if (isObject(value) && Object.keys(value).length > 0)
    return lines(
      '{}',
      Object.entries(value).map(([key, one]) => printPrettyEntry(key, one, style, inner, unit)),
    )
  return printFlow(value, style)
}

/** A pair of a mapping over several lines; see {@link printPretty}. */
export function printPrettyEntry(
  key: string,
  value: JsonValue,
  style: FlowStyle,
  indent: string,
  unit: string,
): string {
  const name = style.json ? JSON.stringify(key) : printString(key)
  return `${name}:${style.colon}${printPretty(value, style, indent, unit)}`
}

function surround(open: string, inner: readonly string[], close: string, pad: string, { comma }: FlowStyle): string {
  return inner.length === 0 ? open + close : open + pad + inner.join(`,${comma}`) + pad + close
}
