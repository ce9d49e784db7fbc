import { type BitSet, hasBit, unionAllBits } from '../net/bit-set.ts'
import type { Basis } from './basis.ts'
import type { PortsNumber } from './clauses.ts'
import type { Piece } from './decide.ts'
import type { PlaceSet } from './place-sets.ts'
import { eachSureClause, type Overview, type SpokenClause } from './spoken-clauses.ts'

/** Clauses of several policies that are alike in everything but their subjects. */
export interface ClauseGroup {
  /** Each group has its own. */
  readonly id: number
  readonly tier: number
  readonly ports: PortsNumber
  /** The clauses as their peers see them: their subjects are the other ends. */
  readonly piece: Piece
}

/** The groups that are about the same peers. */
export interface PeerGroups {
  readonly peers: PlaceSet
  readonly groups: readonly ClauseGroup[]
}

/** All clauses of all policies in one direction and family, those of equal meaning together. */
export function groupByPeers(basis: Basis, { mixed }: Overview, nextId: () => number): readonly PeerGroups[] {
  const byPeers = new Map<number, { readonly peers: PlaceSet; readonly spoken: SpokenClause[] }>()
  const add = (spoken: SpokenClause) => {
    const { peers } = spoken.clause
    const list = byPeers.get(peers.id)
    if (list) list.spoken.push(spoken)
    else byPeers.set(peers.id, { peers, spoken: [spoken] })
  }
  eachSureClause(basis, add)
  mixed.forEach(add)
  return [...byPeers.values()].map(({ peers, spoken }) => ({ peers, groups: group(spoken, nextId) }))
}

/** The clauses that are about one place, found by looking at all: for a few places that is quicker than grouping all. */
export function groupAbout(
  basis: Basis,
  { mixed }: Overview,
  place: number,
  nextId: () => number,
): readonly ClauseGroup[] {
  const about: SpokenClause[] = []
  const add = (spoken: SpokenClause) => {
    if (hasBit(spoken.clause.peers.places, place)) about.push(spoken)
  }
  eachSureClause(basis, add)
  mixed.forEach(add)
  return group(about, nextId)
}

interface OpenGroup {
  readonly tier: number
  readonly like: Omit<Piece, 'places'>
  readonly subjects: BitSet[]
}

function group(spoken: readonly SpokenClause[], nextId: () => number): readonly ClauseGroup[] {
  const byPorts = new Map<PortsNumber, OpenGroup[]>()
  for (const one of spoken) {
    const { ports } = one.clause
    const groups = byPorts.get(ports) ?? []
    byPorts.set(ports, groups)
    const like = toLike(one)
    const alike = groups.find((open) => open.tier === one.tier && isAlike(open.like, like))
    if (alike) alike.subjects.push(one.subjects)
    else groups.push({ tier: one.tier, like, subjects: [one.subjects] })
  }
  return [...byPorts].flatMap(([ports, groups]) =>
    groups.map(({ tier, like, subjects }) => ({
      id: nextId(),
      tier,
      ports,
      piece: { ...like, places: unionAllBits(subjects) },
    })),
  )
}

function toLike({ clause: { piece }, isSure, voids }: SpokenClause): Omit<Piece, 'places'> {
  const { action, rank, isCertain } = piece
  const like = { action, rank, isCertain: isSure && isCertain }
  return voids === undefined || !isCertain ? like : { ...like, voids }
}

function isAlike(a: Omit<Piece, 'places'>, b: Omit<Piece, 'places'>): boolean {
  return a.rank === b.rank && a.action === b.action && a.isCertain === b.isCertain && a.voids === b.voids
}
