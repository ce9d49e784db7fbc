/** A named text of the document. Names are unique; the order is the author's. */
export interface TextFile {
  readonly name: string
  readonly text: string
}

/** The document: its files at a revision that grows by one with every applied change. */
export interface TextDocument {
  readonly revision: number
  readonly files: readonly TextFile[]
}

/** Replaces `[start, end)` of a file (UTF-16 offsets) with `text`. */
export interface Splice {
  readonly kind: 'splice'
  readonly file: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The four ways a document can change. The edits of a list apply one after the other: each sees the text the ones
 * before it left.
 */
export type Edit =
  | Splice
  /** Placed at `index` in the file order, at the end when absent. */
  | { readonly kind: 'createFile'; readonly file: string; readonly text: string; readonly index?: number }
  | { readonly kind: 'deleteFile'; readonly file: string }
  | { readonly kind: 'renameFile'; readonly file: string; readonly to: string }

/** Edits with what a person calls them, planned on the text of revision `base`. */
export interface Change {
  readonly edits: readonly Edit[]
  readonly label: string
  readonly base: number
}
