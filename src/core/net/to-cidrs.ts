import { type AddressRange, type AddressSet, formatAddress } from './address.ts'

/** The fewest blocks that hold exactly the addresses of a set, in its order: `10.0.0.0/8`. */
export function toCidrs(addresses: AddressSet): readonly string[] {
  return addresses.flatMap(splitRange)
}

function splitRange({ family, first, last }: AddressRange): readonly string[] {
  const bits = family === 4 ? 32 : 128
  const blocks: string[] = []
  let start = first
  while (start <= last) {
    const size = largestBlock(start, last, bits)
    blocks.push(`${formatAddress({ family, value: start })}/${bits - size}`)
    start += 1n << BigInt(size)
  }
  return blocks
}

/** The most trailing bits a block may have that starts at `first` and does not end after `last`. */
function largestBlock(first: bigint, last: bigint, bits: number): number {
  let size = 0
  while (size < bits) {
    const next = 1n << BigInt(size + 1)
    if (first % next !== 0n || first + next - 1n > last) break
    size += 1
  }
  return size
}
