/**
 * Sets of small whole numbers as bits. Only the words between the first and the last number are stored, so that a set
 * of neighbours is small however far up they lie. A set never changes once it is made.
 */
export interface BitSet {
  /** How many words of 32 numbers lie below the stored ones. */
  readonly first: number
  readonly words: Uint32Array
}

export const EMPTY_BITS: BitSet = { first: 0, words: new Uint32Array(0) }

/** The set of the given numbers, in any order. */
export function toBits(numbers: readonly number[]): BitSet {
  if (numbers.length === 0) return EMPTY_BITS
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const number of numbers) {
    if (number < low) low = number
    if (number > high) high = number
  }
  const first = low >>> 5
  const words = takeWords((high >>> 5) - first + 1)
  for (const number of numbers) setBit(words, number - (first << 5))
  return { first, words }
}

/** The places of a list that hold each of the numbers below `count`; all of these are in the list. */
export function toBitSets(list: Uint32Array, count: number): readonly BitSet[] {
  const first = new Int32Array(count).fill(-1)
  const last = new Int32Array(count)
  list.forEach((number, place) => {
    if (first[number] === -1) first[number] = place >>> 5
    last[number] = place >>> 5
  })
  const sets = Array.from(first, (low, number) => ({ first: low, words: takeWords((last[number] as number) - low + 1) }))
  list.forEach((number, place) => {
    const set = sets[number] as BitSet
    setBit(set.words, place - (set.first << 5))
  })
  return sets
}

/** The numbers from 0 up to `size`, without `size`. */
export function allBits(size: number): BitSet {
  if (size === 0) return EMPTY_BITS
  const words = takeWords((size + 31) >>> 5).fill(0xffff_ffff)
  if ((size & 31) !== 0) words[words.length - 1] = 2 ** (size & 31) - 1
  return { first: 0, words }
}

export function hasBit({ first, words }: BitSet, number: number): boolean {
  return (((words[(number >>> 5) - first] ?? 0) >>> (number & 31)) & 1) === 1
}

export function isEmptyBits(set: BitSet): boolean {
  return set.words.length === 0
}

/** The very set that holds the other, where one does. */
export function unionBits(a: BitSet, b: BitSet): BitSet {
  if (b.words.length === 0 || isWithin(b, a)) return a
  if (a.words.length === 0 || isWithin(a, b)) return b
  const low = Math.min(a.first, b.first)
  const high = Math.max(a.first + a.words.length, b.first + b.words.length)
  const words = takeWords(high - low)
  addWords(words, low, a)
  addWords(words, low, b)
  return { first: low, words }
}

/** Whether `b` has all numbers of `a`. */
function isWithin(a: BitSet, b: BitSet): boolean {
  if (a === b) return true
  return isCommon(a, b, Math.max(a.first, b.first), Math.min(a.first + a.words.length, b.first + b.words.length))
}

/** Adds a set to words of which the first is that of `low`. */
function addWords(words: Uint32Array, low: number, { first, words: added }: BitSet): void {
  const shift = first - low
  for (let index = 0; index < added.length; index += 1) {
    words[index + shift] = (words[index + shift] as number) | (added[index] as number)
  }
}

/** The numbers in any of the sets. */
export function unionAllBits(sets: readonly BitSet[]): BitSet {
  const [only, other] = sets
  if (sets.length === 1 && only) return only
  if (sets.length === 2 && only && other) return unionBits(only, other)
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const { first, words } of sets) {
    if (words.length === 0) continue
    if (first < low) low = first
    if (first + words.length > high) high = first + words.length
  }
  if (high === 0) return EMPTY_BITS
  const union = takeWords(high - low)
  for (const set of sets) addWords(union, low, set)
  return { first: low, words: union }
}

export function intersectBits(a: BitSet, b: BitSet): BitSet {
  if (a === b) return a
  let low = Math.max(a.first, b.first)
  let high = Math.min(a.first + a.words.length, b.first + b.words.length)
  while (low < high && commonWord(a, b, low) === 0) low += 1
  while (low < high && commonWord(a, b, high - 1) === 0) high -= 1
  if (low === high || low > high) return EMPTY_BITS
  if (isCommon(a, b, low, high)) return a
  if (isCommon(b, a, low, high)) return b
  const words = takeWords(high - low)
  for (let index = low; index < high; index += 1) words[index - low] = commonWord(a, b, index)
  return { first: low, words }
}

