import { type BitSet, eachBit } from '../net/bit-set.ts'

/** Numbers sorted by the sets that hold them. */
export interface Partition {
  /** By number, the part it is in; parts are in the order of their first numbers. */
  readonly partOf: Uint32Array
  /** How many parts there are. */
  readonly count: number
  /** The sets that hold a part, by their places, ascending. */
  readonly holding: (part: number) => readonly number[]
}

/** No set that was looked at yet. */
const NONE = -1

/** Sorts the numbers below `size`. Takes as long as the sets have members, however many parts they make. */
export function partition(sets: readonly BitSet[], size: number): Partition {
  const trail = createTrail()
  const partOf = new Uint32Array(size)
  for (let place = 0; place < sets.length; place += 1) {
    eachBit(sets[place] as BitSet, (number) => {
      partOf[number] = trail.follow(partOf[number] as number, place)
    })
  }
  const { count, ends } = renumber(partOf, trail.length())
  return { partOf, count, holding: (part) => trail.listOf(ends[part] ?? 0) }
}

/** Paths of sets, from a point where nothing holds a number: each point knows the one before and the set that led on. */
function createTrail() {
  const before = [0]
  const ledBy = [NONE]
  /** The point that was made last from each, and so by the set that is looked at, or by an earlier one. */
  const after = [NONE]
  return {
    follow: (point: number, set: number): number => {
      const next = after[point] as number
      if (next !== NONE && ledBy[next] === set) return next
      const made = before.push(point) - 1
      ledBy.push(set)
      after.push(NONE)
      after[point] = made
      return made
    },
    length: () => before.length,
    listOf: (end: number): readonly number[] => {
      const list: number[] = []
      for (let point = end; point !== 0; point = before[point] as number) list.push(ledBy[point] as number)
      return list.reverse()
    },
  }
}

/** Gives the parts numbers in the order in which they come first; returns the old ones. */
function renumber(partOf: Uint32Array, points: number): { readonly count: number; readonly ends: readonly number[] } {
  const ends: number[] = []
  const renumbered = new Int32Array(points).fill(NONE)
  for (let number = 0; number < partOf.length; number += 1) {
    const end = partOf[number] as number
    if (renumbered[end] === NONE) renumbered[end] = ends.push(end) - 1
    partOf[number] = renumbered[end] as number
  }
  return { count: ends.length, ends }
}

/** The numbers of each part, ascending. */
export function listParts({ partOf, count }: Partition): readonly (readonly number[])[] {
  const parts = Array.from({ length: count }, (): number[] => [])
  partOf.forEach((part, number) => {
    parts[part]?.push(number)
  })
  return parts
}
