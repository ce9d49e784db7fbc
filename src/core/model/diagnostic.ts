import type { Edit } from './edit.ts'
import type { Path } from './path.ts'

/** Worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const

export type Severity = (typeof SEVERITIES)[number]

/** Something about the author's file: collected, never thrown. */
export interface Diagnostic {
  /** The rule of docs/semantics.md it implements, for ever: `VAL-6`, `YML-4`. */
  readonly code: string
  readonly severity: Severity
  /** In the words of `kubectl` where it has any. */
  readonly message: string
  readonly place: Place
  /** The field in `kubectl` notation (`spec.ingress[0].from[0].ipBlock.cidr`), when the place is one. */
  readonly field?: string
  readonly fix?: Fix
}

/** A path is resolved lazily (`locate`); a span is for what has no path, such as syntax errors. */
export type Place =
  | { readonly kind: 'path'; readonly path: Path; readonly at?: 'key' | 'value' }
  | { readonly kind: 'span'; readonly file: string; readonly span: Span }

/** UTF-16 offsets into the text of a file; `end` is excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** An obvious repair. */
export interface Fix {
  readonly title: string
  readonly edits: readonly Edit[]
}
