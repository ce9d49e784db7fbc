/** A node or an edge of the picture by its id, or a policy by its path. */
export type Selection = { readonly kind: 'node' | 'edge' | 'policy'; readonly id: string }

/** A place of the caret; line and column are 1-based. */
export interface Caret {
  readonly file: string
  readonly offset: number
  readonly line: number
  readonly column: number
  /** Where the text that is selected begins, or ends; absent while none is. */
  readonly anchor?: { readonly line: number; readonly column: number }
}

/** Where a person was; the history comes back to it. */
export interface Viewpoint {
  readonly caret: Caret | null
  readonly selection: Selection | null
}
