import { insertItem } from '../../edits/insert-part.ts'
import { insertDocuments, printDocuments } from '../../edits/insert-resource.ts'
import type { TextSplice } from '../../edits/splices.ts'
import { type ExpectationList, expectationLists } from '../../manifest/expectation-list.ts'
import type { FileReading } from '../../manifest/reading.ts'
import type { Edit } from '../../model/edit.ts'
import type { JsonObject } from '../../model/json.ts'
import { type Draft, toEdits } from '../draft.ts'
import { isBroken } from '../plan-context.ts'

/** Where an expectation goes, as edits, or the file that is in the way. */
export type PlacedExpectation =
  | { readonly kind: 'placed'; readonly edits: readonly Edit[] }
  | { readonly kind: 'broken'; readonly file: string }
  /** Other places share the text of its list (aliases). */
  | { readonly kind: 'shared'; readonly file: string }

/**
 * Adds an entry to the last file of expectations, in its style; without one to a new `expectations.yaml`. What NetAssert
 * is not to read goes into a second document (EXP-4).
 */
export function placeExpectation({ reading }: Draft, entry: JsonObject, isTool: boolean): PlacedExpectation {
  const file = reading.files.findLast((one) => holdsExpectations(one, isTool))
  if (!file) return placeInNewFile(reading.files, entry, isTool)
  if (isBroken(file)) return { kind: 'broken', file: file.name }
  const splices = isTool ? appendToFirst(file, entry) : appendBehind(file, entry)
  return splices ? { kind: 'placed', edits: toEdits(file.name, splices) } : { kind: 'shared', file: file.name }
}

/** Whether a file is one of expectations, or is to be one; and may have several documents, where that is needed. */
function holdsExpectations(file: FileReading, isTool: boolean): boolean {
  const lists = expectationLists(file)
  if (lists.length === 0) return isExpectationsName(file.name) && (file.text.trim() === '' || isBroken(file))
  return lists.every(({ tree }) => tree.kind === 'seq') && (isTool || !isJsonText(file))
}

function isExpectationsName(name: string): boolean {
  return /(?:^|[/.])expectations\.ya?ml$/i.test(name)
}

function isJsonText({ name, text }: FileReading): boolean {
  return /\.json$/i.test(name) || /^\s*\[\s*\{\s*"/.test(text)
}

/** To the list that NetAssert reads; behind manifests to the last one. */
function appendToFirst(file: FileReading, entry: JsonObject): readonly TextSplice[] | undefined {
  const lists = expectationLists(file)
  const list = lists.find(({ item }) => item === file.items[0]) ?? lists.at(-1)
  return list ? append(file, list, entry) : [{ start: 0, end: file.text.length, text: printDocuments([[entry]]) }]
}

/** At the end of the last list behind the first document; without one in a document of its own at the end. */
function appendBehind(file: FileReading, entry: JsonObject): readonly TextSplice[] | undefined {
  const lists = expectationLists(file)
  const last = lists.findLast(({ item }) => item !== file.items[0])
  if (last) return append(file, last, entry)
  const { text } = file
  const [first] = lists
  if (!first) return [{ start: 0, end: text.length, text: printBehind(entry) }]
  return [insertDocuments({ text, start: first.item.start, end: text.length }, [[entry]])]
}

function append(
  { text }: FileReading,
  { item, tree }: ExpectationList,
  entry: JsonObject,
): readonly TextSplice[] | undefined {
  const source = { text, start: item.start, end: item.end }
  if (tree.kind === 'seq' && tree.items.length > 0) return insertItem(source, [], entry)
  const { start, end } = emptyList(text, item)
  return end > start ? [{ start, end, text: printDocuments([[entry]]).trimEnd() }] : undefined
}

/** The brackets of a list that holds nothing. */
function emptyList(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  const found = /^(?:[^\n]*#[^\n]*\n|---[ \t]*\n|\s)*(\[\s*\])/.exec(text.slice(start, end))
  const brackets = found?.[1]?.length ?? 0
  const at = start + (found?.[0].length ?? 0) - brackets
  return { start: at, end: at + brackets }
}

function placeInNewFile(files: readonly FileReading[], entry: JsonObject, isTool: boolean): PlacedExpectation {
  const taken = new Set(files.map(({ name }) => name))
  let name = 'expectations.yaml'
  for (let count = 1; taken.has(name); count += 1) name = `flows${count === 1 ? '' : `-${count}`}.expectations.yaml`
  const text = isTool ? printDocuments([[entry]]) : printBehind(entry)
  return { kind: 'placed', edits: [{ kind: 'createFile', file: name, text }] }
}

/** A file whose first document, the one that NetAssert reads, is an empty list. */
function printBehind(entry: JsonObject): string {
  return printDocuments([[], [entry]])
}
