import type { Path, ResourcePath } from '../model/path.ts'
import type { Answer, Isolation } from '../model/verdict.ts'
import type { Filtered } from './picture-filter.ts'

/** The picture as plain data: what is drawn, in words and references, without places on the screen. */
export interface Picture {
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
  /** Edges left out by the budget at rest; 0 when all are there. */
  readonly edgesNotDrawn: number
  /** Namespaces drawn as one folded node. */
  readonly folded: ReadonlySet<string>
  /** What a filter left out; absent without one. */
  readonly filtered?: Filtered
  /** Only frames and cards are of this revision; absent for a whole picture. */
  readonly isSketch?: true
}

export type PictureNode = NamespaceNode | WorkloadNode | OutsideNode | GroupNode

interface NodeBase {
  /** Stable identity across texts; positions are remembered by it. */
  readonly id: string
  readonly title: string
  /** "api-server, isolated for ingress, 1 edge in": what a screen reader says. */
  readonly accessibleName: string
  readonly stale: boolean
}

/** A namespace frame; its workloads name it as `parent`. */
export interface NamespaceNode extends NodeBase {
  readonly kind: 'namespace'
  readonly namespace: string
  readonly declared: boolean
  readonly implied: boolean
  /** "5 policies · default deny", "2 workloads · no policy". */
  readonly subtitle: string
  readonly policies: readonly ResourcePath[]
  readonly workloads: number
  readonly folded: boolean
  /** Workloads in it that a filter leaves out; absent for none. */
  readonly hidden?: number
}

/** A controller, a bare pod, or an implied endpoint. */
export interface WorkloadNode extends NodeBase {
  readonly kind: 'workload'
  readonly parent: string
  readonly namespace: string
  /** "Deployment ×3", "Pod", "implied by selector app=web in policy x". */
  readonly subtitle: string
  readonly ports: readonly string[]
  readonly services: readonly string[]
  readonly implied: boolean
  readonly state: 'running' | 'scaled to zero' | 'suspended'
  readonly hostNetwork: boolean
  readonly isolation: Readonly<Record<'ingress' | 'egress', Isolation>>
  /** Engine endpoints drawn as this node: several when the workload is split. */
  readonly endpoints: readonly string[]
  readonly path?: ResourcePath
}

/** Addresses outside the cluster, or "anyone" (a rule without peers). */
export interface OutsideNode extends NodeBase {
  readonly kind: 'outside'
  readonly role: 'block' | 'internet' | 'anyone' | 'any-pod'
  /** The addresses as written: `10.0.0.0/8 except 10.1.0.0/16`. */
  readonly detail: string
  /** "covers 3 pods too"; the question a block of unknown reach leaves open (product.md, exact bundling). */
  readonly notes: readonly string[]
  readonly endpoints: readonly string[]
}

/** Several namespaces or workloads matched by one selector without being all of them: "namespaces env=prod · 17". */
export interface GroupNode extends NodeBase {
  readonly kind: 'group'
  /** The frame it belongs to when all members share a namespace. */
  readonly parent?: string
  readonly detail: string
  /** Node ids of the members. */
  readonly members: readonly string[]
  readonly endpoints: readonly string[]
}

export interface PictureEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  /** `denied` only on selection and questions; at rest edges are what policies admit. */
  readonly answer: Answer
  /** "8080", "53 UDP, TCP", "every port", "443-445, 8443". */
  readonly label: string
  /** One end admits, the other blocks: drawn as a stub at the admitting end. */
  readonly half?: HalfEdge
  /** Workloads of the bundle's end that it does not stand for; absent when it stands for all of them. */
  readonly except?: EdgeException
  /** In a preview only: flows that the planned text opens or closes. */
  readonly change?: 'opens' | 'closes'
  /** Of a denied flow: the end that lets nothing of it pass. */
  readonly blockedAt?: 'source' | 'target' | 'both'
  /** Rules of both ends that admit it. */
  readonly rules: readonly Path[]
  /** How many endpoint pairs it stands for; 1 is a plain edge. */
  readonly pairs: number
  readonly stale: boolean
  /** "allowed: frontend to api-server on 8080". */
  readonly accessibleName: string
}

export interface EdgeException {
  /** Engine endpoints. */
  readonly endpoints: readonly string[]
  /** "from all but app-x", "to 18 of 20". */
  readonly words: string
}

export interface HalfEdge {
  readonly admittedBy: 'source' | 'target'
  /** "postgres (egress)", "812 others". */
  readonly at: string
  /** "admitted here, blocked at postgres (egress)". */
  readonly words: string
}

/** How every other node stands to a selected one; nodes without an entry are unrelated (policies outside the picture). */
export interface SelectionView {
  readonly node: string
  /** By node id: can the other be reached from the selection, can it reach the selection. */
  readonly others: ReadonlyMap<string, { readonly out: Answer | 'some'; readonly in: Answer | 'some' }>
  /** Bundles opened and denied flows added, for drawing instead of the edges at rest that touch the selection. */
  readonly edges: readonly PictureEdge[]
}

/** Where a node is drawn: top left corner and size in canvas units; children relative to the canvas, not their frame. */
export interface NodeBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** By node id. */
export type Layout = ReadonlyMap<string, NodeBox>

/**
 * Places a person moved nodes to, by node id; `tidied` ones were found by a layout that the person asked for, and yield
 * where things would overlap.
 */
export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number; readonly tidied?: true }>>

/** How an edge runs, in canvas units. Stubs (half edges) leave the admitting end only. */
export interface EdgeRoute {
  readonly edge: string
  /** SVG path data from the source to the arrow's tip; for a stub from or to its free end. */
  readonly path: string
  /** The centre of the label and the room kept free for it. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** There was no free place: the label lies over something, and is written only while the edge itself is pointed at or selected. */
  readonly isCovered?: true
  /** The tip of the arrow; `angle` in degrees, 0 points right, 90 down. */
  readonly arrow: { readonly x: number; readonly y: number; readonly angle: number }
  /** Where the end that blocks is marked: the free end of a stub. */
  readonly blocked?: { readonly x: number; readonly y: number }
}

/** By edge id. */
export type Routes = ReadonlyMap<string, EdgeRoute>
