/**
 * Sets of small whole numbers as bits. Only the words between the first and the last number are stored, so that a set
 * of neighbours is small however far up they lie. A set never changes once it is made.
 */
export interface BitSet {
  /** How many words of 32 numbers lie below the stored ones. */
  readonly first: number
  /** How many words are stored; 0 for no numbers, and neither the first nor the last of them is empty. */
  readonly size: number
  /** Where they are: many sets share one array, for an array of its own takes longer to make than most sets. */
  readonly pool: Uint32Array
  readonly start: number
}

export const EMPTY_BITS: BitSet = { first: 0, size: 0, pool: new Uint32Array(0), start: 0 }

/** The set of the given numbers, in any order. */
export function toBits(numbers: readonly number[]): BitSet {
  if (numbers.length === 0) return EMPTY_BITS
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const number of numbers) {
    if (number < low) low = number
    if (number > high) high = number
  }
  const set = makeSet(low >>> 5, (high >>> 5) + 1)
  for (const number of numbers) addNumber(set, number)
  return set
}

/** The places of a list that hold each of the numbers below `count`; all of these are in the list. */
export function toBitSets(list: Uint32Array, count: number): readonly BitSet[] {
  const first = new Int32Array(count).fill(-1)
  const last = new Int32Array(count)
  for (let place = 0; place < list.length; place += 1) {
    const number = list[place] as number
    if (first[number] === -1) first[number] = place >>> 5
    last[number] = place >>> 5
  }
  const sets: BitSet[] = []
  for (let number = 0; number < count; number += 1)
    sets.push(makeSet(first[number] as number, (last[number] as number) + 1))
  for (let place = 0; place < list.length; place += 1) addNumber(sets[list[place] as number] as BitSet, place)
  return sets
}

/** The numbers from 0 up to `size`, without `size`. */
export function allBits(size: number): BitSet {
  if (size === 0) return EMPTY_BITS
  const set = makeSet(0, (size + 31) >>> 5)
  set.pool.fill(0xffff_ffff, set.start, set.start + set.size)
  if ((size & 31) !== 0) set.pool[set.start + set.size - 1] = 2 ** (size & 31) - 1
  return set
}

export function hasBit(set: BitSet, number: number): boolean {
  return ((wordAt(set, number >>> 5) >>> (number & 31)) & 1) === 1
}

/** The 32 numbers from 32 times `index` on, as bits; 0 where nothing is stored. */
export function wordAt({ first, size, pool, start }: BitSet, index: number): number {
  const at = index - first
  return at >= 0 && at < size ? (pool[start + at] as number) : 0
}

/** Equal for equal sets. */
export function writeBits({ first, size, pool, start }: BitSet): string {
  return `${first} ${pool.subarray(start, start + size).join()}`
}

export function isEmptyBits(set: BitSet): boolean {
  return set.size === 0
}

/** The very set that holds the other, where one does. */
export function unionBits(a: BitSet, b: BitSet): BitSet {
  if (b.size === 0 || isWithin(b, a)) return a
  if (a.size === 0 || isWithin(a, b)) return b
  const union = makeSet(Math.min(a.first, b.first), Math.max(a.first + a.size, b.first + b.size))
  addSet(union, a)
  addSet(union, b)
  return union
}

/** Whether `b` has all numbers of `a`. */
function isWithin(a: BitSet, b: BitSet): boolean {
  if (a === b) return true
  return isCommon(a, b, Math.max(a.first, b.first), Math.min(a.first + a.size, b.first + b.size))
}

/** The numbers in any of the sets. */
export function unionAllBits(sets: readonly BitSet[]): BitSet {
  const [only, other] = sets
  if (sets.length === 1 && only) return only
  if (sets.length === 2 && only && other) return unionBits(only, other)
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const { first, size } of sets) {
    if (size === 0) continue
    if (first < low) low = first
    if (first + size > high) high = first + size
  }
  if (high === 0) return EMPTY_BITS
  const union = makeSet(low, high)
  for (const set of sets) addSet(union, set)
  return union
}

export function intersectBits(a: BitSet, b: BitSet): BitSet {
  if (a === b) return a
  let low = Math.max(a.first, b.first)
  let high = Math.min(a.first + a.size, b.first + b.size)
  while (low < high && commonWord(a, b, low) === 0) low += 1
  while (low < high && commonWord(a, b, high - 1) === 0) high -= 1
  if (low >= high) return EMPTY_BITS
  if (isCommon(a, b, low, high)) return a
  if (isCommon(b, a, low, high)) return b
  const common = makeSet(low, high)
  for (let index = low; index < high; index += 1) common.pool[common.start + index - low] = commonWord(a, b, index)
  return common
}

