import type { JsonValue } from '../model/json.ts'
import { type LeanLines, refuse } from './lean-lines.ts'
import { readQuotedInLine } from './lean-quoted.ts'
import { readKeyText, resolveLean, type Wanted, wantedOf } from './lean-wanted.ts'

/** A value and the offset after it. */
export interface FlowValue {
  readonly value: JsonValue
  readonly end: number
}

/** Words, paths, addresses and numbers; everything else in flow style is for the exact reader. */
const FLOW_PLAIN = /[A-Za-z0-9_./+~-](?:[A-Za-z0-9_./+=@ -]|:(?=[A-Za-z0-9_./+=@-]))*/y

const DEEPEST = 50

/** Reads the flow collection at `at`, which must end on its line. */
export function readFlow(lines: LeanLines, at: number, key: string, depth = 0): FlowValue {
  if (depth > DEEPEST) refuse()
  return lines.text.charAt(at) === '[' ? readFlowList(lines, at, depth) : readFlowMap(lines, at, key, depth)
}

function readFlowList(lines: LeanLines, at: number, depth: number): FlowValue {
  const value: JsonValue[] = []
  let offset = lines.skipSpaces(at + 1)
  while (lines.text.charAt(offset) !== ']') {
    const item = readFlowNode(lines, offset, 'any', '', depth)
    value.push(item.value)
    offset = skipSeparator(lines, item.end, ']')
  }
  return { value, end: offset + 1 }
}

function readFlowMap(lines: LeanLines, at: number, key: string, depth: number): FlowValue {
  const value: Record<string, JsonValue> = {}
  let offset = lines.skipSpaces(at + 1)
  while (lines.text.charAt(offset) !== '}') {
    const entry = readFlowKey(lines, offset)
    if (Object.hasOwn(value, entry.key)) refuse()
    const node = readFlowNode(lines, lines.skipSpaces(entry.end), wantedOf(key, entry.key), entry.key, depth)
    value[entry.key] = node.value
    offset = skipSeparator(lines, node.end, '}')
  }
  return { value, end: offset + 1 }
}

function readFlowKey(lines: LeanLines, at: number): { readonly key: string; readonly end: number } {
  const quoted = isQuote(lines.text.charAt(at)) ? (readQuotedInLine(lines, at) ?? refuse()) : undefined
  const plain = quoted ? undefined : readPlain(lines, at)
  const colon = lines.skipSpaces(quoted?.end ?? plain?.end ?? at)
  if (colon >= lines.end || lines.text.charAt(colon) !== ':') refuse()
  if (plain && lines.text.charAt(colon + 1) !== ' ') refuse()
  return { key: readKeyText(quoted?.value ?? plain?.text ?? '', quoted !== undefined), end: colon + 1 }
}

function readFlowNode(lines: LeanLines, at: number, wanted: Wanted, key: string, depth: number): FlowValue {
  if (at >= lines.end) refuse()
  const first = lines.text.charAt(at)
  if (first === '[' || first === '{') return readFlow(lines, at, key, depth + 1)
  if (isQuote(first)) return readQuotedInLine(lines, at) ?? refuse()
  const { text, end } = readPlain(lines, at)
  return { value: resolveLean(text, wanted), end }
}

function readPlain(lines: LeanLines, at: number): { readonly text: string; readonly end: number } {
  FLOW_PLAIN.lastIndex = at
  const [match] = FLOW_PLAIN.exec(lines.text) ?? []
  if (match === undefined || match === '-' || match.startsWith('- ')) return refuse()
  return { text: lines.sliceTrimmed(at, at + match.length), end: at + match.length }
}

/** Past spaces and a comma; stays on the closing bracket. */
function skipSeparator(lines: LeanLines, at: number, close: string): number {
  const offset = lines.skipSpaces(at)
  if (offset >= lines.end) refuse()
  if (lines.text.charAt(offset) === close) return offset
  if (lines.text.charAt(offset) !== ',') refuse()
  const after = lines.skipSpaces(offset + 1)
  return after >= lines.end ? refuse() : after
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'"
}
