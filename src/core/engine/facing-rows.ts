import { countBits, EMPTY_BITS, eachBit, unionBits } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass } from './basis.ts'
import { type ClauseGroup, type GroupedClauses, groupClauses, type PeerGroups } from './clause-groups.ts'
import type { PortsNumber } from './clauses.ts'
import { decide, type Passing, type Piece } from './decide.ts'

/** What all other ends let pass to or from one place, by the classes of ports of the direction. */
export interface FacingRow {
  readonly at: (index: number) => Passing
  /** What passes besides; few and only ever allowed. */
  readonly extrasAt: (index: number) => readonly Piece[]
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
  return {
    classes,
    rowOf: (place) => {
      const list = broadAt[place] ?? []
      const key = list.join()
      const at =
        rows.get(key) ??
        makeRow(basis, grouped, classes, [...always, ...list.map((index) => broad[index] as PeerGroups)])
      if (rows.size >= KEPT_ROWS) rows.clear()
      rows.set(key, at)
      const extras = byPorts(narrow.get(place) ?? [])
      return { at, extrasAt: extras.size === 0 ? () => NONE : (index) => piecesOf(extras, classes[index]) }
    },
  }
}

const NONE: readonly Piece[] = []

/** Whether clauses only ever add to what passes, so that some can be added after the others were decided. */
function isAdditive({ doubts }: Basis, { byPeers, tiers }: GroupedClauses): boolean {
  if (tiers.length !== 1 || doubts.mask.words.length > 0) return false
  return (
    tiers.every(({ unsure }) => unsure.length === 0) &&
    byPeers.every(({ groups }) => groups.every(({ action }) => action === 'allow'))
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
function makeRow(
  { sets, doubts }: Basis,
  { tiers }: GroupedClauses,
  classes: readonly NumberedClass[],
  matching: readonly PeerGroups[],
): (index: number) => Passing {
  const everyone = sets.everyone.places
  const byTier = tiers.map((_, tier) =>
    byPorts(matching.map(({ peers, groups }) => ({ peers, groups: groups.filter((group) => group.tier === tier) }))),
  )
  const known: (Passing | undefined)[] = []
  let untouched: Passing | undefined
  const find = (index: number): Passing => {
    const pieces = byTier.map((groups) => piecesOf(groups, classes[index]))
    const isUntouched = pieces.every((list) => list.length === 0)
    if (isUntouched && untouched) return untouched
    const views = tiers.map((tier, place) => ({ ...tier, pieces: pieces[place] ?? [] }))
    const decided = decide(views, everyone)
    if (isUntouched) untouched = decided
    return decided
  }
  const doubtful = tiers
    .filter(({ end }) => end === 'deny')
    .flatMap(({ isolated, unsure }) => [isolated, ...unsure])
    .reduce(unionBits, EMPTY_BITS)
  return (index) => {
    const passing = known[index] ?? doubt(doubts, classes[index]?.mask ?? EMPTY_BITS, doubtful, find(index))
    known[index] = passing
    return passing
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

function piecesOf(
  groups: ReadonlyMap<PortsNumber, readonly ClauseGroup[]>,
  ports: NumberedClass | undefined,
): readonly Piece[] {
  if (!ports) return NONE
  const pieces: Piece[] = []
  for (const number of ports.numbers) {
    for (const { action, rank, isCertain, voids, subjects } of groups.get(number) ?? []) {
      pieces.push({ action, rank, isCertain, places: subjects, ...(voids === undefined ? {} : { voids }) })
    }
  }
  return pieces
}
