import { type BitSet, eachBit, hasBit, subtractBits, unionAllBits, writeBits } from '../net/bit-set.ts'
import { NO_TRAFFIC } from '../net/ports-by-protocol.ts'
import type { Census, Workplaces } from './exposure-census.ts'
import { type FlowCell, toCell } from './flow-cell.ts'
import type { PortAtoms } from './port-atoms.ts'
import { createSpread } from './spread-row.ts'
import type { FlowPorts } from './verdict-ports.ts'

/** What passes between an endpoint and others in one direction. */
export interface Traffic {
  /** How many other workloads there are, parts of one being one (END-1); implied endpoints are none (END-8). */
  readonly workloads: {
    /** Those with which something is allowed. */
    readonly certain: number
    /** Those with which something is allowed or depends. */
    readonly possible: number
  }
  /** The ports on which something passes from (to) some address outside. */
  readonly outside: FlowPorts
  /** Those on which it passes from (to) the internet: the class of most addresses, in some family. */
  readonly internet: FlowPorts
}

/** Gathers what arrives at each place from the rows of all sources, each given once. */
export interface Arrivals {
  readonly add: (source: number, cells: readonly FlowCell[]) => void
  /** What arrives; to be asked when all rows are in. */
  readonly finish: () => (place: number) => Traffic
}

const NO_PORTS: FlowPorts = { allowed: NO_TRAFFIC, depends: NO_TRAFFIC }

export function createArrivals(census: Census, atoms: PortAtoms, size: number): Arrivals {
  const [certain, doubtful] = [new Uint32Array(size), new Uint32Array(size)]
  const [outside, internet]: [FlowCell[], FlowCell[]] = [[], []]
  /** The parts of a split workload count once: their rows wait for each other. */
  const waiting = new Map<Workplaces, FlowCell[]>()
  const count = ({ places }: Workplaces, cells: readonly FlowCell[]) => {
    const sure = unionAllBits(cells.map((cell) => cell.certain))
    const maybe = unionAllBits(cells.map((cell) => cell.possible))
    tally(certain, subtractBits(sure, places))
    tally(doubtful, subtractBits(subtractBits(maybe, sure), places))
  }
  return {
    add: (source, cells) => {
      if (hasBit(census.outside, source)) outside.push(...cells)
      if (hasBit(census.internet, source)) internet.push(...cells)
      const workload = census.workloadAt(source)
      if (workload?.isSplit) waiting.set(workload, [...(waiting.get(workload) ?? []), ...cells])
      else if (workload) count(workload, cells)
    },
    finish: () => {
      for (const [workload, cells] of waiting) count(workload, cells)
      const [fromOutside, fromInternet] = [outside, internet].map((cells) =>
        createSpread(atoms, size)(joinAlike(cells)),
      )
      return (place) => ({
        workloads: { certain: certain[place] ?? 0, possible: (certain[place] ?? 0) + (doubtful[place] ?? 0) },
        outside: fromOutside?.(place) ?? NO_PORTS,
        internet: fromInternet?.(place) ?? NO_PORTS,
      })
    },
  }
}

function tally(counts: Uint32Array, places: BitSet): void {
  eachBit(places, (place) => {
    counts[place] = (counts[place] ?? 0) + 1
  })
}

/** Cells of the same ports as one. */
function joinAlike(cells: readonly FlowCell[]): readonly FlowCell[] {
  const alike = new Map<string, FlowCell[]>()
  for (const cell of cells) {
    const key = writeBits(cell.ports)
    const group = alike.get(key)
    if (group) group.push(cell)
    else alike.set(key, [cell])
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    const certain = unionAllBits(group.map((cell) => cell.certain))
    const possible = unionAllBits(group.map((cell) => cell.possible))
    return first ? [toCell(first.ports, { certain, possible })] : []
  })
}
