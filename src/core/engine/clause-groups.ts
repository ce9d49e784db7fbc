import { type BitSet, intersectBits, isEmptyBits, toBits, unionAllBits } from '../net/bit-set.ts'
import { type Basis, bySelection, clausesTogether } from './basis.ts'
import type { Clause, PartialClause, PortsNumber } from './clauses.ts'
import type { Piece } from './decide.ts'
import { joinBlocks } from './join-blocks.ts'
import type { PlaceSet } from './place-sets.ts'
import type { Tier, TierPolicy } from './tiers.ts'

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

/** The ends that may meet the end of a tier. */
export interface TierIsolation {
  readonly end: Tier['end']
  readonly isolated: BitSet
  /** For each group of policies that select together or not at all. */
  readonly unsure: readonly BitSet[]
}

export interface GroupedClauses {
  readonly byPeers: readonly PeerGroups[]
  readonly tiers: readonly TierIsolation[]
}

interface OpenGroup {
  readonly tier: number
  readonly ports: PortsNumber
  readonly like: Omit<Piece, 'places'>
  readonly subjects: BitSet[]
}

interface OpenPeers {
  readonly peers: PlaceSet
  readonly groups: Map<PortsNumber, OpenGroup[]>
}

/** A clause as the policies of a tier say it. */
type Add = (clause: Clause, subjects: BitSet, status?: Status) => void

interface Status {
  readonly isSure: boolean
  readonly voids?: number
}

const SURE: Status = { isSure: true }

/** All clauses of all policies in one direction and family, those of equal meaning together. */
export function groupClauses(basis: Basis): GroupedClauses {
  const open = new Map<number, OpenPeers>()
  const tiers = basis.stage.tiers.map(({ policies, end }, tier): TierIsolation => {
    const add: Add = (clause, subjects, status = SURE) => addClause(open, tier, clause, subjects, status)
    const speaking = policies.filter(
      ({ rules, isolates }) => isolates[basis.direction] || rules[basis.direction].length > 0,
    )
    const isolated = addSure(basis, speaking, add)
    return { end, isolated, unsure: addUnsure(basis, speaking, add) }
  })
  let id = 0
  const byPeers = [...open.values()].map(({ peers, groups }) => ({
    peers,
    groups: [...groups.values()].flat().map(
      ({ tier, ports, like, subjects }): ClauseGroup => ({
        id: id++,
        tier,
        ports,
        piece: { ...like, places: unionAllBits(subjects) },
      }),
    ),
  }))
  return { byPeers, tiers }
}

function addClause(
  open: Map<number, OpenPeers>,
  tier: number,
  { piece, peers, ports, subjects: bound }: Clause,
  subjects: BitSet,
  { isSure, voids }: Status,
): void {
  const spoken = bound ? intersectBits(subjects, bound.places) : subjects
  if (isEmptyBits(spoken)) return
  const list = open.get(peers.id) ?? { peers, groups: new Map<PortsNumber, OpenGroup[]>() }
  open.set(peers.id, list)
  const alike = list.groups.get(ports) ?? []
  list.groups.set(ports, alike)
  const isCertain = isSure && piece.isCertain
  const voiding = piece.isCertain ? voids : undefined
  const group = alike.find(
    ({ tier: own, like }) =>
      own === tier &&
      like.rank === piece.rank &&
      like.action === piece.action &&
      like.isCertain === isCertain &&
      like.voids === voiding,
  )
  if (group) group.subjects.push(spoken)
  else {
    const { action, rank } = piece
    const like = voiding === undefined ? { action, rank, isCertain } : { action, rank, isCertain, voids: voiding }
    alike.push({ tier, ports, like, subjects: [spoken] })
  }
}

/** What policies say of the ends they select for certain; returns those they isolate. */
function addSure(basis: Basis, policies: readonly TierPolicy[], add: Add): BitSet {
  const isolated: BitSet[] = []
  const partial: { readonly subjects: readonly number[]; readonly said: readonly PartialClause[] }[] = []
  for (const policy of policies) {
    const subjects = toBits(policy.subjects.yes)
    if (isEmptyBits(subjects)) continue
    if (policy.isolates[basis.direction]) isolated.push(subjects)
    const said = basis.clausesOf(policy)
    for (const clause of said.clauses) add(clause, subjects)
    if (said.partial.length > 0) partial.push({ subjects: policy.subjects.yes, said: said.partial })
  }
  addJoined(basis, partial, add)
  return unionAllBits(isolated)
}

/** What the blocks of all policies of an end hold together (IPB-4), for the ends that share these policies. */
function addJoined(
  basis: Basis,
  partial: readonly { readonly subjects: readonly number[]; readonly said: readonly PartialClause[] }[],
  add: Add,
): void {
  const speakers = new Map<number, number[]>()
  for (const [index, { subjects }] of partial.entries()) {
    for (const place of subjects) {
      const list = speakers.get(place)
      if (list) list.push(index)
      else speakers.set(place, [index])
    }
  }
  const alike = new Map<string, { readonly list: readonly number[]; readonly places: number[] }>()
  for (const [place, list] of speakers) {
    const key = list.join()
    const group = alike.get(key)
    if (group) group.places.push(place)
    else alike.set(key, { list, places: [place] })
  }
  for (const { list, places } of alike.values()) {
    const said = list.flatMap((index) => partial[index]?.said ?? [])
    if (said.length < 2) continue
    const subjects = toBits(places)
    for (const clause of joinBlocks({ ...basis, members: basis.stage.members }, said, subjects)) add(clause, subjects)
  }
}

/** What policies say of the ends they may select (END-2c); returns those that each group of them may isolate. */
function addUnsure(basis: Basis, policies: readonly TierPolicy[], add: Add): readonly BitSet[] {
  const isolating: BitSet[] = []
  for (const together of bySelection(policies.filter(({ subjects }) => subjects.maybe.length > 0))) {
    const [first] = together
    const places = first?.subjects.maybe ?? []
    const subjects = toBits(places)
    const isolates = together.some((policy) => policy.isolates[basis.direction])
    const status = { isSure: false, ...(isolates ? { voids: isolating.length } : {}) }
    for (const clause of clausesTogether(basis, together, places)) add(clause, subjects, status)
    if (isolates) isolating.push(subjects)
  }
  return isolating
}
