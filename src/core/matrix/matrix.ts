import type { Question } from '../model/verdict.ts'
import type { PortsByProtocol } from '../net/ports.ts'

/** Who may send what to whom, as a table: senders down, receivers across. */
export interface MatrixAxes {
  readonly rows: readonly MatrixEnd[]
  readonly columns: readonly MatrixEnd[]
}

/** What a row or a column stands for; `id` is that of its node in the picture. */
export type MatrixEnd = NamespaceEnd | WorkloadEnd | OutsideEnd

interface EndBase {
  readonly id: string
  readonly title: string
  /** "3 workloads", "Deployment", "10.0.0.0/8 except 10.1.0.0/16". */
  readonly detail: string
}

/** All pods of a namespace; its workloads follow it while it is open. */
export interface NamespaceEnd extends EndBase {
  readonly kind: 'namespace'
  readonly namespace: string
  readonly workloads: number
  readonly isOpen: boolean
}

/** A controller, a bare pod, or an implied endpoint. */
export interface WorkloadEnd extends EndBase {
  readonly kind: 'workload'
  readonly namespace: string
  readonly implied: boolean
}

/** The internet, an address block or anyone. Its addresses, or pods, may be those of other ends as well. */
export interface OutsideEnd extends EndBase {
  readonly kind: 'outside'
}

/**
 * `any`: every pair may, on every port. `some`: some pairs, or on some ports. `depends`: nothing is certain. `no-pairs`:
 * there is nobody, a bare pod and itself (END-6), or both ends are outside.
 */
export type MatrixAnswer = 'any' | 'some' | 'none' | 'depends' | 'no-pairs'

/** What may pass from the endpoints of one end to those of another (VER-4); a pair is one endpoint and another. */
export interface MatrixCell {
  readonly answer: MatrixAnswer
  readonly pairs: number
  /** Pairs between which something is allowed for certain. */
  readonly open: number
  /** Pairs between which nothing is allowed for certain, and something depends. */
  readonly maybe: number
  /** Pairs with any port that depends: those of `maybe`, and open ones. */
  readonly doubtful: number
  /** What is allowed in any pair: "443-445, 8443", "every port"; what depends where nothing is allowed. */
  readonly ports: string
  /** The ports are the same in all open pairs. */
  readonly agree: boolean
}

/** One request for cells; ends by their ids. An end that is gone has no pairs. */
export interface MatrixWindow {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

/** The namespaces whose workloads have rows, and those whose workloads have columns. */
export interface OpenNamespaces {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

/** What is behind one cell. */
export interface MatrixDetail {
  readonly from: MatrixEnd
  readonly to: MatrixEnd
  readonly cell: MatrixCell
  /** "8080, 9090" and "443": in any pair for certain, and where it depends; empty for none. */
  readonly allowed: string
  readonly depends: string
  /** Both as data: what "Remove" has to stop. */
  readonly passing: PortsByProtocol
  /** Pairs of workloads, or of one and an outside peer, with anything open or depending; `[]` where the ends are one pair. */
  readonly pairs: readonly MatrixPair[]
  /** How many of those are left out. */
  readonly morePairs: number
  /** What can be asked about the ends of one pair: `[]` for several pairs, and for none. */
  readonly questions: readonly Question[]
}

export interface MatrixPair {
  readonly from: MatrixEnd
  readonly to: MatrixEnd
  readonly cell: MatrixCell
}
