import { type BitSet, intersectBits, isEmptyBits } from '../net/bit-set.ts'
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
  const policies = new Map<TierPolicy, number>()
  for (const [tier, list] of basis.stage.tiers.entries()) for (const one of list.policies) policies.set(one, tier)
  const byPeers = new Map(previous?.byPeers)
  if (previous) hush(basis, byPeers, previous.policies, policies)
  const opened = new Map<number, SpokenClause[]>()
  for (const [policy, tier] of policies) {
    if (previous?.policies.get(policy) === tier) continue
    const subjects = basis.sets.selected(policy.subjects).certain
    for (const clause of basis.clausesOf(policy).clauses) {
      const spoken = subjects && speak(tier, clause, subjects.places)
      if (spoken) open(byPeers, opened, clause.peers).push(spoken)
    }
  }
  return { policies, byPeers }
}

/** A list of clauses about some peers that may still grow. */
function open(byPeers: Map<number, PeerClauses>, opened: Map<number, SpokenClause[]>, peers: PlaceSet): SpokenClause[] {
  const known = opened.get(peers.id)
  if (known) return known
  const spoken = [...(byPeers.get(peers.id)?.spoken ?? [])]
  opened.set(peers.id, spoken)
  byPeers.set(peers.id, { peers, spoken })
  return spoken
}

/** Takes away what policies said that are gone. */
function hush(
  basis: Basis,
  byPeers: Map<number, PeerClauses>,
  earlier: ReadonlyMap<TierPolicy, number>,
  now: ReadonlyMap<TierPolicy, number>,
): void {
  for (const [policy, tier] of earlier) {
    if (now.get(policy) === tier) continue
    const gone = new Set(basis.clausesOf(policy).clauses)
    for (const { peers } of gone) {
      const spoken = byPeers.get(peers.id)?.spoken.filter(({ clause }) => !gone.has(clause)) ?? []
      if (spoken.length > 0) byPeers.set(peers.id, { peers, spoken })
      else byPeers.delete(peers.id)
    }
  }
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
