import type { Diagnostic } from '../model/diagnostic.ts'
import type { ResourcePath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'

/** Everything read from a document. Unchanged files and items keep their identity (`===`) from reading to reading. */
export interface Reading {
  readonly files: readonly FileReading[]
}

export interface FileReading {
  readonly name: string
  readonly text: string
  readonly items: readonly Item[]
  /** Of the file as a whole (skipped prose, templates, unreadable JSON). */
  readonly diagnostics: readonly Diagnostic[]
}

/** What is read as a unit: a YAML document, a JSON value, or one item of a `List`. */
export interface Item {
  readonly path: ResourcePath
  /** Of the item's text in the file. */
  readonly start: number
  readonly end: number
  /** Flattened: an item that is itself a list yields several. Empty for skipped mappings and broken text without a past. */
  readonly resources: readonly Resource[]
  readonly diagnostics: readonly Diagnostic[]
  /** Broken now; `resources` are its last good ones. */
  readonly stale: boolean
}
