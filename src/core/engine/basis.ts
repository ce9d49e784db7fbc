import { CNI_TABLE } from '../model/cni-profiles.ts'
import type { Family } from '../net/address.ts'
import {
  type BitSet,
  countBits,
  EMPTY_BITS,
  intersectsBits,
  subtractBits,
  toBitSets,
  unionAllBits,
  unionBits,
} from '../net/bit-set.ts'
import { ALL_TRAFFIC } from '../net/ports-by-protocol.ts'
import { append } from './append.ts'
import { follow, startBranch } from './branch.ts'
import type { PortsNumber, PortsTable, Spoken } from './clauses.ts'
import type { Passing, Piece } from './decide.ts'
import type { FacingGroups } from './facing-groups.ts'
import { type Partition, partition } from './partition.ts'
import type { PlaceSets } from './place-sets.ts'
import type { PortAtoms } from './port-atoms.ts'
import { remember } from './remember.ts'
import type { Stage } from './stage.ts'
import type { Voices } from './voices.ts'

/** What all looks at the ends of one direction in one family share. */
export interface Basis extends Voices {
  readonly sets: PlaceSets
  /** Where nothing is refused. */
  readonly anyone: Passing
  readonly atoms: PortAtoms
  readonly facing: FacingGroups
  readonly divide: Divider
  readonly doubts: Doubts
}

/** Divides port atoms by numbered ports, ascending and each once; remembered. */
export type Divider = (numbers: readonly PortsNumber[]) => Division

/** Ports that are not told apart. */
export interface PortClass {
  readonly mask: BitSet
}

/** All ports, in classes that some numbered ports do not tell apart. */
export interface Division {
  readonly classes: readonly NumberedClass[]
  /** Whatever one of the numbered ports holds. */
  readonly spoken: BitSet
}

export interface NumberedClass extends PortClass {
  /** What all ports were divided by. */
  readonly given: readonly PortsNumber[]
  /**
   * Where among these are those that hold it, those of most ports first: classes within the same broad ports begin alike.
   */
  readonly places: readonly number[]
}

/** `always` are masks that divide everything, whatever the ports. */
export function createDivider(atoms: PortAtoms, table: PortsTable, always: BitSet): Divider {
  const root = startBranch<PortsNumber, Division>()
  const maskOf = remember((number: PortsNumber) => {
    const mask = atoms.maskOf(table.list[number] ?? {})
    return { mask, size: countBits(mask) }
  })
  const divide: Divider = (given) => {
    const ports = given.map((number, place): GivenPorts => ({ place, of: maskOf(number) }))
    const broadFirst = ports.sort((a, b) => b.of.size - a.of.size)
    const spoken = broadFirst.map(({ of }) => of.mask)
    const parts = partition([...spoken, always], atoms.count)
    return { classes: classify(parts, given, broadFirst), spoken: unionAllBits(spoken) }
  }
  return (numbers) => {
    let branch = root
    for (const number of numbers) branch = follow(branch, number)
    branch.value ??= divide(numbers)
    return branch.value
  }
}

/** The place of numbered ports among those that are given, and what they hold. */
interface GivenPorts {
  readonly place: number
  readonly of: { readonly mask: BitSet; readonly size: number }
}

/** `parts` are those that the numbered ports make, and perhaps another set. */
function classify(
  parts: Partition,
  given: readonly PortsNumber[],
  broadFirst: readonly GivenPorts[],
): readonly NumberedClass[] {
  return toBitSets(parts.partOf, parts.count).map((mask, part) => {
    const holding = parts.holding(part)
    // Behind the last ports is the place of the other set.
    const own = holding.at(-1) === given.length ? holding.slice(0, -1) : holding
    return { mask, given, places: own.map((at) => (broadFirst[at] as GivenPorts).place) }
  })
}

/** The numbered ports that something is said of, ascending and each once. */
export function numbersOf(spoken: readonly Pick<Spoken, 'ports'>[]): readonly PortsNumber[] {
  const numbers: PortsNumber[] = []
  for (const { ports } of spoken) {
    let after = numbers.length
    while (after > 0 && (numbers[after - 1] as number) > ports) after -= 1
    if (after > 0 && numbers[after - 1] === ports) continue
    for (let at = numbers.length; at > after; at -= 1) numbers[at] = numbers[at - 1] as number
    numbers[after] = ports
  }
  return numbers
}

/** What few things say of a class of ports. */
export function piecesOn(ports: NumberedClass, spoken: readonly Spoken[]): readonly Piece[] {
  let pieces: Piece[] | undefined
  for (const piece of spoken) if (isHeldBy(ports, piece.ports)) pieces = append(pieces, piece)
  return pieces ?? NO_PIECES
}

function isHeldBy({ given, places }: NumberedClass, ports: PortsNumber): boolean {
  for (const place of places) if (given[place] === ports) return true
  return false
}

const NO_PIECES: readonly Piece[] = []

/** What a plugin may not support: isolated ends are open to doubt there (CNI-2f, CNI-2g). */
export interface Doubts {
  readonly mask: BitSet
  /** Whether such traffic is dropped when it is not supported. */
  readonly isDropped: boolean
}

export function findDoubts({ settings }: Stage, family: Family, atoms: PortAtoms): Doubts {
  const { SCTP, IPv6 } = CNI_TABLE[settings.cni]
  if (family === 6 && IPv6.support !== 'yes') return { mask: atoms.all, isDropped: IPv6.otherwise === 'dropped' }
  if (SCTP.support === 'yes') return { mask: EMPTY_BITS, isDropped: false }
  return { mask: atoms.maskOf({ SCTP: ALL_TRAFFIC.SCTP ?? [] }), isDropped: SCTP.otherwise === 'dropped' }
}

/** What passes when nobody vouches for the plugin towards the isolated ends. */
export function doubt({ mask, isDropped }: Doubts, ports: BitSet, isolated: BitSet, passing: Passing): Passing {
  if (!intersectsBits(mask, ports)) return passing
  return {
    certain: subtractBits(passing.certain, isolated),
    possible: isDropped ? passing.possible : unionBits(passing.possible, isolated),
  }
}
