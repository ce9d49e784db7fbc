import { afterContent, commentsAbove, cutLines } from './lines.ts'
import {
  columnOf,
  type ItemSource,
  isNeededElsewhere,
  isShared,
  type Outline,
  type OutlineEntry,
  outlinePath,
  readOutline,
} from './outline.ts'
import { removeFlowRun } from './remove-flow.ts'
import { leastSplices, orderSplices, type TextSplice } from './splices.ts'
import { isFirstOnLine } from './text-style.ts'

/**
 * Removes the pair at `steps` with the comments that describe it: inside it, on its line, and directly above it. A
 * mapping that loses its last pair becomes `{}`, or goes itself, as far as `prune` mappings up: only to be asked for
 * where an absent mapping means what an empty one does. Undefined when the pair is not there or written twice, when
 * other places would change (aliases, `<<`), or the text is of a shape that is not edited.
 */
export function removeKey(source: ItemSource, steps: readonly string[], prune = 0): readonly TextSplice[] | undefined {
  const root = readOutline(source)
  const path = root && outlinePath(root, steps.slice(0, -1))
  const target = path?.at(-1)
  if (!root || !path || target?.kind !== 'map') return undefined
  const entries = target.entries.filter(({ key }) => key === steps.at(-1))
  const [entry] = entries
  if (!entry || entries.length > 1 || isShared(root, path) || isNeededElsewhere(root, entry.value)) return undefined
  const outer = path.at(-2)
  if (prune > 0 && target.entries.length === 1 && outer?.kind === 'map')
    return removeKey(source, steps.slice(0, -1), prune - 1)
  return removeEntry(source.text, path, target, entry)
}

function removeEntry(
  text: string,
  path: readonly Outline[],
  target: Outline,
  entry: OutlineEntry,
): readonly TextSplice[] | undefined {
  const index = target.entries.indexOf(entry)
  if (target.flow) return orderSplices([removeFlowRun(text, target, { first: index, last: index })])
  const next = target.entries[index + 1]
  if (target.entries.length > 1 && !isFirstOnLine(text, entry.start))
    return next && [{ start: entry.start, end: contentFrom(text, entry), text: '' }]
  if (target.entries.length > 1) return [removeLines(text, entry)]
  return emptyMapping(text, path.at(-2), target, entry)
}

/** What follows an entry that shares its line with a dash: the next key, or the comment above it. */
function contentFrom(text: string, entry: OutlineEntry): number {
  const at = afterContent(text, entry.end, columnOf(text, entry.start))
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0)
}

function removeLines(text: string, entry: OutlineEntry): TextSplice {
  const column = columnOf(text, entry.start)
  return cutLines(text, commentsAbove(text, entry.start - column, column), afterContent(text, entry.end, column))
}

/** `{}` in the place of a mapping's only pair. */
function emptyMapping(
  text: string,
  outer: Outline | undefined,
  target: Outline,
  entry: OutlineEntry,
): readonly TextSplice[] | undefined {
  const holder = outer?.entries.find(({ value }) => value === target)
  if (!holder) return undefined
  if (!isFirstOnLine(text, entry.start))
    return leastSplices(text, [{ start: entry.start, end: endOfLines(text, entry), text: '{}' }])
  return orderSplices([{ start: holder.mark, end: holder.mark, text: ' {}' }, removeLines(text, entry)])
}

/** After an entry's lines, but before the line break that ends them. */
function endOfLines(text: string, entry: OutlineEntry): number {
  const end = afterContent(text, entry.end, columnOf(text, entry.start))
  return end - (/\r?\n$/.exec(text.slice(Math.max(0, end - 2), end))?.[0].length ?? 0)
}
