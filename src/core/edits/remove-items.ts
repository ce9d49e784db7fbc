import { commentsIn } from './comments-in.ts'
import { afterContent, blankAbove, blankBelow, commentsAbove, nextLine } from './lines.ts'
import {
  columnOf,
  type ItemSource,
  isNeededElsewhere,
  isShared,
  type Outline,
  outlinePath,
  readOutline,
} from './outline.ts'
import { type OwnComments, type Run, removeFlowRun } from './remove-flow.ts'
import { orderSplices, type TextSplice, trimSplice } from './splices.ts'
import { isFirstOnLine, lineBreakAt, lineIndent } from './text-style.ts'

/**
 * Removes the items at `indices` from the sequence at `steps`; when none is left the sequence becomes `[]`. Comments
 * stay with what they describe: those inside an item, on its line, and directly above it at its indentation go with it, or
 * `stay` where something takes its place; those before a blank line stay. Blank lines that set an item off go with it.
 * Undefined when that would change other places (aliases), or the text is of a shape that is not edited.
 */
export function removeItems(
  source: ItemSource,
  steps: readonly string[],
  indices: readonly number[],
  own: OwnComments = 'go',
): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  const path = root && outlinePath(root, steps)
  const target = path?.at(-1)
  if (!root || !path || !target || target.kind !== 'seq' || isShared(root, path)) return undefined
  const gone = new Set(indices.filter((index) => target.entries[index]))
  if (target.entries.some(({ value }, index) => gone.has(index) && isNeededElsewhere(root, value))) return undefined
  if (!target.flow && target.entries.some(({ start }) => !isFirstOnLine(source.text, start))) return undefined
  const splices = removalsOf(source.text, target, gone, own)
  if (gone.size < target.entries.length || target.flow) return orderSplices(splices)
  const mark = path.at(-2)?.entries.find(({ value }) => value === target)?.mark
  if (mark === undefined || target.anchor !== undefined) return undefined
  return orderSplices([{ start: mark, end: mark, text: ' []' }, ...splices])
}

function removalsOf(text: string, target: Outline, gone: ReadonlySet<number>, own: OwnComments): readonly TextSplice[] {
  if (target.flow) return toRuns(gone).map((run) => removeFlowRun(text, target, run, own))
  if (own === 'stay') return toRuns(gone).map((run) => replaceBlockRun(text, target, run))
  return blockRuns(text, target, gone).map((run) => removeBlockRun(text, target, run))
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

/** Items with the whole lines that are theirs. */
interface BlockRun extends Run {
  readonly start: number
  readonly end: number
}

/** Neighbours go together unless a comment between them stands apart. */
function blockRuns(text: string, target: Outline, gone: ReadonlySet<number>): readonly BlockRun[] {
  const runs: BlockRun[] = []
  for (const index of [...gone].sort((a, b) => a - b)) {
    const own = linesOf(text, target, index)
    const last = runs.at(-1)
    const isNeighbour = last?.last === index - 1 && text.slice(last.end, own.start).trim() === ''
    if (last && isNeighbour) runs.splice(-1, 1, { ...last, last: index, end: own.end })
    else runs.push(own)
  }
  return runs
}

function linesOf(text: string, target: Outline, index: number): BlockRun {
  const { start = 0, end = 0 } = target.entries[index] ?? {}
  const column = columnOf(text, start)
  return {
    first: index,
    last: index,
    start: commentsAbove(text, start - column, column),
    end: afterContent(text, end, column),
  }
}

function removeBlockRun(text: string, target: Outline, { first, last, start, end }: BlockRun): TextSplice {
  const above = blankAbove(text, start)
  const isLast = last === target.entries.length - 1
  const before = lengthOfBreak(text, start - (isLast ? above : 0))
  if (isLast && before > 0) return { start: start - above - before, end: end - lengthOfBreak(text, end), text: '' }
  const below = blankBelow(text, end)
  const head = text.slice(0, start - above)
  const isFirst = first === 0 && !/\n[ \t]*#[^\n]*\n?$/.test(head)
  const cut = isFirst ? { start, end: end + below } : { start: start - (below > 0 ? above : 0), end }
  const indent = lineIndent(text, target.entries[first]?.start ?? 0)
  const follows = isFirst && text.startsWith(indent, cut.end) ? indent.length : 0
  return { start: cut.start + follows, end: cut.end + follows, text: '' }
}

function lengthOfBreak(text: string, end: number): number {
  return /\r?\n$/.exec(text.slice(Math.max(0, end - 2), end))?.[0].length ?? 0
}

/** Takes items away in whose place something else is written: all comments stay, in order. */
function replaceBlockRun(text: string, target: Outline, run: Run): TextSplice {
  const [first, last] = [target.entries[run.first], target.entries[run.last]]
  const indent = lineIndent(text, first?.start ?? 0)
  const start = (first?.start ?? 0) - indent.length
  const end = nextLine(text, last?.end ?? start)
  const lineBreak = lineBreakAt(text, end)
  const kept = commentsIn(text, target, start, end)
    .map((comment) => indent + comment + lineBreak)
    .join('')
  if (kept === '') return removeBlockRun(text, target, { ...run, start, end })
  const unended = !text.slice(start, end).endsWith('\n')
  return trimSplice(text, { start, end, text: unended ? kept.slice(0, -lineBreak.length) : kept })
}
