import { type BitSet, EMPTY_BITS, intersectsBits, isEmptyBits, unionBits } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass, numbersOf, type PortClass, piecesOn } from './basis.ts'
import { follow, startBranch } from './branch.ts'
import { type ClauseGroup, type PeerGroups, type PortsGroups, sortByPorts } from './clause-groups.ts'
import { allowMore, decide, onlyAllow, type Passing, type Piece } from './decide.ts'
import { flat } from './flat.ts'
import { indexPeers } from './peer-index.ts'
import { once, rememberSome } from './remember.ts'
import type { Overview } from './spoken-clauses.ts'

/** What all other ends let pass to or from one place. */
export interface FacingRow {
  /** The same for places that are peers of the same clauses. */
  readonly broad: BroadRow
  readonly extras: Extras | undefined
}

/** What passes, by classes of ports. */
export interface ClassRow {
  readonly classes: readonly PortClass[]
  readonly at: (index: number) => Passing
}

export interface BroadRow extends ClassRow {
  /** What is the same for some of the other ends, by fewer classes: those that others are about are not told apart. */
  readonly near: (ends: BitSet) => ClassRow
}

/** What few clauses allow besides, by classes of ports of its own. */
export interface Extras {
  /** The ports they are about. */
  readonly mask: BitSet
  readonly classes: readonly PortClass[]
  /** By class; none for those that they do not speak of. */
  readonly pieces: readonly (readonly Piece[])[]
}

export interface FacingRows {
  /** The row of a place, one of many: all clauses are sorted by their peers first. */
  readonly rowOf: (place: number) => FacingRow
  /** The row of a place, one of few. */
  readonly lookAt: (place: number) => FacingRow
}

/** Peers of at most so many places are looked at one by one, so that all others can share their rows. */
const FEW_PEERS = 8

/** So many rows near some ends are kept per row. */
const KEPT_NEAR = 10

/** Rows are shared by places that are peers of the same clauses; so many are kept. */
const KEPT_ROWS = 2000

/**
 * Looks at the ends of a direction from the other side: a place is a peer of some clauses, and what their subjects let
 * pass is a union of bit sets, whoever they are.
 */
export function createFacingRows(basis: Basis): FacingRows {
  const { overview, byPeers, about } = basis.facing
  const makeRow = createMakeRow(basis, overview())
  const sorted = once(() => createSortedRows(basis, overview(), byPeers(), makeRow))
  return {
    rowOf: (place) => sorted()(place),
    lookAt: (place) => ({ broad: makeRow([about(place)]), extras: undefined }),
  }
}

function createSortedRows(
  basis: Basis,
  overview: Overview,
  byPeers: readonly PeerGroups[],
  makeRow: MakeRow,
): FacingRows['rowOf'] {
  const few = isAdditive(basis, overview, byPeers) ? FEW_PEERS : 0
  const { always, broadAt, narrowAt } = indexPeers(basis, byPeers, few)
  const rowOf = rememberSome((broad: readonly PeerGroups[]) => makeRow(flat([always, broad]).map(groupsOf)), KEPT_ROWS)
  return (place) => {
    const narrow = narrowAt(place)
    return { broad: rowOf(broadAt(place)), extras: narrow && findExtras(basis, narrow) }
  }
}

/** Whether what some clauses allow can be added after the others were decided, doubts and all. */
function isAdditive({ doubts }: Basis, { tiers }: Overview, byPeers: readonly PeerGroups[]): boolean {
  return isEmptyBits(doubts.mask) && byPeers.every(({ groups }) => onlyAllow(tiers, groups))
}

/** What peers allow besides. */
function findExtras({ divide }: Basis, peers: readonly PeerGroups[]): Extras {
  const [only] = peers
  const groups = only && peers.length === 1 ? only.groups : flat(peers.map(groupsOf))
  const { spoken, classes } = divide(numbersOf(groups))
  return { mask: spoken, classes, pieces: classes.map((ports) => piecesOn(ports, groups)) }
}

function groupsOf({ groups }: PeerGroups): readonly ClauseGroup[] {
  return groups
}

/** What passes by some groups, class by class when it is asked for. */
type MakeRow = (matching: readonly (readonly ClauseGroup[])[]) => BroadRow

function createMakeRow({ anyone, doubts, divide }: Basis, { tiers }: Overview): MakeRow {
  const doubtful = tiers
    .filter(({ end }) => end === 'deny')
    .flatMap(({ isolated, unsure }) => [isolated, ...unsure])
    .reduce(unionBits, EMPTY_BITS)
  const decideEach =
    (byPorts: readonly PortsGroups[]): PassOn =>
    ({ places }) => {
      const said = tiers.map((): Piece[] => [])
      for (const place of places) {
        for (const group of groupsAt(byPorts, place)) said[group.tier]?.push(group)
      }
      return decide(tiers, said, anyone)
    }
  const decideOn = (byPorts: readonly PortsGroups[]): ClassRow => {
    const { classes } = divide(byPorts.map(({ ports }) => ports))
    const passOn = byPorts.every(({ groups }) => onlyAllow(tiers, groups))
      ? addUp(byPorts, decide(tiers, [], anyone))
      : decideEach(byPorts)
    const find = (index: number): Passing => {
      const ports = classes[index] as NumberedClass
      return doubt(doubts, ports.mask, doubtful, passOn(ports))
    }
    const known = new Array<Passing | undefined>(classes.length).fill(undefined)
    const at = (index: number): Passing => {
      const passing = known[index] ?? find(index)
      known[index] = passing
      return passing
    }
    return { classes, at }
  }
  return (matching) => {
    const byPorts = sortByPorts(matching)
    const near = rememberSome((ends: BitSet) => decideOn(keepNear(byPorts, ends)), KEPT_NEAR)
    const { classes, at } = decideOn(byPorts)
    return { classes, at, near }
  }
}

/** The groups whose subjects are among some ends. */
function keepNear(byPorts: readonly PortsGroups[], ends: BitSet): readonly PortsGroups[] {
  const kept: PortsGroups[] = []
  const isNear = ({ places }: ClauseGroup) => intersectsBits(places, ends)
  for (const one of byPorts) {
    if (one.groups.every(isNear)) kept.push(one)
    else if (one.groups.some(isNear)) kept.push({ ports: one.ports, groups: one.groups.filter(isNear) })
  }
  return kept
}

/** What passes on a class of ports. */
type PassOn = (ports: NumberedClass) => Passing

/** What broad ports add is added once for all classes within them. */
function addUp(byPorts: readonly PortsGroups[], without: Passing): PassOn {
  const root = startBranch<number, Passing>(without)
  return ({ places }) => {
    let branch = root
    let passing = without
    for (const place of places) {
      branch = follow(branch, place)
      branch.value ??= allowMore(groupsAt(byPorts, place), passing)
      passing = branch.value
    }
    return passing
  }
}

/** The groups of the ports at a place among those that a class was divided by. */
function groupsAt(byPorts: readonly PortsGroups[], place: number): readonly ClauseGroup[] {
  return (byPorts[place] as PortsGroups).groups
}
