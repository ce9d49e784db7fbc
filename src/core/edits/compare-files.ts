import type { TextFile } from '../model/edit.ts'
import { diffLines, type LineStretch } from './diff-lines.ts'
import type { DiffLine, FileChange } from './line-changes.ts'

/** Lines shown around what differs. */
const CONTEXT = 2

/** What two sets of files have otherwise, line by line; files whose lines are the same are left out, whatever ends them. */
export function compareFiles(before: readonly TextFile[], after: readonly TextFile[]): readonly FileChange[] {
  const [old, young] = [toMap(before), toMap(after)]
  const changed = before.map(({ name, text }) => {
    const now = young.get(name)
    return compareFile(name, now === undefined ? 'deleted' : 'changed', text, now ?? '')
  })
  const created = after.filter(({ name }) => !old.has(name))
  return [...changed, ...created.map(({ name, text }) => compareFile(name, 'created', '', text))].filter(
    ({ hunks, fate }) => hunks.length > 0 || fate !== 'changed',
  )
}

function toMap(files: readonly TextFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ name, text }) => [name, text]))
}

function compareFile(file: string, fate: FileChange['fate'], before: string, after: string): FileChange {
  const [old, young] = before === after ? [[], []] : [toLines(before), toLines(after)]
  const stretches = diffLines(old, young)
  const removed = stretches.reduce((sum, { oldStart, oldEnd }) => sum + oldEnd - oldStart, 0)
  const added = stretches.reduce((sum, { newStart, newEnd }) => sum + newEnd - newStart, 0)
  return { file, fate, added, removed, hunks: gatherHunks(stretches).map((hunk) => toHunk(hunk, old, young)) }
}

function toLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** Stretches whose surroundings meet are one hunk. */
function gatherHunks(stretches: readonly LineStretch[]): readonly (readonly LineStretch[])[] {
  const hunks: LineStretch[][] = []
  for (const stretch of stretches) {
    const last = hunks.at(-1)
    const end = last?.at(-1)?.oldEnd
    if (last && end !== undefined && stretch.oldStart - end <= 2 * CONTEXT) last.push(stretch)
    else hunks.push([stretch])
  }
  return hunks
}

function toHunk(
  stretches: readonly LineStretch[],
  old: readonly string[],
  young: readonly string[],
): readonly DiffLine[] {
  const lines: DiffLine[] = []
  /** Lines of both, numbered as in the new text. */
  const addSame = (from: number, to: number) => {
    for (let at = Math.max(0, from); at < Math.min(to, young.length); at += 1)
      lines.push({ sign: ' ', number: at + 1, text: young[at] ?? '' })
  }
  stretches.forEach(({ oldStart, oldEnd, newStart, newEnd }, index) => {
    addSame(stretches[index - 1]?.newEnd ?? newStart - CONTEXT, newStart)
    for (let at = oldStart; at < oldEnd; at += 1) lines.push({ sign: '-', number: at + 1, text: old[at] ?? '' })
    for (let at = newStart; at < newEnd; at += 1) lines.push({ sign: '+', number: at + 1, text: young[at] ?? '' })
  })
  const end = stretches.at(-1)?.newEnd ?? 0
  addSame(end, end + CONTEXT)
  return lines
}
