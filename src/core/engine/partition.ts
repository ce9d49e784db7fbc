import { type BitSet, eachBit } from '../net/bit-set.ts'

/** Numbers sorted by the sets that hold them. */
export interface Partition {
  /** The sets that hold a number, by their places, ascending; numbers in the same sets share one list. */
  readonly holding: (number: number) => readonly number[]
  /** All numbers, those in the same sets together, in the order of the first of each part. */
  readonly parts: () => readonly Part[]
}

export interface Part {
  /** Ascending. */
  readonly numbers: readonly number[]
  readonly heldBy: readonly number[]
}

/** Sorts the numbers below `size`. Takes as long as the sets have members, however many parts they make. */
export function partition(sets: readonly BitSet[], size: number): Partition {
  const lists: (readonly number[])[] = [[]]
  const listAt = new Uint32Array(size)
  /** By list: the longer one that a set made of it, and the place of the set that did last. */
  const longer: number[] = [0]
  const madeBy: number[] = [-1]
  sets.forEach((set, place) => {
    eachBit(set, (number) => {
      const list = listAt[number] as number
      if (madeBy[list] !== place) {
        madeBy[list] = place
        longer[list] = lists.push([...(lists[list] as readonly number[]), place]) - 1
        madeBy.push(-1)
      }
      listAt[number] = longer[list] as number
    })
  })
  return {
    holding: (number) => lists[listAt[number] ?? 0] ?? [],
    parts: () => gatherParts(lists, listAt),
  }
}

function gatherParts(lists: readonly (readonly number[])[], listAt: Uint32Array): readonly Part[] {
  const parts: Part[] = []
  const partOf: number[][] = []
  for (let number = 0; number < listAt.length; number += 1) {
    const list = listAt[number] as number
    const known = partOf[list]
    if (known) known.push(number)
    else {
      const numbers = [number]
      partOf[list] = numbers
      parts.push({ numbers, heldBy: lists[list] as readonly number[] })
    }
  }
  return parts
}
