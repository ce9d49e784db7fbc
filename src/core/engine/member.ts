import type { Pod } from '../model/cluster.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { AddressSet, Family } from '../net/address.ts'
import type { Labelled } from './label-index.ts'

/** An endpoint with what the engine knows about it beyond its face. */
export interface Member {
  readonly endpoint: Endpoint
  /** What selectors see; absent for outside addresses and pods on the host network (PEE-4, END-5). */
  readonly labelled?: Labelled | undefined
  /** The pod that stands for all of them; absent for outside addresses and implied endpoints. */
  readonly pod?: Pod
  readonly location: Location
  /** The node its pods share, where that can matter (END-5). */
  readonly node?: string | undefined
}

/** Where an endpoint may be (IPB-4). */
export interface Location {
  /** Equal for equal places, known in the same way. */
  readonly key: string
  /** Families it has; never empty. Known pods have one address per family, outside endpoints all of their class. */
  readonly possible: ReadonlyMap<Family, AddressSet>
  /** How that is known, by family. */
  readonly certainty: ReadonlyMap<Family, Certainty>
}

/**
 * Where the knowledge of a place comes from: the addresses themselves, the person, the Nodes' podCIDRs (IPB-4a), the
 * presumption of IPB-4, or nowhere.
 */
export type Certainty = 'known' | 'given' | 'nodes' | 'presumed' | 'any'

/** Whether traffic of this endpoint never meets policies of its own: outside, or on its node's network. */
export function isUnpoliced(member: Member): boolean {
  return member.endpoint.kind === 'outside' || member.endpoint.hostNetwork
}

/** Whether a flow from this endpoint to itself can only be one pod's with itself (END-6). */
export function isSinglePod({ endpoint }: Member): boolean {
  if (endpoint.kind === 'outside' || endpoint.workload?.kind !== 'Pod') return false
  const { pods, name } = endpoint.workload
  return pods.length === 1 && pods[0]?.name === name
}
