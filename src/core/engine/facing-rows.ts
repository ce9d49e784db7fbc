import { countBits, EMPTY_BITS, eachBit, unionBits } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass } from './basis.ts'
import { type ClauseGroup, groupAbout, groupByPeers, type PeerGroups } from './clause-groups.ts'
import type { PortsNumber } from './clauses.ts'
import { decide, type Passing, type Piece } from './decide.ts'
import { type Overview, overlook } from './spoken-clauses.ts'

/** What all other ends let pass to or from one place. */
export interface FacingRow {
  readonly classes: readonly NumberedClass[]
  /** What passes on a class of ports; the same function for places that share it. */
  readonly at: (index: number) => Passing
  /** What is allowed besides, by class of ports; few. */
  readonly extras: ReadonlyMap<number, readonly Piece[]>
}

export interface FacingRows {
  /** The row of a place, one of many: all clauses are sorted by their peers first. */
  readonly rowOf: (place: number) => FacingRow
  /** The row of a place, one of few: all clauses are looked at for it. */
  readonly lookAt: (place: number) => FacingRow
}

/** Peers of at most so many places are looked at one by one, so that all others can share their rows. */
const FEW_PEERS = 8

/** Rows are shared by places that are peers of the same clauses; so many are kept. */
const KEPT_ROWS = 2000

/**
 * Looks at the ends of a direction from the other side: a place is a peer of some clauses, and what their subjects let
 * pass is a union of bit sets, whoever they are.
 */
export function createFacingRows(basis: Basis): FacingRows {
  const overview = overlook(basis)
  const classes = basis.divide(listPorts(basis, overview))
  const makeRow = createMakeRow(basis, overview, classes)
  let ids = 0
  const nextId = () => ids++
  let sorted: FacingRows['rowOf'] | undefined
  return {
    rowOf: (place) => {
      sorted ??= createSortedRows(basis, overview, groupByPeers(basis, overview, nextId), classes, makeRow)
      return sorted(place)
    },
    lookAt: (place) => ({
      classes,
      at: makeRow(groupAbout(basis, overview, place, nextId)),
      extras: NO_EXTRAS,
    }),
  }
}

const NO_EXTRAS: ReadonlyMap<number, readonly Piece[]> = new Map()

/** The ports that any clause is about. */
function listPorts(basis: Basis, { mixed }: Overview): readonly PortsNumber[] {
  const numbers = new Set(mixed.map(({ clause }) => clause.ports))
  for (const { policies } of basis.stage.tiers) {
    for (const policy of policies) for (const { ports } of basis.clausesOf(policy).clauses) numbers.add(ports)
  }
  return [...numbers].sort((a, b) => a - b)
}

function createSortedRows(
  basis: Basis,
  overview: Overview,
  byPeers: readonly PeerGroups[],
  classes: readonly NumberedClass[],
  makeRow: MakeRow,
): FacingRows['rowOf'] {
  const few = isAdditive(basis, overview, byPeers) ? FEW_PEERS : 0
  const { always, broadAt, narrowAt } = indexPeers(basis, byPeers, few)
  const rows = new Map<string, FacingRow['at']>()
  const classesOf = indexClasses(classes)
  return (place) => {
    const broad = broadAt[place] ?? []
    const key = broad.map(({ peers }) => peers.id).join()
    const at = rows.get(key) ?? makeRow([...always, ...broad].flatMap((one) => one.groups))
    if (rows.size >= KEPT_ROWS) rows.clear()
    rows.set(key, at)
    return { classes, at, extras: findExtras(narrowAt[place] ?? [], classesOf) }
  }
}

/** Whether clauses only ever add to what passes, so that some can be added after the others were decided. */
function isAdditive({ doubts }: Basis, { tiers }: Overview, byPeers: readonly PeerGroups[]): boolean {
  if (tiers.length !== 1 || doubts.mask.words.length > 0) return false
  const isAllow = ({ groups }: PeerGroups) => groups.every(({ piece }) => piece.action === 'allow')
  return tiers.every(({ unsure }) => unsure.length === 0) && byPeers.every(isAllow)
}

/** The peers that each place is among: everyone, many and few. */
function indexPeers({ sets, stage }: Basis, byPeers: readonly PeerGroups[], few: number) {
  const always: PeerGroups[] = []
  const broadAt: PeerGroups[][] = Array.from(stage.members, () => [])
  const narrowAt: PeerGroups[][] = Array.from(stage.members, () => [])
  for (const one of byPeers) {
    const index = countBits(one.peers.places) > few ? broadAt : narrowAt
    if (one.peers === sets.everyone) always.push(one)
    else eachBit(one.peers.places, (place) => index[place]?.push(one))
  }
  return { always, broadAt, narrowAt }
}

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

/** What passes by some groups, class by class when it is asked for. */
type MakeRow = (matching: readonly ClauseGroup[]) => FacingRow['at']

/** Rows that have the same groups for a class of ports share what is decided there. */
function createMakeRow({ sets, doubts }: Basis, { tiers }: Overview, classes: readonly NumberedClass[]): MakeRow {
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

function byPorts(groups: readonly ClauseGroup[]): ReadonlyMap<PortsNumber, readonly ClauseGroup[]> {
  const found = new Map<PortsNumber, ClauseGroup[]>()
  for (const group of groups) {
    const alike = found.get(group.ports)
    if (alike) alike.push(group)
    else found.set(group.ports, [group])
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
