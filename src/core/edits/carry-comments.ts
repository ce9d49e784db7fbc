import { commentsIn } from './comments-in.ts'
import { afterContent, commentsAbove, putLines } from './lines.ts'
import { columnOf, entryAt, type ItemSource, type OutlineEntry, outlinePath, readOutline } from './outline.ts'
import type { TextSplice } from './splices.ts'
import { isFirstOnLine } from './text-style.ts'

/**
 * Writes the comments that describe the part at `from` once more above the part at `to`, for one that says the same in
 * another way. Nothing where either shares its line with others. Undefined when one of them is not there.
 */
export function carryComments(
  source: ItemSource,
  from: readonly string[],
  to: readonly string[],
): readonly TextSplice[] | undefined {
  const { text } = source
  const root = readOutline(source)
  const [old, now] = [from, to].map((steps): OutlineEntry | undefined => {
    const holder = root && outlinePath(root, steps.slice(0, -1))?.at(-1)
    return entryAt(holder, steps.at(-1) ?? '')
  })
  if (!root || !old || !now) return undefined
  if (![old, now].every(({ start }) => isFirstOnLine(text, start))) return []
  const column = columnOf(text, old.start)
  const start = commentsAbove(text, old.start - column, column)
  const comments = commentsIn(text, root, start, afterContent(text, old.end, column))
  const inner = columnOf(text, now.start)
  return comments.length === 0 ? [] : [putLines(text, now.start - inner, inner, comments)]
}
