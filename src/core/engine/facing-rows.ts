import { type BitSet, countBits, EMPTY_BITS, eachBit, unionAllBits, unionBits } from '../net/bit-set.ts'
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
  readonly extras?: Extras
}

/** What few clauses allow besides, by classes of ports of its own. */
export interface Extras {
  /** The ports they are about. */
  readonly mask: BitSet
  readonly classes: readonly NumberedClass[]
  /** By class. */
  readonly pieces: readonly (readonly Piece[])[]
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
  const makeRow = createMakeRow(basis, overview)
  let ids = 0
  const nextId = () => ids++
  let sorted: FacingRows['rowOf'] | undefined
  return {
    rowOf: (place) => {
      sorted ??= createSortedRows(basis, overview, groupByPeers(basis, overview, nextId), makeRow)
      return sorted(place)
    },
    lookAt: (place) => makeRow(groupAbout(basis, overview, place, nextId)),
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
  const rows = new Map<string, BroadRow>()
  return (place) => {
    const broad = broadAt[place] ?? []
    const key = broad.map(({ peers }) => peers.id).join()
    const row = rows.get(key) ?? makeRow([...always, ...broad].flatMap((one) => one.groups))
    if (rows.size >= KEPT_ROWS) rows.clear()
    rows.set(key, row)
    const narrow = narrowAt[place]
    return narrow?.length ? { ...row, extras: findExtras(basis, narrow) } : row
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

function findExtras({ divide }: Basis, peers: readonly PeerGroups[]): Extras {
  const groups = peers.length === 1 && peers[0] ? peers[0].groups : peers.flatMap((one) => one.groups)
  const classes = divide(numbersOf(groups)).filter(({ numbers }) => numbers.size > 0)
  const pieces = classes.map(({ numbers }) =>
    groups.filter(({ ports }) => numbers.has(ports)).map(({ piece }) => piece),
  )
  return { mask: unionAllBits(classes.map(({ mask }) => mask)), classes, pieces }
}

/** The ports that groups are about, ascending. */
function numbersOf(groups: readonly ClauseGroup[]): readonly PortsNumber[] {
  return [...new Set(groups.map(({ ports }) => ports))].sort((a, b) => a - b)
}

/** What passes by some groups, class by class when it is asked for. */
type MakeRow = (matching: readonly ClauseGroup[]) => BroadRow

type BroadRow = Omit<FacingRow, 'extras'>

/** Rows that have the same groups for a class of ports share what is decided there. */
function createMakeRow({ sets, doubts, divide }: Basis, { tiers }: Overview): MakeRow {
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
    const classes = divide(numbersOf(matching))
    const known: (Passing | undefined)[] = []
    const at = (index: number): Passing => {
      const own = known[index]
      if (own) return own
      const ports = classes[index] as NumberedClass
      const groups = matching.filter((group) => ports.numbers.has(group.ports))
      const key = groups.map(({ id }) => id).join()
      const passing = decided.get(key) ?? find(groups)
      decided.set(key, passing)
      const shown = doubt(doubts, ports.mask, doubtful, passing)
      known[index] = shown
      return shown
    }
    return { classes, at }
  }
}
