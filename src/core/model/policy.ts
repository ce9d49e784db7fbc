import type { AddressSet } from '../net/address.ts'
import type { Protocol } from '../net/ports.ts'
import type { Path, ResourcePath } from './path.ts'
import type { LabelSelector } from './selector.ts'

export type Direction = 'ingress' | 'egress'

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress']

/** A valid NetworkPolicy of networking.k8s.io/v1, with the defaults of the API server applied (ISO-2, POR-1). */
export interface NetworkPolicy {
  readonly path: ResourcePath
  readonly namespace: string
  /** `metadata.name`, or `generateName` followed by `…` when only that is given. */
  readonly name: string
  /** Absent and `{}` both select every pod of the namespace (SEL-5); the path tells where to look. */
  readonly podSelector: LabelSelector
  /** The directions in which this policy isolates (ISO-2, ISO-3). */
  readonly isolates: Readonly<Record<Direction, boolean>>
  /** Whether `policyTypes` stands in the text, or was derived from the rules. */
  readonly policyTypesWritten: boolean
  /** All rules as written, inert ones included (ISO-3). */
  readonly rules: Readonly<Record<Direction, readonly Rule[]>>
  /** The text is broken or invalid now; this is its last valid form, which is not in force. */
  readonly stale: boolean
}

/** One item of `ingress` or `egress`. */
export interface Rule {
  readonly path: Path
  readonly direction: Direction
  /** `any`: `from`/`to` absent or `[]` (RUL-1). */
  readonly peers: 'any' | readonly Peer[]
  /** `any`: `ports` absent or `[]` (RUL-2). */
  readonly ports: 'any' | readonly PortEntry[]
}

/** One item of `from` or `to`. */
export type Peer = PodPeer | BlockPeer

/** Pods by selector. Absent `namespaceSelector`: the policy's own namespace (PEE-1 to PEE-3). At least one is given. */
export interface PodPeer {
  readonly kind: 'pods'
  readonly path: Path
  readonly podSelector?: LabelSelector | undefined
  readonly namespaceSelector?: LabelSelector | undefined
}

/** An ipBlock. */
export interface BlockPeer {
  readonly kind: 'block'
  readonly path: Path
  /** As written. */
  readonly cidr: string
  readonly except: readonly string[]
  /** `cidr` without `except` (IPB-1, IPB-5). */
  readonly addresses: AddressSet
}

/** One item of `ports`. */
export interface PortEntry {
  readonly path: Path
  readonly protocol: Protocol
  readonly port: PortMatch
}

export type PortMatch =
  /** No port given: every port of the protocol (POR-2). */
  | { readonly kind: 'every' }
  /** A number or a number with endPort (POR-3); both ends included. */
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  /** Looked up on the destination (POR-4). */
  | { readonly kind: 'named'; readonly name: string }
