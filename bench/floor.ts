import type { Prepared } from '../src/core/engine/prepare.ts'
import { eachFlow } from '../src/core/engine/reachability.ts'

/** How many bits an answer for all pairs has: one per pair and distinct set of ports. */
export interface FloorSize {
  readonly ends: number
  /** Sets of ports, each of which is what some pair is allowed. */
  readonly portSets: number
  /** The same among the pairs of one source, for all sources together. */
  readonly portSetsOfSources: number
}

export function floorSizeOf({ prepared }: { readonly prepared: Prepared }): FloorSize {
  const names = new Map<object, string>()
  const nameOf = (allowed: object) => {
    const name = names.get(allowed) ?? JSON.stringify(allowed)
    names.set(allowed, name)
    return name
  }
  const bySource = new Map(prepared.endpoints.map(({ id }) => [id, new Set<string>()]))
  for (const { from, allowed } of eachFlow(prepared)) bySource.get(from)?.add(nameOf(allowed))
  const sets = [...bySource.values()].flatMap((own) => [...own]).filter((name) => name !== '{}')
  return { ends: prepared.endpoints.length, portSets: new Set(sets).size, portSetsOfSources: sets.length }
}

/** Writes so many rows of bits, each the union of two of some made-up rows, and counts the bits that are set. */
export function writeAndCount(ends: number, rows: number): number {
  const width = Math.ceil(ends / 32)
  const matrix = new Uint32Array(rows * width)
  const templates = Array.from({ length: 64 }, (_, turn) => templateOf(width, turn + 1))
  for (let row = 0; row < rows; row += 1) {
    const [one, other] = [templates[row % 64] as Uint32Array, templates[(row * 7 + 3) % 64] as Uint32Array]
    const start = row * width
    for (let word = 0; word < width; word += 1) {
      matrix[start + word] = (one[word] as number) | (other[word] as number)
    }
  }
  let count = 0
  for (let index = 0; index < matrix.length; index += 1) count += countOnes(matrix[index] as number)
  return count
}

function templateOf(width: number, seed: number): Uint32Array {
  return Uint32Array.from({ length: width }, (_, word) => Math.imul(seed * (word + 1), 0x9e37_79b1))
}

function countOnes(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}
