import { type BitSet, EMPTY_BITS, unionAllBits, unionBits } from '../net/bit-set.ts'
import { type Basis, doubt, type NumberedClass, numbersOf } from './basis.ts'
import { type ClauseGroup, groupAbout, groupByPeers, mergeAlike, type PeerGroups } from './clause-groups.ts'
import { decide, type Passing, type Piece } from './decide.ts'
import { indexPeers } from './peer-index.ts'
import { remember, rememberSome } from './remember.ts'
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
  let sorted: FacingRows['rowOf'] | undefined
  return {
    rowOf: (place) => {
      sorted ??= createSortedRows(basis, overview, groupByPeers(basis, overview), makeRow)
      return sorted(place)
    },
    lookAt: (place) => makeRow(groupAbout(basis, overview, place)),
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
  const findExtras = createFindExtras(basis)
  const rowOf = rememberSome(
    (broad: readonly PeerGroups[]) => makeRow([...always, ...broad].flatMap((one) => one.groups)),
    KEPT_ROWS,
  )
  return (place) => {
    const row = rowOf(broadAt(place))
    const narrow = narrowAt(place)
    return narrow ? { ...row, extras: findExtras(narrow) } : row
  }
}

/** Whether clauses only ever add to what passes, so that some can be added after the others were decided. */
function isAdditive({ doubts }: Basis, { tiers }: Overview, byPeers: readonly PeerGroups[]): boolean {
  if (tiers.length !== 1 || doubts.mask.words.length > 0) return false
  const isAllow = ({ groups }: PeerGroups) => groups.every(({ piece }) => piece.action === 'allow')
  return tiers.every(({ unsure }) => unsure.length === 0) && byPeers.every(isAllow)
}

/** Finds what peers allow besides. */
function createFindExtras({ divide }: Basis): (peers: readonly PeerGroups[]) => Extras {
  const outlineOf = remember((classes: readonly NumberedClass[]) => {
    const spoken = classes.filter(({ numbers }) => numbers.size > 0)
    return { mask: unionAllBits(spoken.map(({ mask }) => mask)), classes: spoken }
  })
  return (peers) => {
    const groups = peers.length === 1 && peers[0] ? peers[0].groups : peers.flatMap((one) => one.groups)
    const { mask, classes } = outlineOf(divide(numbersOf(groups)))
    return { mask, classes, pieces: classes.map((ports) => piecesOn(ports, groups)) }
  }
}

const NOBODY: readonly ClauseGroup[] = []

function piecesOn({ numbers }: NumberedClass, groups: readonly ClauseGroup[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (const { ports, piece } of groups) if (numbers.has(ports)) pieces.push(piece)
  return pieces
}

/** What passes by some groups, class by class when it is asked for. */
type MakeRow = (matching: readonly ClauseGroup[]) => BroadRow

type BroadRow = Omit<FacingRow, 'extras'>

function createMakeRow({ sets, doubts, divide }: Basis, { tiers }: Overview): MakeRow {
  const doubtful = tiers
    .filter(({ end }) => end === 'deny')
    .flatMap(({ isolated, unsure }) => [isolated, ...unsure])
    .reduce(unionBits, EMPTY_BITS)
  const find = (byPorts: ReturnType<typeof mergeAlike>, { numbers }: NumberedClass): Passing => {
    const views = tiers.map(({ end, isolated, unsure }) => ({ end, isolated, unsure, pieces: [] as Piece[] }))
    for (const ports of numbers) {
      for (const { tier, piece } of byPorts.get(ports) ?? NOBODY) views[tier]?.pieces.push(piece)
    }
    return decide(views, sets.everyone.places)
  }
  return (groups) => {
    const byPorts = mergeAlike(groups)
    const classes = divide([...byPorts.keys()].sort((a, b) => a - b))
    const known: (Passing | undefined)[] = []
    const at = (index: number): Passing => {
      const own = known[index]
      if (own) return own
      const ports = classes[index] as NumberedClass
      const shown = doubt(doubts, ports.mask, doubtful, find(byPorts, ports))
      known[index] = shown
      return shown
    }
    return { classes, at }
  }
}
