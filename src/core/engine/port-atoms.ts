import { type BitSet, eachBit, toBits } from '../net/bit-set.ts'
import { type PortRange, type PortsByProtocol, PROTOCOLS, type Protocol, toPortSet } from '../net/ports.ts'
import { ALL_TRAFFIC } from '../net/ports-by-protocol.ts'
import { flat } from './flat.ts'

/** Stretches of ports that no rule divides, numbered from 0: sets of ports become sets of bits. */
export interface PortAtoms {
  readonly count: number
  /** Every port of every protocol. */
  readonly all: BitSet
  /** The atoms of ports; their borders must be among those the atoms were made of. */
  readonly maskOf: (ports: PortsByProtocol) => BitSet
  /** The atom a port lies in. */
  readonly atomAt: (protocol: Protocol, port: number) => number
  readonly portsOf: (mask: BitSet) => PortsByProtocol
  /** How many ports a mask holds, all protocols together. */
  readonly weightOf: (mask: BitSet) => number
}

interface Stretches {
  /** The first port of each atom of the protocol, ascending, from 1. */
  readonly firsts: readonly number[]
  /** The number of its first atom. */
  readonly start: number
}

/** Cuts all ports at the borders of the given ones. */
export function createPortAtoms(used: readonly PortsByProtocol[]): PortAtoms {
  const stretches = cutAtBorders(used)
  const ranges = flat(PROTOCOLS.map((protocol) => rangesOf(stretches[protocol], protocol)))
  const maskOf = (ports: PortsByProtocol) => {
    const atoms: number[] = []
    for (const name of PROTOCOLS) addAtoms(atoms, stretches[name], ports[name] ?? NO_RANGES)
    return toBits(atoms)
  }
  return {
    count: ranges.length,
    all: maskOf(ALL_TRAFFIC),
    maskOf,
    atomAt: (protocol, port) => stretches[protocol].start + placeOf(stretches[protocol].firsts, port),
    portsOf: (mask) => {
      const lists: Record<Protocol, PortRange[]> = { TCP: [], UDP: [], SCTP: [] }
      eachBit(mask, (atom) => {
        const range = ranges[atom]
        if (range) lists[range.protocol].push(range)
      })
      const sets = PROTOCOLS.map((protocol) => [protocol, toPortSet(lists[protocol])] as const)
      return Object.fromEntries(sets.filter(([, set]) => set.length > 0))
    },
    weightOf: (mask) => {
      let weight = 0
      eachBit(mask, (atom) => {
        const range = ranges[atom]
        if (range) weight += range.last - range.first + 1
      })
      return weight
    },
  }
}

function cutAtBorders(used: readonly PortsByProtocol[]): Readonly<Record<Protocol, Stretches>> {
  let start = 0
  const cut = PROTOCOLS.map((protocol) => {
    const borders = new Set([1])
    for (const ports of used) {
      for (const { first, last } of ports[protocol] ?? []) {
        borders.add(first)
        if (last < 65535) borders.add(last + 1)
      }
    }
    const stretches: Stretches = { firsts: [...borders].sort((a, b) => a - b), start }
    start += borders.size
    return [protocol, stretches] as const
  })
  return Object.fromEntries(cut) as Record<Protocol, Stretches>
}

function rangesOf({ firsts }: Stretches, protocol: Protocol): readonly (PortRange & { readonly protocol: Protocol })[] {
  return firsts.map((first, index) => ({ protocol, first, last: (firsts[index + 1] ?? 65536) - 1 }))
}

const NO_RANGES: readonly PortRange[] = []

function addAtoms(atoms: number[], { firsts, start }: Stretches, ranges: readonly PortRange[]): void {
  for (const { first, last } of ranges) {
    const to = placeOf(firsts, last)
    for (let place = placeOf(firsts, first); place <= to; place += 1) atoms.push(start + place)
  }
}

/** The place of the last number that is not above `port`. */
function placeOf(firsts: readonly number[], port: number): number {
  let low = 0
  let high = firsts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((firsts[middle] as number) <= port) low = middle
    else high = middle - 1
  }
  return low
}
