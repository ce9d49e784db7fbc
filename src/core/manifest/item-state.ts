import type { Item } from './reading.ts'
import type { SplitItem } from './split-items.ts'
import type { Tree } from './tree.ts'

/** What the reader remembers of an item beside what it hands out: all of it follows from the item's text. */
export interface ItemState {
  readonly split: SplitItem
  /** Places by path; absent until somebody needs them, and for broken or empty text. */
  readonly tree?: Tree
  /** A mapping without apiVersion and kind stands in it (YML-7). */
  readonly skipped: boolean
  /** The text could not be read. */
  readonly broken: boolean
  /** It is a list of expectations, and holds no resource (EXP-1). */
  readonly isExpectations?: boolean
}

const states = new WeakMap<Item, ItemState>()

/** Keeps `state` for as long as `item` lives; returns the item. */
export function rememberItem(item: Item, state: ItemState): Item {
  states.set(item, state)
  return item
}

export function stateOf(item: Item): ItemState | undefined {
  return states.get(item)
}
