import type { JsonValue } from '../model/json.ts'
import type { Old } from './old-value.ts'
import { columnOf } from './outline.ts'
import { toLiteral } from './print-literal.ts'
import type { TextSplice } from './splices.ts'
import { blockStyleOf, lineBreakAt } from './text-style.ts'

/**
 * A text over several lines below its key, in block style; the comment on the key's line stays. Undefined for other
 * values and in other places.
 */
export function putLiteral(old: Old, value: JsonValue): readonly TextSplice[] | undefined {
  const { text, path, parent, entry, target } = old
  const literal = typeof value === 'string' ? toLiteral(value) : undefined
  const isPlace = !parent.flow && parent.kind === 'map' && target.kind !== 'map' && target.kind !== 'seq'
  if (!literal || !isPlace) return undefined
  const step = ' '.repeat(columnOf(text, entry.start) + blockStyleOf(text, path.toReversed()).step)
  const inner = /^[|>].*\r?\n(?:[ \t]*\r?\n)*( +)/.exec(text.slice(target.start, target.end))?.[1] ?? step
  const lines = literal.lines.map((line) => (line === '' ? '' : inner + line))
  const { start, end, comment } = spanOf(old)
  const lead = target.kind === 'empty' ? ' ' : ''
  const lineBreak = lineBreakAt(text, start)
  return [{ start, end, text: [lead + literal.header + comment, ...lines].join(lineBreak) }]
}

/** What a literal block replaces, and the comment that stood on the line of its key. */
function spanOf({ text, entry, target }: Old): {
  readonly start: number
  readonly end: number
  readonly comment: string
} {
  const [start, end] = target.kind === 'empty' ? [entry.mark, entry.mark] : [target.start, target.end]
  const header = target.kind === 'scalar' ? /^[|>][-+\d]*/.exec(text.slice(start, start + 4)) : null
  const behind = header ? start + header[0].length : end
  const comment = /^[ \t]+#[^\r\n]*/.exec(text.slice(behind))?.[0] ?? ''
  return { start, end: header ? end : end + comment.length, comment }
}
