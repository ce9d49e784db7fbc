import type { FlowPorts } from '../engine/verdict-ports.ts'
import {
  type BitSet,
  countBits,
  countCommonBits,
  EMPTY_BITS,
  equalBits,
  isEmptyBits,
  unionBits,
} from '../net/bit-set.ts'
import type { MatrixCell } from './matrix.ts'
import type { GroundRow, MatrixGround } from './matrix-ground.ts'

/** Pairs of endpoints, counted by what may pass between them. */
export interface Tally {
  readonly pairs: number
  readonly open: number
  readonly maybe: number
  readonly doubtful: number
  /** Allowed for certain in any pair. */
  readonly ports: BitSet
  /** In all open pairs the same. */
  readonly agree: boolean
  /** Ports that depend in any pair. */
  readonly unsure: BitSet
}

export const NO_PAIRS: Tally = {
  pairs: 0,
  open: 0,
  maybe: 0,
  doubtful: 0,
  ports: EMPTY_BITS,
  agree: true,
  unsure: EMPTY_BITS,
}

/** The pairs of one source with a group of destinations. */
export function tallyRow(row: GroundRow, partners: BitSet): Tally {
  const pairs = countBits(partners)
  const possible = countCommonBits(row.possible, partners)
  if (possible === 0) return { ...NO_PAIRS, pairs }
  const open = countCommonBits(row.certain, partners)
  const doubtful = countCommonBits(row.doubtful, partners)
  return {
    pairs,
    open,
    maybe: possible - open,
    doubtful,
    ...certainPorts(row, partners, open),
    unsure: doubtful === 0 ? EMPTY_BITS : unsurePorts(row, partners),
  }
}

/** The pair of one source with one destination: found at once, however many classes of ports there are. */
export function createPairTally({ prepared }: MatrixGround): (row: GroundRow, place: number) => Tally {
  const { atoms } = prepared.rows()
  const known = new WeakMap<FlowPorts, Tally>()
  return (row, place) => {
    const ports = row.portsTo(place)
    if (!ports) return ONE_CLOSED
    const tally = known.get(ports) ?? tallyPair(atoms.maskOf(ports.allowed), atoms.maskOf(ports.depends))
    known.set(ports, tally)
    return tally
  }
}

const ONE_CLOSED: Tally = { ...NO_PAIRS, pairs: 1 }

function tallyPair(ports: BitSet, unsure: BitSet): Tally {
  const open = isEmptyBits(ports) ? 0 : 1
  const doubtful = isEmptyBits(unsure) ? 0 : 1
  return { pairs: 1, open, maybe: open === 1 ? 0 : doubtful, doubtful, ports, agree: true, unsure }
}

/** Classes of ports have nothing in common: pairs agree when each class is allowed in all open ones, or in none. */
function certainPorts({ cells }: GroundRow, partners: BitSet, open: number): Pick<Tally, 'ports' | 'agree'> {
  let ports = EMPTY_BITS
  let agree = true
  for (const cell of cells) {
    const count = countCommonBits(cell.certain, partners)
    if (count === 0) continue
    ports = unionBits(ports, cell.ports)
    if (count < open) agree = false
  }
  return { ports, agree }
}

function unsurePorts({ cells }: GroundRow, partners: BitSet): BitSet {
  let ports = EMPTY_BITS
  for (const { ports: mask, certain, possible } of cells)
    if (countCommonBits(possible, partners) > countCommonBits(certain, partners)) ports = unionBits(ports, mask)
  return ports
}

/** The pairs of both. */
export function addTallies(a: Tally, b: Tally): Tally {
  if (a.pairs === 0) return b
  if (b.pairs === 0) return a
  return {
    pairs: a.pairs + b.pairs,
    open: a.open + b.open,
    maybe: a.maybe + b.maybe,
    doubtful: a.doubtful + b.doubtful,
    ports: unionBits(a.ports, b.ports),
    agree: a.agree && b.agree && (a.open === 0 || b.open === 0 || equalBits(a.ports, b.ports)),
    unsure: unionBits(a.unsure, b.unsure),
  }
}

/** A cell as the page shows it. */
export function toCell({ prepared, labelOf }: MatrixGround, tally: Tally): MatrixCell {
  const { pairs, open, maybe, doubtful, agree } = tally
  const ports = open > 0 ? labelOf(tally.ports) : maybe > 0 ? labelOf(tally.unsure) : ''
  const isWhole = agree && open === pairs && equalBits(tally.ports, prepared.rows().atoms.all)
  return { answer: answerOf(tally, isWhole), pairs, open, maybe, doubtful, ports, agree }
}

function answerOf({ pairs, open, maybe }: Tally, isWhole: boolean): MatrixCell['answer'] {
  if (pairs === 0) return 'no-pairs'
  if (open > 0) return isWhole ? 'any' : 'some'
  return maybe > 0 ? 'depends' : 'none'
}
