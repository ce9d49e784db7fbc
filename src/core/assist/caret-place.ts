import type { LooseEntry, LooseSlot, Steps } from './loose-tree.ts'

/** How the text around the caret is written. */
export type Manner = 'block' | 'flow' | 'json'

/** What the caret stands in, as far as the text says. */
export interface CaretPlace {
  /**
   * `key`: in a mapping, `steps` lead to the mapping. `value`: where a value stands or will, `steps` lead to it. `open`:
   * the same at the beginning of a line, where the value may turn out to be a mapping, a list or a word.
   */
  readonly role: 'key' | 'value' | 'open'
  readonly steps: Steps
  /** The slot that `steps` lead to. */
  readonly slot: LooseSlot
  /** The entry whose key the caret stands in. */
  readonly entry?: LooseEntry
  /** What is typed already, with its quotes: to be replaced. */
  readonly start: number
  readonly end: number
  /** Where on its line `start` stands. */
  readonly column: number
  readonly manner: Manner
  /** A colon follows what is typed. */
  readonly hasColon: boolean
  /** A blank has to come before what is inserted. */
  readonly needsSpace: boolean
  /** A list item is to begin here, and its dash is not written yet. */
  readonly needsDash: boolean
}

/** A {@link CaretPlace} as it is found: what comes after the caret may say more about it. */
export type CaretDraft = Omit<CaretPlace, 'needsDash'>

/** The caret's place, once the whole text is read; undefined where nothing sensible can begin at its column. */
export function settleCaret(draft: CaretDraft): CaretPlace | undefined {
  const { value } = draft.slot
  if (draft.role !== 'open' || value === undefined) return { ...draft, needsDash: false }
  if (value.kind === 'map' && value.column === draft.column) return { ...draft, role: 'key', needsDash: false }
  if (value.kind !== 'list' || value.column !== draft.column) return undefined
  return { ...draft, steps: [...draft.steps, value.items.length], slot: {}, needsDash: true }
}
