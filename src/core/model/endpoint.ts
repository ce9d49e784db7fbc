import type { AddressSet } from '../net/address.ts'
import type { Pod, Workload } from './cluster.ts'
import type { Path } from './path.ts'
import type { Labels } from './selector.ts'

/** Who can send or receive: a part of a workload that no rule tells apart, an implied endpoint, or outside addresses. */
export type Endpoint = PodEndpoint | OutsideEndpoint

export interface PodEndpoint {
  readonly kind: 'pods'
  /**
   * `payments/deployment/api-server`, with `#` and the first pod's name for a part of a split workload (END-1);
   * implied ones (END-8) `namespace/implied/<words of the selector>`.
   */
  readonly id: string
  readonly namespace: string
  readonly name: string
  /** Kind as written (`Deployment`), or `Implied`. */
  readonly kindName: string
  readonly labels: Labels
  /** Alike in everything rules look at; never empty except for an implied endpoint. */
  readonly pods: readonly Pod[]
  /** Absent for an implied endpoint. */
  readonly workload?: Workload
  readonly implied?: Implication
  readonly hostNetwork: boolean
}

/** Why an implied endpoint is there (END-8). */
export interface Implication {
  /** The selectors that imply it, in document order; `[]` for "any other pod". */
  readonly selectors: readonly Path[]
  /** For people: `selector app=web in policy x`. */
  readonly words: string
}

export interface OutsideEndpoint {
  readonly kind: 'outside'
  /** `outside/` and the first range: `outside/0.0.0.0-9.255.255.255`. */
  readonly id: string
  /** Addresses of one family that no rule tells apart. */
  readonly addresses: AddressSet
  /** For people: `internet`, `10.0.0.0/8`. */
  readonly name: string
}
