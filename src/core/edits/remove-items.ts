import { nextLine } from './lines.ts'
import { type ItemSource, isNeededElsewhere, isShared, type Outline, outlinePath, readOutline } from './outline.ts'
import { orderSplices, type TextSplice, trimSplice } from './splices.ts'
import { isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Removes the items at `indices` from the sequence at `steps`; when none is left the sequence becomes `[]`. Comments in
 * and around what is removed stay, in order, on lines of their own where their line went; blank lines that set it off
 * from what was before go with it. Undefined when that would
 * change other places (aliases), or the text is of a shape that is not edited.
 */
export function removeItems(
  source: ItemSource,
  steps: readonly string[],
  indices: readonly number[],
): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  const path = root && outlinePath(root, steps)
  const target = path?.at(-1)
  if (!root || !path || !target || target.kind !== 'seq' || isShared(root, path)) return undefined
  const gone = new Set(indices.filter((index) => target.entries[index]))
  if (target.entries.some(({ value }, index) => gone.has(index) && isNeededElsewhere(root, value))) return undefined
  if (!target.flow && target.entries.some(({ start }) => !isFirstOnLine(source.text, start))) return undefined
  const runs = toRuns(gone)
  const parent = path.at(-2)
  const mark = parent?.entries.find(({ value }) => value === target)?.mark
  const splices = target.flow
    ? runs.map((run) => removeFlowRun(source.text, target, run))
    : runs.map((run) => removeBlockRun(source.text, target, run))
  if (gone.size < target.entries.length || target.flow) return orderSplices(splices)
  if (mark === undefined || target.anchor !== undefined) return undefined
  return orderSplices([{ start: mark, end: mark, text: ' []' }, ...splices])
}

/** Neighbouring entries, both ends included. */
export interface Run {
  readonly first: number
  readonly last: number
}

/** Neighbouring indices go together. */
function toRuns(indices: ReadonlySet<number>): readonly Run[] {
  const runs: { first: number; last: number }[] = []
  for (const index of [...indices].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run?.last === index - 1) run.last = index
    else runs.push({ first: index, last: index })
  }
  return runs
}

function removeBlockRun(text: string, target: Outline, run: Run): TextSplice {
  const [first, last] = [target.entries[run.first], target.entries[run.last]]
  const indent = lineIndent(text, first?.start ?? 0)
  const start = (first?.start ?? 0) - indent.length
  const end = nextLine(text, last?.end ?? start)
  const lineBreak = lineBreakAt(text, end)
  const kept = commentsIn(text, target, start, end)
    .map((comment) => indent + comment + lineBreak)
    .join('')
  if (kept !== '') {
    const unended = !text.slice(start, end).endsWith('\n')
    return trimSplice(text, { start, end, text: unended ? kept.slice(0, -lineBreak.length) : kept })
  }
  const blank = blankLines(text, target.entries[run.first - 1]?.end, start)
  const before = /\r?\n$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
  const after = /\r?\n$/.exec(text.slice(start, end))?.[0].length ?? 0
  const isLast = run.last === target.entries.length - 1
  if (isLast && before > 0) return { start: start - blank - before, end: end - after, text: '' }
  const follows = run.first === 0 && text.startsWith(indent, end) ? indent.length : 0
  const next = target.entries[run.last + 1]?.start
  const isDouble = blank > 0 && next !== undefined && /^[ \t]*\r?\n/.test(text.slice(end, next))
  return { start: start + follows - (isDouble ? blank : 0), end: end + follows, text: '' }
}

/** The length of the blank lines above `start`, where nothing else stands between it and the content before. */
function blankLines(text: string, before: number | undefined, start: number): number {
  if (before === undefined) return 0
  const between = /^[ \t]*\r?\n((?:[ \t]*\r?\n)*)$/.exec(text.slice(before, start))
  return between?.[1]?.length ?? 0
}

/** Takes neighbouring entries out of a collection in brackets, with the comma that separated them; comments stay. */
export function removeFlowRun(text: string, target: Outline, run: Run): TextSplice {
  const before = target.entries[run.first - 1]
  const first = target.entries[run.first]
  const last = target.entries[run.last]
  const next = target.entries[run.last + 1]
  const [from, to] = [first?.start ?? 0, last?.end ?? 0]
  const keep = (start: number, end: number) => {
    const lineBreak = lineBreakAt(text, start)
    return commentsIn(text, target, start, end)
      .map((comment) => `${comment}${lineBreak}${lineIndent(text, from)}`)
      .join('')
  }
  if (next) return { start: from, end: next.start, text: keep(from, next.start) }
  if (before && commentsIn(text, target, before.end, to).length === 0) return { start: before.end, end: to, text: '' }
  const comma = /^(?:\s)*,/.exec(text.slice(to, target.end))?.[0].length ?? 0
  const kept = keep(from, to + comma)
  if (before || kept !== '') return { start: from, end: to + comma, text: kept }
  const rest = text.slice(to + comma, target.end - 1)
  const lead = text.slice(target.start + 1, from)
  const isBare = rest.trim() === '' && lead.trim() === ''
  return isBare
    ? { start: target.start + 1, end: target.end - 1, text: '' }
    : { start: from, end: to + comma, text: '' }
}

/** The comments between two offsets of a collection: those outside the text of its scalars. */
function commentsIn(text: string, target: Outline, start: number, end: number): readonly string[] {
  const scalars = leaves(target).filter((leaf) => leaf.start < end && leaf.end > start)
  const comments: string[] = []
  let at = start
  while (at < end) {
    const leaf = scalars.find((scalar) => scalar.start <= at && at < scalar.end)
    if (leaf) at = leaf.end
    else if (text[at] === '#' && /\s/.test(text.charAt(at - 1))) {
      const comment = /^[^\r\n]*/.exec(text.slice(at, end))?.[0] ?? ''
      comments.push(comment)
      at += comment.length
    } else at += 1
  }
  return comments
}

/** Scalars, whose text may hold a `#`; keys of policies cannot. */
function leaves(outline: Outline): readonly Outline[] {
  if (outline.kind === 'scalar') return [outline]
  return outline.entries.flatMap(({ value }) => leaves(value))
}
