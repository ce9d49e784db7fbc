import type { DirectionExposure } from '../../engine/exposure.ts'
import type { ResourcePath } from '../../model/path.ts'
import type { Direction } from '../../model/policy.ts'
import type { Answer } from '../../model/verdict.ts'
import type { LintFix, LintId } from '../lint/lint-rule.ts'

/** How the pods of a document stand: who is isolated, who is open, who can be reached from outside. Plain data. */
export interface Posture {
  /** Those with pods, in document order. */
  readonly namespaces: readonly NamespacePosture[]
  /** What would change it, what would close most first. */
  readonly raises: readonly RaiseGroup[]
}

export interface NamespacePosture {
  readonly name: string
  /** Absent when the namespace is used but not declared. */
  readonly path?: ResourcePath
  readonly pods: readonly PodPosture[]
  readonly tally: Tally
}

/** How many of some {@link PodPosture}s are what. */
export interface Tally {
  readonly all: number
  /** For each direction: some policy isolates them, or none does; those on the host network are neither. */
  readonly isolated: Readonly<Record<Direction, number>>
  readonly open: Readonly<Record<Direction, number>>
  /** Those that addresses outside may reach by some {@link Door}. */
  readonly exposed: number
  /** On the network of their node, where policies have no effect (END-5). */
  readonly onHost: number
}

/** A workload, or the part of one whose pods no rule tells apart (END-1). */
export interface PodPosture extends Readonly<Record<Direction, DirectionPosture>> {
  /** Of the endpoint. */
  readonly id: string
  readonly name: string
  /** As written: `Deployment`. */
  readonly kind: string
  readonly path: ResourcePath
  readonly onHost: boolean
  readonly doors: readonly Door[]
}

/** What may pass, with how many of `others` workloads. */
export interface DirectionPosture extends Pick<DirectionExposure, 'isolation' | 'workloads' | 'outside' | 'internet'> {
  /** How many other workloads there are. */
  readonly others: number
}

/** A way in from outside the cluster that somebody declared. */
export interface Door {
  readonly kind: 'node-port' | 'load-balancer' | 'ingress'
  /** Of the Service or Ingress. */
  readonly name: string
  readonly path: ResourcePath
  /** The port of the pods that it leads to. */
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  /** Whether policies let pass there what comes through it; `depends` also where some addresses outside may and others not. */
  readonly answer: Answer
}

/** What would be closed (or opened again) by some repairs. */
export type RaiseKind = 'both' | 'ingress' | 'egress' | 'metadata' | 'lookups'

export interface RaiseGroup {
  readonly kind: RaiseKind
  /** Of all its raises. */
  readonly flows: number
  /** Most flows first. */
  readonly raises: readonly Raise[]
}

/** A finding of lint that says what could be better, with its repairs. */
export interface Raise {
  readonly rule: LintId
  readonly message: string
  readonly path: ResourcePath
  readonly fixes: readonly LintFix[]
  /**
   * How much it is about: pairs of workloads (and of one with the outside) between which something passes only because
   * nothing isolates this end; for the metadata address the workloads that reach it, for lookups those that cannot.
   */
  readonly flows: number
}
