import { type BitSet, eachBit } from '../net/bit-set.ts'

/** Numbers sorted by the sets that hold them. */
export interface Partition {
  /** The sets that hold a number, by their places, ascending; numbers in the same sets share one list. */
  readonly holding: (number: number) => readonly number[]
}

/** Sorts the numbers below `size`. Takes as long as the sets have members, however many parts they make. */
export function partition(sets: readonly BitSet[], size: number): Partition {
  const lists: (readonly number[])[] = [[]]
  const listAt = new Uint32Array(size)
  for (const [place, set] of sets.entries()) {
    const longer = new Map<number, number>()
    eachBit(set, (number) => {
      const list = listAt[number] as number
      const known = longer.get(list) ?? lists.push([...(lists[list] ?? []), place]) - 1
      longer.set(list, known)
      listAt[number] = known
    })
  }
  return { holding: (number) => lists[listAt[number] ?? 0] ?? [] }
}
