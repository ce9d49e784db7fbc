import { assertNever } from '../model/assert-never.ts'
import type { Edit, Splice, TextFile } from '../model/edit.ts'

/** A line of a diff. `number` counts from 1, in the new text for what is there afterwards, else in the old one. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-'
  readonly number: number
  readonly text: string
}

/** What planned edits do to one file, as stretches of changed lines with two lines around them. */
export interface FileChange {
  /** By its name before; of a created file its only one. */
  readonly file: string
  readonly fate: 'changed' | 'created' | 'deleted'
  /** The name it gets. */
  readonly renamed?: string
  readonly hunks: readonly (readonly DiffLine[])[]
  readonly added: number
  readonly removed: number
}

/** `[start, end)` of the old text becomes `text`. */
interface Region {
  readonly start: number
  readonly end: number
  readonly text: string
}

const CONTEXT = 2

/** The edits as line diffs per file. Looks only at the text around each splice, so that a file of megabytes costs nothing. */
export function toFileChanges(files: readonly TextFile[], edits: readonly Edit[]): readonly FileChange[] {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const gathered: Gathered = { files: new Map(), current: new Map() }
  for (const edit of edits) gatherEdit(edit, gathered)
  return [...gathered.files]
    .map(([file, changed]) => describeFile(file, texts.get(file) ?? '', changed))
    .filter(({ hunks, renamed, fate }) => hunks.length > 0 || renamed !== undefined || fate === 'deleted')
}

/** What edits do to one file. */
interface ChangedFile {
  readonly regions: readonly Region[]
  readonly fate: FileChange['fate']
  readonly name: string
}

interface Gathered {
  /** By name before the edits, or by the name it was created with. */
  readonly files: Map<string, ChangedFile>
  /** From names as they are after the edits so far to the names in `files`. */
  readonly current: Map<string, string>
}

function gatherEdit(edit: Edit, { files, current }: Gathered): void {
  const key = current.get(edit.file) ?? edit.file
  const known: ChangedFile = files.get(key) ?? { regions: [], fate: 'changed', name: edit.file }
  switch (edit.kind) {
    case 'splice':
      files.set(key, { ...known, regions: addSplice(known.regions, edit) })
      return
    case 'createFile':
      files.set(key, { ...known, fate: 'created', regions: [{ start: 0, end: 0, text: edit.text }] })
      return
    case 'deleteFile':
      if (known.fate === 'created') files.delete(key)
      else files.set(key, { ...known, fate: 'deleted', regions: [] })
      return
    case 'renameFile':
      files.set(key, { ...known, name: edit.to })
      current.delete(edit.file)
      current.set(edit.to, key)
      return
    default:
      assertNever(edit)
  }
}

/** A splice counts in the text its predecessors left: moves it back to the old text, joining regions that it touches. */
function addSplice(regions: readonly Region[], splice: Splice): readonly Region[] {
  const before: Region[] = []
  const touched: Region[] = []
  const after: Region[] = []
  let shift = 0
  let shiftBefore = 0
  let shiftTouched = 0
  for (const region of regions) {
    const start = region.start + shift
    const end = start + region.text.length
    shift += region.text.length - (region.end - region.start)
    if (end < splice.start) {
      before.push(region)
      shiftBefore = shift
      shiftTouched = shift
    } else if (start <= splice.end) {
      touched.push(region)
      shiftTouched = shift
    } else after.push(region)
  }
  return [...before, joinRegions(touched, splice, shiftBefore, shiftTouched), ...after]
}

function joinRegions(touched: readonly Region[], splice: Splice, shiftBefore: number, shiftAfter: number): Region {
  const first = touched[0]
  const last = touched.at(-1)
  const newStart = splice.start - shiftBefore
  const newEnd = splice.end - shiftAfter
  if (first === undefined || last === undefined) return { start: newStart, end: newEnd, text: splice.text }
  // Between two touched regions lies old text only where the splice replaces it: the parts outside the splice are kept.
  const head = first.text.slice(0, Math.max(0, newStart - first.start))
  const lastStart = last.start + shiftAfter - (last.text.length - (last.end - last.start))
  const tail = last.text.slice(Math.max(0, splice.end - lastStart))
  const start = Math.min(first.start, newStart)
  const end = Math.max(last.end, newEnd)
  return { start, end, text: head + splice.text + tail }
}

