import type { BlockPeer, Direction, NetworkPolicy, PodPeer, Rule } from '../model/policy.ts'
import type { AddressSet } from '../net/address.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import type { Membership } from './membership.ts'

/**
 * The internal form that every policy dialect is compiled into. Tiers are asked in order; the first that decides a flow
 * has decided it for that end, and what no tier decides is allowed. Within a tier rules are asked by rank, smaller
 * first; of the rules of one rank that match, deny beats allow beats pass. Pass goes on with the next tier.
 *
 * NetworkPolicy is one tier of allow rules that all have one rank and an end that denies (ISO-4, ISO-5). A dialect in
 * which the first match decides gives each rule a rank of its own; one in which deny wins gives all the same.
 */
export interface Tier {
  readonly policies: readonly TierPolicy[]
  /** What happens to traffic that no rule of the tier decided, at the ends that some policy of the tier isolates. */
  readonly end: 'deny' | 'pass'
}

export interface TierPolicy {
  /** The places it selects for certain, and those it may select by a label value nobody knows (END-2c). */
  readonly subjects: Membership
  /** Equal for policies that may select places together or not at all; empty where all subjects are certain. */
  readonly selection: string
  /** The directions in which its subjects meet the tier's `end`. */
  readonly isolates: Readonly<Record<Direction, boolean>>
  readonly rules: Readonly<Record<Direction, readonly TierRule[]>>
}

export interface TierRule {
  readonly action: Action
  readonly rank: number
  /** `any` for everybody, inside and outside. */
  readonly peers: 'any' | readonly TierPeer[]
  /** What its blocks hold together. */
  readonly blocks: Blocks | undefined
  readonly ports: CompiledPorts
}

export type Action = 'allow' | 'deny' | 'pass'

/** Whom a rule names. Its blocks are also kept together, see {@link TierRule.blocks}. */
export type TierPeer = Membership | Blocks

/** Addresses that match for certain, and all that may (CNI-2d). */
export interface Blocks {
  readonly kind: 'block'
  readonly certain: AddressSet
  readonly possible: AddressSet
}

/** The ports of a rule: the same for every destination but for its port names (POR-4). */
export interface CompiledPorts {
  readonly certain: PortsByProtocol
  readonly possible: PortsByProtocol
  readonly named: readonly NamedPort[]
}

export interface NamedPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly name: string
  /** False when it is not known whether the plugin looks names up (CNI-2c). */
  readonly isCertain: boolean
}

/** A NetworkPolicy in the internal form, with what an explanation cites. */
export interface CompiledPolicy extends TierPolicy {
  readonly policy: NetworkPolicy
  readonly rules: Readonly<Record<Direction, readonly CompiledRule[]>>
}

export interface CompiledRule extends TierRule {
  /** As it is written; its peers are in the same order. */
  readonly rule: Rule
  readonly policy: CompiledPolicy
}

/** A peer as it is written, and whom it names. */
export type CompiledPeer =
  | { readonly kind: 'pods'; readonly peer: PodPeer; readonly members: Membership }
  | { readonly kind: 'block'; readonly peer: BlockPeer; readonly blocks: Blocks }

/** The peers of a rule; none for everybody. */
export function listPeers({ rule, peers }: CompiledRule): readonly CompiledPeer[] {
  if (rule.peers === 'any' || peers === 'any') return []
  return rule.peers.flatMap((peer, at): CompiledPeer | readonly never[] => {
    const named = peers[at]
    if (peer.kind === 'pods') return named?.kind === 'pods' ? { kind: 'pods', peer, members: named } : []
    return named?.kind === 'block' ? { kind: 'block', peer, blocks: named } : []
  })
}

/** Ports that pass for certain, and those that may pass; `certain` lies within `possible`. */
export interface Standing {
  readonly certain: PortsByProtocol
  readonly possible: PortsByProtocol
}
