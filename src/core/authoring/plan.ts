import type { Edit } from '../model/edit.ts'
import type { Path } from '../model/path.ts'
import type { Protocol } from '../net/ports.ts'

/** An end of a connection a person draws: ids of the picture's things, not of its nodes. */
export type ConnectEnd =
  | { readonly kind: 'workload'; readonly id: string }
  /**
   * Several selected workloads, of any namespaces. Each has a rule of its own; where they are the peers, one selector
   * names those of a namespace when it selects exactly them.
   */
  | { readonly kind: 'workloads'; readonly ids: readonly string[] }
  /** An implied endpoint; its selector is copied verbatim. */
  | { readonly kind: 'implied'; readonly id: string }
  /** All pods of a namespace; with `by` rules name it by that label of its Namespace instead of by its name. */
  | { readonly kind: 'namespace'; readonly namespace: string; readonly by?: NamespaceLabel }
  /** Every pod of the cluster and no address outside (PEE-2). What has to be selected is selected namespace by namespace. */
  | { readonly kind: 'all-namespaces' }
  /** Address blocks as written in some rule, or typed. */
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] }
  /** The internet node: `outside` is addresses outside only, `anyone` pods included; absent until the person chose. */
  | { readonly kind: 'internet'; readonly reach?: 'outside' | 'anyone' }

/** A label of a Namespace. */
export interface NamespaceLabel {
  readonly key: string
  readonly value: string
}