/** Whether the words from `low` to `high` are all that `a` has, and `b` has them too. */
function isCommon(a: BitSet, b: BitSet, low: number, high: number): boolean {
  if (a.first !== low || a.first + a.words.length !== high) return false
  for (let index = low; index < high; index += 1) {
    if (((a.words[index - a.first] as number) & ~(b.words[index - b.first] as number)) !== 0) return false
  }
  return true
}

function commonWord(a: BitSet, b: BitSet, index: number): number {
  return (a.words[index - a.first] as number) & (b.words[index - b.first] as number)
}

/** The numbers of `a` that are not in `b`. */
export function subtractBits(a: BitSet, b: BitSet): BitSet {
  if (a === b) return EMPTY_BITS
  const low = Math.max(a.first, b.first)
  const high = Math.min(a.first + a.words.length, b.first + b.words.length)
  if (high <= low || !intersectsBits(a, b)) return a
  const words = takeWords(a.words.length)
  words.set(a.words)
  for (let index = low; index < high; index += 1) {
    words[index - a.first] = (words[index - a.first] as number) & ~(b.words[index - b.first] as number)
  }
  return trim(a.first, words)
}

export function intersectsBits(a: BitSet, b: BitSet): boolean {
  const high = Math.min(a.first + a.words.length, b.first + b.words.length)
  for (let index = Math.max(a.first, b.first); index < high; index += 1) {
    if (((a.words[index - a.first] as number) & (b.words[index - b.first] as number)) !== 0) return true
  }
  return false
}

export function equalBits(a: BitSet, b: BitSet): boolean {
  if (a === b) return true
  return (
    a.first === b.first && a.words.length === b.words.length && a.words.every((word, index) => word === b.words[index])
  )
}

/** How many numbers the set holds. */
export function countBits({ words }: BitSet): number {
  let count = 0
  for (let index = 0; index < words.length; index += 1) count += countOnes(words[index] as number)
  return count
}

/** How many numbers two sets, or three, have in common. */
export function countCommonBits(a: BitSet, b: BitSet, c = a): number {
  const low = Math.max(a.first, b.first, c.first)
  const high = Math.min(a.first + a.words.length, b.first + b.words.length, c.first + c.words.length)
  let count = 0
  for (let index = low; index < high; index += 1) {
    const word = commonWord(a, b, index) & (c.words[index - c.first] as number)
    if (word !== 0) count += countOnes(word)
  }
  return count
}

/** Calls `visit` with each number of the set, ascending. */
export function eachBit({ first, words }: BitSet, visit: (number: number) => void): void {
  for (let index = 0; index < words.length; index += 1) {
    let rest = words[index] as number
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

/** How many words are allocated at once: an array of its own for each set takes much longer. */
const CHUNK = 4096

let chunk = new Uint32Array(CHUNK)
let taken = 0

/** So many words that are 0 and nobody else has. */
function takeWords(count: number): Uint32Array {
  if (count > CHUNK / 8) return new Uint32Array(count)
  if (taken + count > CHUNK) {
    chunk = new Uint32Array(CHUNK)
    taken = 0
  }
  taken += count
  return chunk.subarray(taken - count, taken)
}

function setBit(words: Uint32Array, number: number): void {
  words[number >>> 5] = (words[number >>> 5] as number) | (1 << (number & 31))
}

function countOnes(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555)
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Drops the empty words at both ends. */
function trim(first: number, words: Uint32Array): BitSet {
  let low = 0
  let high = words.length
  while (low < high && words[low] === 0) low += 1
  while (high > low && words[high - 1] === 0) high -= 1
  if (low === high) return EMPTY_BITS
  return low === 0 && high === words.length
    ? { first, words }
    : { first: first + low, words: words.subarray(low, high) }
}