function describeFile(file: string, text: string, changed: ChangedFile): FileChange {
  const { fate, name } = changed
  const regions = fate === 'deleted' ? [{ start: 0, end: text.length, text: '' }] : changed.regions
  const hunks = toHunks(text, regions)
  const all = hunks.flat()
  const renamed = name === file ? {} : { renamed: name }
  return { file, fate, ...renamed, hunks, added: count(all, '+'), removed: count(all, '-') }
}

function toHunks(text: string, regions: readonly Region[]): readonly (readonly DiffLine[])[] {
  const hunks: DiffLine[][] = []
  let moved = 0
  for (const region of joinLines(text, regions)) {
    const lines = toDiffLines(text, region, moved)
    if (lines.length > 0) hunks.push(lines)
    moved += count(lines, '+') - count(lines, '-')
  }
  return hunks
}

/** Regions whose lines touch become one, with the old text between them. */
function joinLines(text: string, regions: readonly Region[]): readonly Region[] {
  const joined: Region[] = []
  for (const region of regions) {
    const last = joined.at(-1)
    if (last === undefined || lineStart(text, region.start) > lineEnd(text, last.end)) joined.push(region)
    else {
      const between = text.slice(last.end, region.start)
      joined[joined.length - 1] = { start: last.start, end: region.end, text: last.text + between + region.text }
    }
  }
  return joined
}

function count(lines: readonly DiffLine[], sign: DiffLine['sign']): number {
  return lines.filter((line) => line.sign === sign).length
}

function toDiffLines(text: string, region: Region, moved: number): DiffLine[] {
  const from = lineStart(text, region.start)
  const to = lineEnd(text, region.end)
  const oldLines = toLines(text.slice(from, to))
  const newLines = toLines(text.slice(from, region.start) + region.text + text.slice(region.end, to))
  const same = commonEnds(oldLines, newLines)
  const removed = oldLines.slice(same.head, oldLines.length - same.tail)
  const added = newLines.slice(same.head, newLines.length - same.tail)
  if (removed.length + added.length === 0) return []
  const firstLine = countLines(text, from) + same.head + 1
  const above = [...linesAbove(text, from), ...oldLines.slice(0, same.head)].slice(-CONTEXT)
  const below = [...oldLines.slice(oldLines.length - same.tail), ...linesBelow(text, to)].slice(0, CONTEXT)
  const numbered = (lines: readonly string[], sign: DiffLine['sign'], first: number): DiffLine[] =>
    lines.map((line, index) => ({ sign, number: first + index, text: line }))
  return [
    ...numbered(above, ' ', firstLine + moved - above.length),
    ...numbered(removed, '-', firstLine),
    ...numbered(added, '+', firstLine + moved),
    ...numbered(below, ' ', firstLine + moved + added.length),
  ]
}

function commonEnds(one: readonly string[], other: readonly string[]): { head: number; tail: number } {
  const most = Math.min(one.length, other.length)
  let head = 0
  while (head < most && one[head] === other[head]) head += 1
  let tail = 0
  while (tail < most - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1
  return { head, tail }
}

function toLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** After the line break of the line that `offset` lies in. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end + 1
}

function countLines(text: string, end: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function linesAbove(text: string, start: number): readonly string[] {
  let from = start
  for (let line = 0; line < CONTEXT && from > 0; line += 1) from = lineStart(text, from - 1)
  return toLines(text.slice(from, start))
}

function linesBelow(text: string, end: number): readonly string[] {
  let to = end
  for (let line = 0; line < CONTEXT && to < text.length; line += 1) to = lineEnd(text, to)
  return toLines(text.slice(end, to))
}
