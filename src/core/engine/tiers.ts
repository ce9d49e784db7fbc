import type { BlockPeer, Direction, NetworkPolicy, PodPeer, Rule } from '../model/policy.ts'
import type { AddressSet } from '../net/address.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import type { Membership } from './label-index.ts'

/**
 * The internal form every policy dialect is compiled into: tiers are asked in order until one answers, and what passes
 * all of them is allowed. NetworkPolicy is one tier.
 */
export interface Tier {
  readonly policies: readonly CompiledPolicy[]
  /** What happens to traffic no rule of the tier decided: refused for pods a policy of the tier isolates (ISO-4). */
  readonly end: 'deny-isolated'
}

export interface CompiledPolicy {
  /** Counts all policies in effect from 0. */
  readonly index: number
  readonly policy: NetworkPolicy
  /** The pods it selects; pods on the host network are left out (END-5). */
  readonly subjects: Membership
  /** Effective rules only (ISO-3). */
  readonly rules: Readonly<Record<Direction, readonly CompiledRule[]>>
}

export interface CompiledRule {
  /** Counts all effective rules from 0. */
  readonly index: number
  readonly rule: Rule
  readonly policy: CompiledPolicy
  readonly action: 'allow'
  /** `any` when the rule names no peer (RUL-1). */
  readonly peers: 'any' | readonly CompiledPeer[]
  /** What its blocks hold together; `[]` when it has none. */
  readonly blocks: AddressSet
  readonly ports: CompiledPorts
}

export type CompiledPeer =
  | { readonly kind: 'pods'; readonly peer: PodPeer; readonly members: () => Membership }
  | { readonly kind: 'block'; readonly peer: BlockPeer; readonly addresses: AddressSet }

/** The ports of a rule: the same for every destination but for its port names (POR-4). */
export interface CompiledPorts {
  readonly fixed: PortsByProtocol
  readonly named: readonly NamedPort[]
}

export interface NamedPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly name: string
}

/** Ports that pass for certain, and those that may pass; `certain` lies within `possible`. */
export interface Standing {
  readonly certain: PortsByProtocol
  readonly possible: PortsByProtocol
}
