import { type BitSet, hasBit, unionAllBits } from '../net/bit-set.ts'
import type { Basis } from './basis.ts'
import type { Clause, PortsNumber } from './clauses.ts'
import type { Piece } from './decide.ts'
import type { PlaceSet } from './place-sets.ts'
import { remember } from './remember.ts'
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
  const groups = createGroups()
  eachSureClause(basis, (tier, clause, subjects) => groups.add({ tier, clause, subjects, isSure: true }))
  mixed.forEach(groups.add)
  const byPeers = new Map<PlaceSet, ClauseGroup[]>()
  for (const [{ peers }, group] of groups.finish(nextId)) {
    const list = byPeers.get(peers)
    if (list) list.push(group)
    else byPeers.set(peers, [group])
  }
  return [...byPeers].map(([peers, list]) => ({ peers, groups: list }))
}

/** The clauses that are about one place, found by looking at all: for a few places that is quicker than grouping all. */
export function groupAbout(
  basis: Basis,
  { mixed }: Overview,
  place: number,
  nextId: () => number,
): readonly ClauseGroup[] {
  const groups = createGroups()
  const isAbout = remember(({ places }: PlaceSet) => hasBit(places, place))
  eachSureClause(basis, (tier, clause, subjects) => {
    if (isAbout(clause.peers)) groups.add({ tier, clause, subjects, isSure: true })
  })
  for (const spoken of mixed) if (isAbout(spoken.clause.peers)) groups.add(spoken)
  return groups.finish(nextId).map(([, group]) => group)
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
    finish: (nextId: () => number): readonly (readonly [Clause, ClauseGroup])[] =>
      [...open].flatMap(([clause, groups]) => groups.map((group) => [clause, close(clause, group, nextId())] as const)),
  }
}

function close({ piece, ports }: Clause, { tier, isSure, voids, subjects }: OpenGroup, id: number): ClauseGroup {
  const { action, rank, isCertain } = piece
  const places = unionAllBits(subjects)
  const like = { action, rank, isCertain: isSure && isCertain, places }
  return { id, tier, ports, piece: voids === undefined || !isCertain ? like : { ...like, voids } }
}
