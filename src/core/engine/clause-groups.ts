import { type BitSet, hasBit, unionAllBits } from '../net/bit-set.ts'
import type { Basis } from './basis.ts'
import type { Clause, PortsNumber } from './clauses.ts'
import type { Piece } from './decide.ts'
import type { PlaceSet } from './place-sets.ts'
import { remember } from './remember.ts'
import { eachSureClause, type Overview, type SpokenClause } from './spoken-clauses.ts'

/** Clauses of several policies that are alike in everything but their subjects. */
export interface ClauseGroup {
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
export function groupByPeers(basis: Basis, { mixed }: Overview): readonly PeerGroups[] {
  const groups = createGroups()
  eachSureClause(basis, (tier, clause, subjects) => groups.add({ tier, clause, subjects, isSure: true }))
  mixed.forEach(groups.add)
  const byPeers = new Map<PlaceSet, ClauseGroup[]>()
  for (const [{ peers }, group] of groups.finish()) {
    const list = byPeers.get(peers)
    if (list) list.push(group)
    else byPeers.set(peers, [group])
  }
  return [...byPeers].map(([peers, list]) => ({ peers, groups: list }))
}

/** The clauses that are about one place, found by looking at all: for a few places that is quicker than grouping all. */
export function groupAbout(basis: Basis, { mixed }: Overview, place: number): readonly ClauseGroup[] {
  const groups = createGroups()
  const isAbout = remember(({ places }: PlaceSet) => hasBit(places, place))
  eachSureClause(basis, (tier, clause, subjects) => {
    if (isAbout(clause.peers)) groups.add({ tier, clause, subjects, isSure: true })
  })
  for (const spoken of mixed) if (isAbout(spoken.clause.peers)) groups.add(spoken)
  return groups.finish().map(([, group]) => group)
}

interface OpenGroup extends Omit<SpokenClause, 'clause' | 'subjects'> {
  readonly subjects: BitSet[]
}

/** Gathers the subjects of clauses that are alike in everything else. */
function createGroups() {
  const open = new Map<Clause, OpenGroup[]>()
  return {
    add: ({ tier, clause, subjects, isSure, voids }: SpokenClause) => {
      const groups = open.get(clause) ?? []
      const alike = groups.find((one) => one.tier === tier && one.isSure === isSure && one.voids === voids)
      if (alike) alike.subjects.push(subjects)
      else groups.push({ tier, isSure, ...(voids === undefined ? {} : { voids }), subjects: [subjects] })
      if (groups.length === 1) open.set(clause, groups)
    },
    finish: (): readonly (readonly [Clause, ClauseGroup])[] =>
      [...open].flatMap(([clause, groups]) => groups.map((group) => [clause, close(clause, group)] as const)),
  }
}

function close({ piece, ports }: Clause, { tier, isSure, voids, subjects }: OpenGroup): ClauseGroup {
  const { action, rank, isCertain } = piece
  const places = unionAllBits(subjects)
  const like = { action, rank, isCertain: isSure && isCertain, places }
  return { tier, ports, piece: voids === undefined || !isCertain ? like : { ...like, voids } }
}

/** Groups that differ in their subjects alone are one. */
export function mergeAlike(groups: readonly ClauseGroup[]): readonly ClauseGroup[] {
  const byPorts = new Map<PortsNumber, MergedGroup[]>()
  const merged: MergedGroup[] = []
  for (const group of groups) {
    const open = byPorts.get(group.ports)
    const alike = open?.find(({ first }) => isAlike(first, group))
    if (alike) {
      alike.places.push(group.piece.places)
      continue
    }
    const fresh = { first: group, places: [group.piece.places] }
    merged.push(fresh)
    if (open) open.push(fresh)
    else byPorts.set(group.ports, [fresh])
  }
  return merged.map(({ first, places }) => (places.length === 1 ? first : withPlaces(first, places)))
}

interface MergedGroup {
  readonly first: ClauseGroup
  readonly places: BitSet[]
}

function withPlaces({ tier, ports, piece }: ClauseGroup, places: readonly BitSet[]): ClauseGroup {
  return { tier, ports, piece: { ...piece, places: unionAllBits(places) } }
}

function isAlike(a: ClauseGroup, b: ClauseGroup): boolean {
  return (
    a.tier === b.tier &&
    a.piece.action === b.piece.action &&
    a.piece.rank === b.piece.rank &&
    a.piece.isCertain === b.piece.isCertain &&
    a.piece.voids === b.piece.voids
  )
}
