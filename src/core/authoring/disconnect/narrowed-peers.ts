import type { Endpoint, PodEndpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import type { PolicyStep } from './policy-steps.ts'

/** How peers are written that leave somebody out; a manner that makes no difference gives the same steps. */
export interface Manner {
  /** Whether those who stay are listed one by one, instead of a selector leaving out those who go. */
  readonly lists: boolean
  /** Whether blocks leave out the addresses of pods, because they match pods by address (IPB-3). */
  readonly exceptsPods: boolean
}

/** A rule's peers without some ends. */
export interface NarrowedPeers {
  /** As items of `from` or `to`; `[]` when nobody is left. */
  readonly kept: readonly JsonObject[]
  readonly steps: readonly PolicyStep[]
}

/** One peer without some of those it matches. */
export interface NarrowedPeer extends NarrowedPeers {
  /** Whether the peer is removed, whatever is added for it. */
  readonly goes: boolean
}

/** Whether an endpoint is pods. */
export function isPods(endpoint: Endpoint): endpoint is PodEndpoint {
  return endpoint.kind === 'pods'
}

/** The first names of endpoints, for a sentence. */
export function namesOf(endpoints: readonly Endpoint[]): string {
  return [...new Set(endpoints.map(({ name }) => name))].slice(0, 3).join(', ')
}
