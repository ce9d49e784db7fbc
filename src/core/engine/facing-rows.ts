import { countBits, EMPTY_BITS, eachBit, hasBit, unionBits } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass } from './basis.ts'
import { type ClauseGroup, type GroupedClauses, groupClauses, type PeerGroups } from './clause-groups.ts'
import type { PortsNumber } from './clauses.ts'
import { decide, type Passing, type Piece } from './decide.ts'

/** What all other ends let pass to or from one place, by the classes of ports of the direction. */
export interface FacingRow {
  readonly at: (index: number) => Passing
  /** What is allowed besides, by class of ports; few. */
  readonly extras: ReadonlyMap<number, readonly Piece[]>
}

export interface FacingRows {
  readonly grouped: GroupedClauses
  readonly classes: readonly NumberedClass[]
  readonly rowOf: (place: number) => FacingRow
}

/** Peers of at most so many places are looked at one by one, so that all others can share their rows. */
const FEW = 8

/** Rows are shared by places that are peers of the same clauses; so many are kept. */
const KEPT_ROWS = 2000

/**
 * Looks at the ends of a direction from the other side: a place is a peer of some clauses, and what their subjects let
 * pass is a union of bit sets, whoever they are. `previous` must be of the same places.
 */
export function createFacingRows(basis: Basis, previous?: GroupedClauses): FacingRows {
  const grouped = groupClauses(basis, previous)
  const numbers = new Set([...grouped.byPeers.values()].flatMap(({ groups }) => groups.map(({ ports }) => ports)))
  const classes = basis.divide([...numbers].sort((a, b) => a - b))
  const { always, findPeers } = sortPeers(basis, grouped, isAdditive(basis, grouped) ? FEW : 0)
  const rows = new Map<string, (index: number) => Passing>()
  const classesOf = indexClasses(classes)
  const makeRow = createMakeRow(basis, grouped, classes)
  return {
    grouped,
    classes,
    rowOf: (place) => {
      const { broad, narrow } = findPeers(place)
      const key = broad.map(({ peers }) => peers.id).join()
      const at = rows.get(key) ?? makeRow([...always, ...broad])
      if (rows.size >= KEPT_ROWS) rows.clear()
      rows.set(key, at)
      return { at, extras: findExtras(narrow, classesOf) }
    },
  }
}

const NO_EXTRAS: ReadonlyMap<number, readonly Piece[]> = new Map()

function findExtras(
  peers: readonly PeerGroups[],
  classesOf: ReadonlyMap<PortsNumber, readonly number[]>,
): ReadonlyMap<number, readonly Piece[]> {
  if (peers.length === 0) return NO_EXTRAS
  const extras = new Map<number, Piece[]>()
  for (const { groups } of peers) {
    for (const group of groups) {
      for (const index of classesOf.get(group.ports) ?? []) {
        const list = extras.get(index)
        if (list) list.push(group.piece)
        else extras.set(index, [group.piece])
      }
    }
  }
  return extras
}

/** The classes that each numbered ports hold. */
function indexClasses(classes: readonly NumberedClass[]): ReadonlyMap<PortsNumber, readonly number[]> {
  const found = new Map<PortsNumber, number[]>()
  for (const [index, { numbers }] of classes.entries()) {
    for (const number of numbers) {
      const list = found.get(number)
      if (list) list.push(index)
      else found.set(number, [index])
    }
  }
  return found
}

/** Whether clauses only ever add to what passes, so that some can be added after the others were decided. */
function isAdditive({ doubts }: Basis, { byPeers, tiers }: GroupedClauses): boolean {
  if (tiers.length !== 1 || doubts.mask.words.length > 0) return false
  return (
    tiers.every(({ unsure }) => unsure.length === 0) &&
    [...byPeers.values()].every(({ groups }) => groups.every(({ piece }) => piece.action === 'allow'))
  )
}

/** Separates peers that are everyone, many and few. */
function sortPeers({ sets, stage }: Basis, { byPeers }: GroupedClauses, few: number) {
  const always: PeerGroups[] = []
  const broad: PeerGroups[] = []
  const narrow: PeerGroups[] = []
  for (const one of byPeers.values()) {
    if (one.peers === sets.everyone) always.push(one)
    else (countBits(one.peers.places) > few ? broad : narrow).push(one)
  }
  const [broadAt, narrowAt] = [
    createPeerIndex(broad, stage.members.length),
    createPeerIndex(narrow, stage.members.length),
  ]
  return { always, findPeers: (place: number) => ({ broad: broadAt(place), narrow: narrowAt(place) }) }
}

/** How many places are looked for one by one before all are indexed: an edited policy asks for few. */
const SCANNED = 64

/** Finds the peers that a place is among. */
function createPeerIndex(list: readonly PeerGroups[], size: number): (place: number) => readonly PeerGroups[] {
  let asked = 0
  let index: readonly (readonly PeerGroups[])[] | undefined
  return (place) => {
    asked += 1
    if (asked <= SCANNED) return list.filter(({ peers }) => hasBit(peers.places, place))
    index ??= indexPeers(list, size)
    return index[place] ?? []
  }
}

function indexPeers(list: readonly PeerGroups[], size: number): readonly (readonly PeerGroups[])[] {
  const index: PeerGroups[][] = Array.from({ length: size }, () => [])
  for (const one of list) eachBit(one.peers.places, (place) => index[place]?.push(one))
  return index
}

/** What passes by some groups, class by class when it is asked for. */
type MakeRow = (matching: readonly PeerGroups[]) => (index: number) => Passing

/** Rows that have the same groups for a class of ports share what is decided there. */
function createMakeRow({ sets, doubts }: Basis, { tiers }: GroupedClauses, classes: readonly NumberedClass[]): MakeRow {
  const decided = new Map<string, Passing>()
  const doubtful = tiers
    .filter(({ end }) => end === 'deny')
    .flatMap(({ isolated, unsure }) => [isolated, ...unsure])
    .reduce(unionBits, EMPTY_BITS)
  const find = (groups: readonly ClauseGroup[]): Passing => {
    const views = tiers.map((tier, place) => ({
      ...tier,
      pieces: groups.filter((group) => group.tier === place).map(({ piece }) => piece),
    }))
    return decide(views, sets.everyone.places)
  }
  return (matching) => {
    const byNumber = byPorts(matching)
    const known: (Passing | undefined)[] = []
    return (index) => {
      const own = known[index]
      if (own) return own
      const ports = classes[index] as NumberedClass
      const groups = groupsOf(byNumber, ports)
      const key = groups.map(({ id }) => id).join()
      const passing = decided.get(key) ?? find(groups)
      decided.set(key, passing)
      const shown = doubt(doubts, ports.mask, doubtful, passing)
      known[index] = shown
      return shown
    }
  }
}

function byPorts(list: readonly PeerGroups[]): ReadonlyMap<PortsNumber, readonly ClauseGroup[]> {
  const found = new Map<PortsNumber, ClauseGroup[]>()
  for (const { groups } of list) {
    for (const group of groups) {
      const alike = found.get(group.ports)
      if (alike) alike.push(group)
      else found.set(group.ports, [group])
    }
  }
  return found
}

function groupsOf(
  byNumber: ReadonlyMap<PortsNumber, readonly ClauseGroup[]>,
  { numbers }: NumberedClass,
): readonly ClauseGroup[] {
  const groups: ClauseGroup[] = []
  for (const number of numbers) for (const group of byNumber.get(number) ?? []) groups.push(group)
  return groups
}