export interface WantedRange {
  readonly kind: 'range'
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

export type WantedPort = WantedRange | { readonly kind: 'named'; readonly protocol: Protocol; readonly name: string }

export interface ConnectIntention {
  readonly kind: 'connect'
  readonly from: ConnectEnd
  readonly to: ConnectEnd
  /** `[]` until the person filled the field: the plan then only offers. */
  readonly ports: 'every' | readonly WantedPort[]
  /** Where the person chose: a policy path to extend, or `new`, per direction. Absent: the planner's own choice. */
  readonly target?: { readonly ingress?: string; readonly egress?: string }
  /** The person agreed that the labels also select other workloads. */
  readonly allowForBoth?: boolean
  /** The person asked to isolate an open target and allow only this. */
  readonly isolate?: boolean
  /**
   * The stricter form: both ends are isolated and allow this, though one that is open would let it pass as it is.
   * Implies `isolate`. What that closes is said in `notes`.
   */
  readonly strict?: boolean
  /** Sources that become isolated for egress may still look names up. Counts with `strict` only. */
  readonly keepDns?: boolean
  /** The person agreed to add the labels that `lacksLabels` names to their namespaces. */
  readonly addLabels?: boolean
}

/** What a plan for drawing an edge says. Planned on one revision; planned again when the text changes. */
export interface ConnectPlan {
  readonly kind: 'connect'
  readonly label: string
  /** Present when there is something to do and nothing stands in the way. */
  readonly edits?: readonly Edit[]
  /**
   * What `edits` would be once the person agreed that the labels select others too (`not-unique`), or that namespaces
   * get labels (`label-missing`): to be previewed before that.
   */
  readonly unagreed?: readonly Edit[]
  /** Why Allow is disabled: missing choices, refusals (V13), endpoints that are gone. Empty with `edits`. */
  readonly obstacles: readonly Obstacle[]
  /** The flow is allowed already: by these rules, or because nothing isolates. */
  readonly already?: {
    readonly reason: 'admitted' | 'not-isolated'
    readonly rules: readonly Path[]
    readonly words: string
  }
  /** Ports the target declares, for the dialog to offer. */
  readonly offers: readonly { readonly port: WantedPort; readonly label: string }[]
  /** "api declares no ports; policies do not need them declared". */
  readonly portsNote?: string
  readonly ends: readonly PlannedEnd[]
  /** Labels that a rule relies on and a Namespace lacks: `addLabels` adds them with the rule. Absent for none. */
  readonly lacksLabels?: readonly LackingLabel[]
  /** What the person should know beside the effects, in sentences: who becomes isolated, what has no effect. */
  readonly notes?: readonly string[]
}

/** A label that a rule relies on and that a namespace does not have. */
export interface LackingLabel extends NamespaceLabel {
  readonly namespace: string
  /** "namespace data has no label team=a". */
  readonly words: string
  /** Whether the rule would admit nothing of what was asked without it. */
  readonly needed: boolean
}

/** One end that needs an edit. */
export interface PlannedEnd {
  readonly direction: 'ingress' | 'egress'
  /** "adds a peer to allow-web", "new policy allow-frontend-to-api in payments". */
  readonly words: string
  /** Policies this end could go to instead. */
  readonly choices: readonly { readonly id: string; readonly label: string; readonly chosen: boolean }[]
  /** The selectors written, with the workloads each matches. */
  readonly selectors: readonly { readonly words: string; readonly matches: readonly string[] }[]
}

export interface Obstacle {
  readonly code:
    | 'ports-missing'
    | 'reach-missing'
    | 'not-unique'
    | 'already-allowed'
    | 'not-expressible'
    | 'endpoint-gone'
    | 'document-broken'
    | 'self'
    | 'label-missing'
    | 'already-isolated'
    | 'nothing-to-do'
    | 'name-taken'
    | 'not-valid'
    | 'value-missing'
    | 'reason-missing'
  readonly words: string
}

export interface DisconnectIntention {
  readonly kind: 'disconnect'
  /** The rules of the edge that was deleted, as the picture names them. */
  readonly rules: readonly Path[]
  /** Engine endpoint ids on either side of the edge. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** Only these ports shall not pass any more; absent: all that passes by the rules of the edge. */
  readonly ports?: readonly WantedPort[]
  /** Paths the person ticked (peers, port entries or rules); absent: those the planner ticks. */
  readonly ticked?: readonly Path[]
  /** The id of the narrowing the person chose: its edits are planned, whatever is ticked. */
  readonly narrow?: string
}

export interface DisconnectPlan {
  readonly kind: 'disconnect'
  readonly label: string
  readonly contributions: readonly Contribution[]
  /** Present when the ticked set, or the narrowing that was chosen, closes the flow. */
  readonly edits?: readonly Edit[]
  /** "closed", or "still admitted by X". */
  readonly result: string
  /**
   * Other ways to stop the flow, where no parts of rules hold nothing but it: exact ones first, then the smallest change
   * of the text. Each closes the flow and opens none. Absent where the planner's own ticks close it.
   */
  readonly narrowings?: readonly Narrowing[]
  /** Why rules cannot be narrowed to exactly the others (V13), in sentences. Absent for nothing to say. */
  readonly refusals?: readonly string[]
}

/** A way to stop a flow that changes what is there to less, or isolates what is open. */
export interface Narrowing {
  /** Stays the same as long as the text does: what `narrow` of the intention names. */
  readonly id: string
  /**
   * `narrow`: rules go on admitting the others; `isolate-keep-others`: pods that nothing isolates become isolated and go
   * on reaching (or being reached by) the others; `isolate-all`: they become isolated and nothing is admitted.
   */
  readonly kind: 'narrow' | 'isolate-keep-others' | 'isolate-all'
  /** "rule 1 of allow-shop: everyone it admits but web". */
  readonly words: string
  readonly edits: readonly Edit[]
  /** Whether nothing else is closed, among what is in the document and whoever may be added to it. */
  readonly exact: boolean
  /** What else is closed: "cron → api TCP 8080". Empty when exact. */
  readonly alsoCloses: readonly string[]
  /** The selectors that are new in the text, with whom each matches. */
  readonly selectors: readonly { readonly words: string; readonly matches: readonly string[] }[]
}

/** A rule part that admits the flow. */
export interface Contribution {
  /** What would be removed: a peer, a port entry or a whole rule. */
  readonly path: Path
  readonly direction: 'ingress' | 'egress'
  readonly policy: string
  readonly words: string
  readonly ticked: boolean
  /** Present when removing it would close more than this flow: what else it admits. */
  readonly locked?: string
}
