import type { LooseEntry, LooseList, LooseMap, LooseSlot, Steps } from './loose-tree.ts'

/** A block collection that is still open. */
interface Frame {
  readonly node: LooseMap | LooseList
  readonly column: number
  readonly steps: Steps
}

/** Where a value goes, and the way there. */
export interface Standing {
  readonly slot: LooseSlot
  readonly steps: Steps
}

/** The collections that are open at a line of block YAML, told apart by their columns. */
export interface LooseStack {
  readonly root: LooseSlot
  /** A key at a column: what is deeper ends, and the key is entered. */
  enter(column: number, key: string): Standing & { readonly slot: LooseEntry }
  /** A dash at a column. */
  begin(column: number): Standing
  /** Where something at a column belongs, while nothing is entered: the mapping of that column, or an open slot. */
  peek(column: number): Standing & { readonly isKey: boolean }
  /** How far nested keys and dashes stood to the right, each time. */
  readonly keySteps: readonly number[]
  readonly dashSteps: readonly number[]
}

export function createLooseStack(): LooseStack {
  const root: LooseSlot = {}
  let frames: readonly Frame[] = []
  const keySteps: number[] = []
  const dashSteps: number[] = []

  const slotOf = (frame: Frame | undefined): Standing => {
    if (!frame) return { slot: root, steps: [] }
    const { node, steps } = frame
    if (node.kind === 'list') return { slot: node.items.at(-1) ?? {}, steps: [...steps, node.items.length - 1] }
    const last = node.entries.at(-1)
    return { slot: last ?? {}, steps: [...steps, last?.key ?? ''] }
  }

  const open = (node: LooseMap | LooseList, column: number, seen: number[]): Frame => {
    const parent = frames.at(-1)
    const { slot, steps } = slotOf(parent)
    slot.value = node
    if (parent?.node.kind === 'map') seen.push(column - parent.column)
    const frame = { node, column, steps }
    frames = [...frames, frame]
    return frame
  }

  return {
    root,
    keySteps,
    dashSteps,
    enter(column, key) {
      frames = openAt(frames, column, false)
      const top = frames.at(-1)
      const isThere = top?.node.kind === 'map' && top.column === column
      const frame = isThere ? top : open({ kind: 'map', column, entries: [] }, column, keySteps)
      const entry: LooseEntry = { key }
      if (frame.node.kind === 'map') frame.node.entries.push(entry)
      return { slot: entry, steps: [...frame.steps, key] }
    },
    begin(column) {
      frames = openAt(frames, column, true)
      const top = frames.at(-1)
      const isThere = top?.node.kind === 'list' && top.column === column
      const frame = isThere ? top : open({ kind: 'list', column, items: [] }, column, dashSteps)
      if (frame.node.kind === 'list') frame.node.items.push({})
      return slotOf(frame)
    },
    peek(column) {
      const top = openAt(frames, column, false).at(-1)
      if (top?.node.kind !== 'map' || top.column !== column) return { ...slotOf(top), isKey: false }
      return { slot: { value: top.node }, steps: top.steps, isKey: true }
    },
  }
}

/** What is still open for something at a column; a list may stand in the column of the key it belongs to. */
function openAt(frames: readonly Frame[], column: number, isDash: boolean): readonly Frame[] {
  const ended = frames.findLastIndex(
    (frame) => frame.column < column || (frame.column === column && (isDash || frame.node.kind === 'map')),
  )
  return frames.slice(0, ended + 1)
}
