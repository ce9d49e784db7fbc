import type { PortsByProtocol } from '../../net/ports.ts'

/** Something to practise: a sentence, a cluster, and what policies for it have to bring about. */
export interface PracticeTask {
  readonly id: string
  readonly title: string
  /** What is asked for. */
  readonly sentence: string
  /** The manifests of the cluster, without policies. */
  readonly cluster: string
  /** Manifests that nobody sees, of what comes into the cluster later; answers hold for them as well. */
  readonly later?: string
  /** The policies to begin with. */
  readonly start: string
  /** Policies that do what is asked for; others that admit the same do so too. */
  readonly solution: string
  /** A flow that is not as in the solution counts for the first of these that covers it; the last ones cover all. */
  readonly requirements: readonly Requirement[]
  /** From a nudge to nearly everything. */
  readonly hints: readonly string[]
}

/** A claim that holds unless some flow it covers is opened, or closed, against the solution. */
export interface Requirement {
  /** What holds, without saying how. */
  readonly says: string
  /** `open`: too much may pass; `closed`: too little. Left out: either. */
  readonly breach?: 'open' | 'closed'
  /** Left out: anybody. */
  readonly from?: Who
  readonly to?: Who
  /** Only flows on some of these ports; left out: any. */
  readonly ports?: PortsByProtocol
}

/** Some ends of flows: all that is given has to fit. */
export interface Who {
  readonly namespace?: string
  /** Of the workload. */
  readonly name?: string
  /** Addresses outside that lie in one of these blocks. */
  readonly blocks?: readonly string[]
}
