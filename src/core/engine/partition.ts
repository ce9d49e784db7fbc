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

/** No set, or none that was looked at yet. */
const NONE = -1

/** Sorts the numbers below `size`. Takes as long as the sets have members, however many parts they make. */
export function partition(sets: readonly BitSet[], size: number): Partition {
  const trail = startTrail()
  const partOf = new Uint32Array(size)
  for (let place = 0; place < sets.length; place += 1) {
    eachBit(sets[place] as BitSet, (number) => {
      partOf[number] = step(trail, partOf[number] as number, place)
    })
  }
  const ends = renumber(partOf, trail.length)
  const lists = ends.map((end) => listSets(trail, end))
  return { partOf, count: lists.length, holding: (part) => lists[part] ?? [] }
}

/** Paths of sets, from a point where nothing holds a number; a point is a place in the arrays. */
interface Trail {
  length: number
  /** The point before each, and the set that led on from there. */
  before: Int32Array
  ledBy: Int32Array
  /** The point that was made last from each: by the set that is looked at, or by an earlier one. */
  after: Int32Array
}

/** All partitions use the same arrays, one after the other: each needs them only while it is made. */
const trail: Trail = {
  length: 0,
  before: new Int32Array(1024),
  ledBy: new Int32Array(1024),
  after: new Int32Array(1024),
}

function startTrail(): Trail {
  trail.length = 0
  addPoint(trail, 0, NONE)
  return trail
}

function addPoint(trail: Trail, before: number, set: number): number {
  const point = trail.length
  if (point === trail.before.length) {
    for (const name of ['before', 'ledBy', 'after'] as const) trail[name] = lengthen(trail[name])
  }
  trail.before[point] = before
  trail.ledBy[point] = set
  trail.after[point] = NONE
  trail.length += 1
  return point
}

function lengthen(list: Int32Array): Int32Array {
  const longer = new Int32Array(2 * list.length)
  longer.set(list)
  return longer
}

function step(trail: Trail, point: number, set: number): number {
  const next = trail.after[point] as number
  if (next !== NONE && trail.ledBy[next] === set) return next
  const made = addPoint(trail, point, set)
  trail.after[point] = made
  return made
}

/** The sets on the way to a point. */
function listSets({ before, ledBy }: Trail, end: number): readonly number[] {
  let length = 0
  for (let point = end; point !== 0; point = before[point] as number) length += 1
  const sets = new Array<number>(length)
  for (let point = end; point !== 0; point = before[point] as number) {
    length -= 1
    sets[length] = ledBy[point] as number
  }
  return sets
}

/** Gives the parts numbers in the order in which they come first; returns the old ones. */
function renumber(partOf: Uint32Array, points: number): readonly number[] {
  const ends: number[] = []
  const renumbered = new Int32Array(points).fill(NONE)
  for (let number = 0; number < partOf.length; number += 1) {
    const end = partOf[number] as number
    if (renumbered[end] === NONE) renumbered[end] = ends.push(end) - 1
    partOf[number] = renumbered[end] as number
  }
  return ends
}

/** The numbers of each part, ascending. */
export function listParts({ partOf, count }: Partition): readonly (readonly number[])[] {
  const parts = Array.from({ length: count }, (): number[] => [])
  partOf.forEach((part, number) => {
    parts[part]?.push(number)
  })
  return parts
}
