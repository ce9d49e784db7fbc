/** A set of small whole numbers, as words of 32 bits. */
export type Bits = Uint32Array

export function createBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5)
}

export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31))
}

export function hasBit(bits: Bits, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0
}

/** The members in ascending order. */
export function membersOf(bits: Bits): number[] {
  const members: number[] = []
  bits.forEach((word, at) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) members.push(at * 32 + (31 - Math.clz32(rest & -rest)))
  })
  return members
}
