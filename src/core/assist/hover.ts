import type { Span } from '../model/diagnostic.ts'

/** What is to be said about a place of the text: plain words, whatever the document holds. */
export interface Hover {
  /** What it is about, by offsets of the file. */
  readonly span: Span
  readonly parts: readonly HoverPart[]
}

export type HoverPart =
  /** Why a finding matters; its message stands beside it. */
  | { readonly kind: 'why'; readonly rule: string; readonly words: string }
  /** What is the case now, with the names of those it is about. */
  | { readonly kind: 'fact'; readonly words: string; readonly names: readonly string[]; readonly more: number }
  /** What the field means. */
  | { readonly kind: 'meaning'; readonly words: string; readonly rules: readonly string[] }

/** Longer lists are cut. */
const MOST_NAMED = 10

/** A fact with the first of its names; `unnamed` more have none here. */
export function fact(words: string, names: readonly string[] = [], unnamed = 0): HoverPart {
  const named = names.slice(0, MOST_NAMED)
  return { kind: 'fact', words, names: named, more: names.length - named.length + unnamed }
}
