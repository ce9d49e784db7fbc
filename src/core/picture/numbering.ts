/** Numbers in place of names. A name keeps its number for as long as the numbering is handed on. */
export interface Numbering {
  /** How many names and pairs have been met. */
  readonly size: number
  of(name: string): number
  /** Pairs have numbers of their own. */
  ofPair(one: string, other: string): number
}

export function createNumbering(): Numbering {
  const numbers = new Map<string, number>()
  const pairs = new Map<string, Map<string, number>>()
  let pairCount = 0
  return {
    get size() {
      return numbers.size + pairCount
    },
    of(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, numbers.size)
      return numbers.size - 1
    },
    ofPair(one, other) {
      const others = pairs.get(one) ?? new Map<string, number>()
      pairs.set(one, others)
      const known = others.get(other)
      if (known !== undefined) return known
      others.set(other, pairCount)
      pairCount += 1
      return pairCount - 1
    },
  }
}
