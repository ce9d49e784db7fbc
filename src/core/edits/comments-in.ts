import type { Outline } from './outline.ts'

/** The comments between two offsets of a collection: those outside the text of its scalars. */
export function commentsIn(text: string, target: Outline, start: number, end: number): readonly string[] {
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
