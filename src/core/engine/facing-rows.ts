import { countBits, EMPTY_BITS, eachBit, unionBits } from '../net/bit-set.ts'
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
  readonly classes: readonly NumberedClass[]
  readonly rowOf: (place: number) => FacingRow
}

/** Peers of at most so many places are looked at one by one, so that all others can share their rows. */
const FEW = 8

/** Rows are shared by places that are peers of the same clauses; so many are kept. */
const KEPT_ROWS = 2000

/**
 * Looks at the ends of a direction from the other side: a place is a peer of some clauses, and what their subjects let
 * pass is a union of bit sets, whoever they are.
 */
export function createFacingRows(basis: Basis): FacingRows {
  const grouped = groupClauses(basis)
  const numbers = new Set(grouped.byPeers.flatMap(({ groups }) => groups.map(({ ports }) => ports)))
  const classes = basis.divide([...numbers])
  const few = isAdditive(basis, grouped) ? FEW : 0
  const { always, broad, narrow } = sortPeers(basis, grouped.byPeers, few)
  const rows = new Map<string, (index: number) => Passing>()
  const broadAt = createBroadAt(basis, broad)
  const classesOf = indexClasses(classes)
  const makeRow = createMakeRow(basis, grouped, classes)
  return {
    classes,
    rowOf: (place) => {
      const list = broadAt[place] ?? []
      const key = list.join()
      const at = rows.get(key) ?? makeRow([...always, ...list.map((index) => broad[index] as PeerGroups)])
      if (rows.size >= KEPT_ROWS) rows.clear()
      rows.set(key, at)
      return { at, extras: findExtras(narrow.get(place), classesOf) }
    },
  }
}

const NO_EXTRAS: ReadonlyMap<number, readonly Piece[]> = new Map()

function findExtras(
  peers: readonly PeerGroups[] | undefined,
  classesOf: ReadonlyMap<PortsNumber, readonly number[]>,
): ReadonlyMap<number, readonly Piece[]> {
  if (!peers) return NO_EXTRAS
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
    byPeers.every(({ groups }) => groups.every(({ piece }) => piece.action === 'allow'))
  )
}

function sortPeers({ sets }: Basis, byPeers: readonly PeerGroups[], few: number) {
  const always: PeerGroups[] = []
  const broad: PeerGroups[] = []
  const narrow = new Map<number, PeerGroups[]>()
  for (const one of byPeers) {
    if (one.peers === sets.everyone) always.push(one)
    else if (countBits(one.peers.places) > few) broad.push(one)
    else {
      eachBit(one.peers.places, (place) => {
        const list = narrow.get(place)
        if (list) list.push(one)
        else narrow.set(place, [one])
      })
    }
  }
  return { always, broad, narrow }
}

function createBroadAt({ stage }: Basis, broad: readonly PeerGroups[]): readonly (readonly number[])[] {
  const lists: number[][] = Array.from(stage.members, () => [])
  for (const [index, { peers }] of broad.entries()) eachBit(peers.places, (place) => lists[place]?.push(index))
  return lists
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
