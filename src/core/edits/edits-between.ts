import type { Edit, Splice, TextFile } from '../model/edit.ts'
import { diffLines } from './diff-lines.ts'

/**
 * Edits that make `before` into `after`, byte for byte and in the order of its files, one after the other. Lines that
 * are in both stay untouched; a file that stands elsewhere among the others is written anew.
 */
export function editsBetween(before: readonly TextFile[], after: readonly TextFile[]): readonly Edit[] {
  const texts = new Map(before.map(({ name, text }) => [name, text]))
  const stays = inOrder(before, after)
  const deleted = before.filter(({ name }) => !stays.has(name))
  return [
    ...deleted.map(({ name }): Edit => ({ kind: 'deleteFile', file: name })),
    ...after.flatMap(({ name, text }, index): readonly Edit[] =>
      stays.has(name)
        ? splicesBetween(name, texts.get(name) ?? '', text)
        : [{ kind: 'createFile', file: name, text, index }],
    ),
  ]
}

/** Names of files that both have, in the same order in both. */
function inOrder(before: readonly TextFile[], after: readonly TextFile[]): ReadonlySet<string> {
  const places = new Map(before.map(({ name }, index) => [name, index]))
  const stays = new Set<string>()
  let last = -1
  for (const { name } of after) {
    const place = places.get(name)
    if (place === undefined || place < last) continue
    stays.add(name)
    last = place
  }
  return stays
}

/** From the last to the first, so that each finds its place where it is in the old text. */
function splicesBetween(file: string, before: string, after: string): readonly Splice[] {
  if (before === after) return []
  const [old, young] = [toLines(before), toLines(after)]
  const starts = toStarts(old)
  return diffLines(old, young)
    .map(({ oldStart, oldEnd, newStart, newEnd }): Splice => {
      const [start = 0, end = 0] = [starts[oldStart], starts[oldEnd]]
      return { kind: 'splice', file, start, end, text: young.slice(newStart, newEnd).join('') }
    })
    .reverse()
}

/** Lines with what ends them. */
function toLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** Where each line begins, and where the last one ends. */
function toStarts(lines: readonly string[]): readonly number[] {
  const starts = [0]
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length)
  return starts
}
