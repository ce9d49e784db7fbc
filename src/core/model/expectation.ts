import type { PortRange, Protocol } from '../net/ports.ts'
import type { Path } from './path.ts'

/** What must hold between two ends, as somebody wrote it down (EXP-1). */
export interface Expectation extends ExpectedFlow {
  /** `expectations.yaml#0/3`. */
  readonly path: Path
  /** Unique over all files (EXP-3). */
  readonly name: string
  /** Of a probe against the live cluster; it does not change what is expected. */
  readonly timeoutSeconds: number
  readonly attempts: number
  /** Whether a run of NetAssert probes exactly this: without fields that it ignores, in the document that it reads (EXP-4). */
  readonly isProbed: boolean
}

/** A flow with what is expected of it. */
export interface ExpectedFlow {
  /** `allowed`: from every pod of one end to every pod of the other; `denied`: from none to none. */
  readonly expected: 'allowed' | 'denied'
  readonly protocol: Protocol
  /** Never empty. */
  readonly ports: readonly ExpectedPort[]
  readonly from: ExpectedEnd
  readonly to: ExpectedEnd
}

export type ExpectedPort =
  | ({ readonly kind: 'range' } & PortRange)
  /** Looked up on the pods of the destination (POR-4). */
  | { readonly kind: 'named'; readonly name: string }

export type ExpectedEnd =
  /** `workload` in lower case: `deployment`, `pod`. */
  | { readonly kind: 'workload'; readonly workload: string; readonly namespace: string; readonly name: string }
  /** An address, or a name as a destination (EXP-7). */
  | { readonly kind: 'host'; readonly host: string }
  /** Addresses outside the cluster (EXP-4). */
  | { readonly kind: 'block'; readonly cidr: string }
