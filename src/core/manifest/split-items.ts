import type { ResourcePath } from '../model/path.ts'

/** A file cut into the units that are read alone, in the order of the text; they never overlap. */
export interface SplitFile {
  readonly items: readonly SplitItem[]
}

/**
 * A YAML document (with its `---`, directives and BOM), a JSON value, or one item of a `List`.
 *
 * To read one alone, take {@link itemText}: offset `o` there is offset `o - indent + start` of the file.
 */
export interface SplitItem {
  /** `file#doc`, or `file#doc/items/n`. */
  readonly path: ResourcePath
  /** UTF-16 offsets into the file. For an item of a YAML list `start` is after its `- `. */
  readonly start: number
  readonly end: number
  /** `json` when it looks like JSON: worth a `JSON.parse`, which may still fail. */
  readonly format: 'yaml' | 'json'
  /** Columns before `start` that the other lines of the item have as indentation; 0 except for items of YAML lists. */
  readonly indent: number
  /** What the item takes from its list when it lacks it (YML-1); absent for items outside typed lists. */
  readonly defaults?: ListDefaults
  /** False only when the item's own `kind` says that no NetworkPolicy can be in it. */
  readonly mayHoldPolicy: boolean
}

/** From `kind: NetworkPolicyList`, `apiVersion: networking.k8s.io/v1`: the kind without `List`, and the apiVersion. */
export interface ListDefaults {
  readonly apiVersion?: string
  readonly kind: string
}

/** The text of an item as it can be read alone, its first line indented like the others. */
export function itemText(text: string, item: SplitItem): string {
  return ' '.repeat(item.indent) + text.slice(item.start, item.end)
}
