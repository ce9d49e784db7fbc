import { type BitSet, intersectBits, isEmptyBits, toBits } from '../net/bit-set.ts'
import type { Basis } from './basis.ts'
import type { Clause } from './clauses.ts'
import type { PlaceSet } from './place-sets.ts'
import type { TierPolicy } from './tiers.ts'

/** How policies select the ends they speak for. */
export interface Status {
  readonly isSure: boolean
  /** See `Piece.voids`. */
  readonly voids?: number
}

/** A clause with the ends it speaks for. */
export interface SpokenClause extends Status {
  readonly tier: number
  readonly clause: Clause
  readonly subjects: BitSet
}

/** The clauses about the same peers. */
export interface PeerClauses {
  readonly peers: PlaceSet
  readonly spoken: readonly SpokenClause[]
}

/** What all policies say of the ends they select for certain, by the number of the peers. */
export interface SpokenByPeers {
  readonly policies: ReadonlyMap<TierPolicy, number>
  readonly byPeers: ReadonlyMap<number, PeerClauses>
}

/** `previous` must be of the same places; what did not change since is taken from it, as the same objects. */
export function speakClauses(basis: Basis, previous?: SpokenByPeers): SpokenByPeers {
  const policies = new Map(basis.stage.tiers.flatMap((tier, index) => tier.policies.map((policy) => [policy, index])))
  const gone = new Set(without(previous?.policies, policies).flatMap(([policy]) => basis.clausesOf(policy).clauses))
  const come = without(policies, previous?.policies).flatMap(([policy, tier]) => speakPolicy(basis, policy, tier))
  const byPeers = new Map(previous?.byPeers)
  const touched = groupBy([...gone, ...come.map(({ clause }) => clause)], ({ peers }) => peers.id)
  const added = groupBy(come, ({ clause }) => clause.peers.id)
  for (const [id, [first]] of touched) {
    const kept = (byPeers.get(id)?.spoken ?? []).filter(({ clause }) => !gone.has(clause))
    const spoken = [...kept, ...(added.get(id) ?? [])]
    if (first && spoken.length > 0) byPeers.set(id, { peers: first.peers, spoken })
    else byPeers.delete(id)
  }
  return { policies, byPeers }
}

function speakPolicy(basis: Basis, policy: TierPolicy, tier: number): readonly SpokenClause[] {
  const subjects = toBits(policy.subjects.yes)
  return basis.clausesOf(policy).clauses.flatMap((clause) => speak(tier, clause, subjects) ?? [])
}

function groupBy<Item>(items: readonly Item[], idOf: (item: Item) => number): ReadonlyMap<number, readonly Item[]> {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const id = idOf(item)
    const group = groups.get(id)
    if (group) group.push(item)
    else groups.set(id, [item])
  }
  return groups
}

/** Undefined when the clause is about none of the subjects. */
export function speak(
  tier: number,
  clause: Clause,
  subjects: BitSet,
  status: Status = { isSure: true },
): SpokenClause | undefined {
  const bound = clause.subjects ? intersectBits(subjects, clause.subjects.places) : subjects
  return isEmptyBits(bound) ? undefined : { tier, clause, subjects: bound, ...status }
}

function without(
  policies: ReadonlyMap<TierPolicy, number> | undefined,
  others: ReadonlyMap<TierPolicy, number> | undefined,
): readonly (readonly [TierPolicy, number])[] {
  return [...(policies ?? [])].filter(([policy, tier]) => others?.get(policy) !== tier)
}
