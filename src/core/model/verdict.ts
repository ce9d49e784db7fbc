import type { PortsByProtocol, Protocol } from '../net/ports.ts'
import type { CniFeature } from './cni-cell.ts'
import type { CniProfile } from './cni-profiles.ts'
import type { Path, ResourcePath } from './path.ts'
import type { Direction } from './policy.ts'
import type { Operator } from './selector.ts'

/** VER-1. */
export type Answer = 'allowed' | 'denied' | 'depends'

/** One connection attempt: endpoint ids, the destination pod's port. */
export interface Question {
  readonly from: string
  readonly to: string
  readonly protocol: Protocol
  /** 1–65535. */
  readonly port: number
}

/** The answer for both ends, combined by VER-4, with everything it rests on. */
export interface Verdict {
  readonly answer: Answer
  readonly egress: EndVerdict
  readonly ingress: EndVerdict
  /** What was taken for granted (END-3, IPB-4, END-2c, stale text), in sentences. */
  readonly assumptions: readonly Assumption[]
  /** What could change this answer and was not evaluated: "14 CiliumNetworkPolicies". */
  readonly without: readonly string[]
  /** What a person who asks this should know beside the answer, in sentences. */
  readonly notes: readonly Note[]
}

/** Something said with a verdict that does not change it. */
export interface Note {
  /** The rule it comes from: `CNI-4`, `IPB-7`. */
  readonly code: string
  readonly words: string
  readonly path?: Path
}

export interface EndVerdict {
  readonly direction: Direction
  readonly answer: Answer
  /** Never empty (VER-1). */
  readonly causes: readonly Cause[]
}

export type Cause =
  /** ISO-1. */
  | { readonly kind: 'not-isolated' }
  /** ISO-6: an outside address allows its own end. */
  | { readonly kind: 'outside' }
  /** END-6. */
  | { readonly kind: 'self' }
  /** END-5: policies do not touch a pod on its node's network. */
  | { readonly kind: 'host-network' }
  /** END-5: traffic from the node of the destination is always allowed; `known` is false when the node is not known. */
  | { readonly kind: 'same-node'; readonly known: boolean }
  /** CNI-1: the profile stores policies without effect. */
  | { readonly kind: 'no-effect'; readonly profile: string }
  /** CNI-2: what the network plugin lacks, or may lack, and this end rests on. */
  | {
      readonly kind: 'plugin'
      readonly profile: CniProfile
      readonly feature: CniFeature
      readonly support: 'no' | 'unknown'
      /** A sentence: "weave does not know named ports: port http admits nothing". */
      readonly words: string
      readonly source: string
      /** Present when it leaves this end open to doubt. */
      readonly depends?: Dependency
    }
  | PolicyCause

/** One policy that isolates this end, and what it says of the flow (VER-2). */
export interface PolicyCause {
  readonly kind: 'policy'
  readonly policy: ResourcePath
  readonly namespace: string
  readonly name: string
  readonly answer: 'admits' | 'depends' | 'does-not-admit'
  /** Every rule, peer and port entry that admits (or may admit); `[]` when none does. */
  readonly admissions: readonly Admission[]
  /** When it does not admit: what came closest. Absent when the policy has no rule in this direction. */
  readonly miss?: Miss
}

export interface Admission {
  readonly rule: Path
  /** Absent when the rule names no peer. */
  readonly peer?: Path
  /** Absent when the rule names no port. */
  readonly port?: Path
  /** Present when this admission is not certain (VER-3). */
  readonly depends?: Dependency
}

/** VER-3. */
export interface Dependency {
  /** "which addresses do pods have?" */
  readonly question: string
  /** What it depends on, in a sentence. */
  readonly on: string
}

/** The nearest a policy came to admitting, as a place and a sentence: "nearest: label app is attacker, not prometheus". */
export interface Miss {
  readonly path: Path
  readonly words: string
  /** The same as data. */
  readonly reason: MissReason
  /** The rule it is about; absent when the policy itself may not select the end. */
  readonly rule?: Path
}

export type MissReason =
  /** Labels of the pod, or of its namespace, that a selector does not accept. */
  | { readonly kind: 'labels'; readonly of: 'pod' | 'namespace'; readonly keys: readonly LabelMiss[] }
  /** The peer is in the policy's own namespace; the other end is elsewhere (PEE-1). */
  | { readonly kind: 'namespace'; readonly expected: string; readonly found: string }
  /** The peer matched, the port did not; `listed` is what the rule admits, in words. */
  | { readonly kind: 'port'; readonly protocol: Protocol; readonly port: number; readonly listed: readonly string[] }
  /** Inside the block, and excepted from it (IPB-1). */
  | { readonly kind: 'exception'; readonly cidr: string; readonly except: string }
  | { readonly kind: 'block'; readonly cidr: string }
  /** The peer cannot match ends of this sort: selectors and outside addresses, blocks and pods under some plugins. */
  | { readonly kind: 'sort'; readonly other: 'outside' | 'host-network' | 'pods' }
  /** Nobody knows whether the policy selects this end (END-2c). */
  | { readonly kind: 'subject' }

/** A requirement that a label does not satisfy; `found` is absent when the label is. */
export interface LabelMiss {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
  readonly found?: string
}

export interface Assumption {
  readonly code: string
  readonly words: string
  readonly path?: Path
}

/** What may pass from one endpoint to another; only what is allowed or depends. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly allowed: PortsByProtocol
  readonly depends: PortsByProtocol
}

/** How an endpoint stands in one direction: no policy selects it, some admit something, or none admits anything. */
export type Isolation = 'open' | 'isolated' | 'admits-nothing'