/** Whether the words from `low` to `high` are all that `a` has, and `b` has them too. */
function isCommon(a: BitSet, b: BitSet, low: number, high: number): boolean {
  if (a.first !== low || a.first + a.size !== high) return false
  for (let index = low; index < high; index += 1) {
    if ((storedWord(a, index) & ~storedWord(b, index)) !== 0) return false
  }
  return true
}

/** One of the words that both store. */
function commonWord(a: BitSet, b: BitSet, index: number): number {
  return storedWord(a, index) & storedWord(b, index)
}

function storedWord({ first, pool, start }: BitSet, index: number): number {
  return pool[start + index - first] as number
}

/** The numbers of `a` that are not in `b`. */
export function subtractBits(a: BitSet, b: BitSet): BitSet {
  if (a === b) return EMPTY_BITS
  if (!intersectsBits(a, b)) return a
  const rest = makeSet(a.first, a.first + a.size)
  addSet(rest, a)
  const high = Math.min(a.first + a.size, b.first + b.size)
  for (let index = Math.max(a.first, b.first); index < high; index += 1) {
    const at = rest.start + index - a.first
    rest.pool[at] = (rest.pool[at] as number) & ~storedWord(b, index)
  }
  return trim(rest)
}

export function intersectsBits(a: BitSet, b: BitSet): boolean {
  const high = Math.min(a.first + a.size, b.first + b.size)
  for (let index = Math.max(a.first, b.first); index < high; index += 1) {
    if (commonWord(a, b, index) !== 0) return true
  }
  return false
}

export function equalBits(a: BitSet, b: BitSet): boolean {
  return a.size === b.size && (a.size === 0 || isWithin(a, b)) && (b.size === 0 || isWithin(b, a))
}

/** How many numbers the set holds. */
export function countBits({ size, pool, start }: BitSet): number {
  let count = 0
  for (let at = start; at < start + size; at += 1) count += countOnes(pool[at] as number)
  return count
}

/** How many numbers two sets, or three, have in common. */
export function countCommonBits(a: BitSet, b: BitSet, c = a): number {
  const low = Math.max(a.first, b.first, c.first)
  const high = Math.min(a.first + a.size, b.first + b.size, c.first + c.size)
  let count = 0
  for (let index = low; index < high; index += 1) {
    const word = commonWord(a, b, index) & storedWord(c, index)
    if (word !== 0) count += countOnes(word)
  }
  return count
}

/** Calls `visit` with each number of the set, ascending. */
export function eachBit({ first, size, pool, start }: BitSet, visit: (number: number) => void): void {
  for (let index = 0; index < size; index += 1) {
    let rest = pool[start + index] as number
    while (rest !== 0) {
      const lowest = 31 - Math.clz32(rest & -rest)
      visit(((first + index) << 5) + lowest)
      rest &= rest - 1
    }
  }
}

/** The numbers of the set, ascending. */
export function listBits(set: BitSet): readonly number[] {
  const numbers: number[] = []
  eachBit(set, (number) => numbers.push(number))
  return numbers
}

/** How many words a pool has. */
const POOL = 4096

let pool = new Uint32Array(POOL)
let taken = 0

/** The words from `first` up to `end`, all 0, which nobody else has: whoever makes the set fills it. */
function makeSet(first: number, end: number): BitSet {
  const size = end - first
  if (size > POOL / 8) return { first, size, pool: new Uint32Array(size), start: 0 }
  if (taken + size > POOL) {
    pool = new Uint32Array(POOL)
    taken = 0
  }
  taken += size
  return { first, size, pool, start: taken - size }
}

/** Adds to a set that is being made, and stores the word. */
function addNumber({ first, pool, start }: BitSet, number: number): void {
  const at = start + (number >>> 5) - first
  pool[at] = (pool[at] as number) | (1 << (number & 31))
}

/** Adds a set to one that is being made, and stores all of its words. */
function addSet({ first, pool, start }: BitSet, added: BitSet): void {
  const shift = start + added.first - first
  for (let index = 0; index < added.size; index += 1) {
    pool[shift + index] = (pool[shift + index] as number) | (added.pool[added.start + index] as number)
  }
}

function countOnes(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555)
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Drops the empty words at both ends. */
function trim({ first, size, pool, start }: BitSet): BitSet {
  let low = 0
  let high = size
  while (low < high && pool[start + low] === 0) low += 1
  while (high > low && pool[start + high - 1] === 0) high -= 1
  return low === high ? EMPTY_BITS : { first: first + low, size: high - low, pool, start: start + low }
}
