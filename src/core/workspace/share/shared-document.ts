import type { TextFile } from '../../model/edit.ts'
import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { readView, type SharedView, writeView } from './shared-view.ts'

/** A document on its way from one browser to another. */
export interface SharedDocument {
  readonly title: string
  readonly files: readonly TextFile[]
  readonly view: SharedView
}

/** A title is a line in a menu. */
const LONGEST_TITLE = 200
const LONGEST_NAME = 1000

/** A document as plain JSON; `toEntry` writes a file, or says where it is. */
export function writeDocument(
  { title, files, view }: SharedDocument,
  toEntry: (file: TextFile, index: number) => JsonValue,
): JsonObject {
  return { title, files: files.map(toEntry), view: writeView(view) }
}

/** The document that a JSON text holds; undefined when it holds none. Never throws. */
export function readSharedDocument(
  json: string,
  textOf: (entry: JsonValue) => TextFile | undefined,
): SharedDocument | undefined {
  const value = parse(json)
  if (!isObject(value) || !Array.isArray(value.files)) return undefined
  const files = value.files.map(textOf)
  const names = new Set(files.map((file) => file?.name))
  if (files.some((file) => !file || file.name === '' || file.name.length > LONGEST_NAME)) return undefined
  if (names.size !== files.length) return undefined
  const title = typeof value.title === 'string' ? value.title.trim().slice(0, LONGEST_TITLE) : ''
  return { title: title || 'untitled', files: files.flatMap((file) => file ?? []), view: readView(value.view) }
}

/** A file as it stands in a link; see {@link readPair}. */
export function writePair({ name, text }: TextFile): JsonValue {
  return [name, text]
}

/** A pair of a name and a text. */
export function readPair(entry: JsonValue): TextFile | undefined {
  if (!Array.isArray(entry)) return undefined
  const [name, text] = entry
  return typeof name === 'string' && typeof text === 'string' ? { name, text } : undefined
}

function parse(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue
  } catch {
    return undefined
  }
}
