import type { Path, ResourcePath } from '../../model/path.ts'
import type { Direction, PortEntry } from '../../model/policy.ts'
import type { Operator } from '../../model/selector.ts'

/** A change of one policy as its form makes it. All of it is plain JSON. */
export interface EditPolicyIntention {
  readonly kind: 'edit-policy'
  readonly policy: ResourcePath
  readonly change: PolicyChange
}

/** Paths are those of the policy's form model; a path of another policy, or of nothing, is refused. */
export type PolicyChange = HeadChange | SelectorChange | RuleChange | PeerChange | PortChange

export type HeadChange =
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'move'; readonly namespace: string }
  /** `metadata.annotations["kubernetes.io/description"]`; an empty text takes it away. */
  | { readonly kind: 'describe'; readonly text: string }
  /** `derived`: the key goes, and the rules say what is isolated (ISO-2). */
  | { readonly kind: 'set-policy-types'; readonly types: 'derived' | readonly Direction[] }

/**
 * `selector` is the place of a selector, there or not: `…/spec/podSelector`, or `podSelector` or `namespaceSelector` of a
 * peer. Changes of single entries make a selector that is absent.
 */
export type SelectorChange = { readonly selector: Path } & (
  | { readonly kind: 'set-selector'; readonly to: 'absent' | SelectorForm }
  | { readonly kind: 'set-label'; readonly key: string; readonly value: string }
  | { readonly kind: 'rename-label'; readonly key: string; readonly to: string }
  | { readonly kind: 'remove-label'; readonly key: string }
  | { readonly kind: 'add-expression'; readonly expression: ExpressionForm }
  | { readonly kind: 'set-expression'; readonly index: number; readonly expression: ExpressionForm }
  | { readonly kind: 'remove-expression'; readonly index: number }
  /** `app: web` becomes `{key: app, operator: In, values: [web]}`. */
  | { readonly kind: 'label-to-expression'; readonly key: string }
  /** The other way round; only of `In` with one value. */
  | { readonly kind: 'expression-to-label'; readonly index: number }
)

export type RuleChange =
  | { readonly kind: 'add-rule'; readonly direction: Direction; readonly rule: RuleForm }
  | { readonly kind: 'remove-rule'; readonly rule: Path }
  | { readonly kind: 'duplicate-rule'; readonly rule: Path }

export type PeerChange =
  | { readonly kind: 'add-peer'; readonly rule: Path; readonly peer: PeerForm }
  /** The last peer takes its rule with it: a rule without peers would admit anyone (RUL-1). */
  | { readonly kind: 'remove-peer'; readonly peer: Path }
  /** All peers go, because anyone is meant (RUL-1). */
  | { readonly kind: 'allow-anyone'; readonly rule: Path }
  | { readonly kind: 'set-cidr'; readonly peer: Path; readonly cidr: string }
  | { readonly kind: 'add-except'; readonly peer: Path; readonly cidr: string }
  | { readonly kind: 'set-except'; readonly peer: Path; readonly index: number; readonly cidr: string }
  | { readonly kind: 'remove-except'; readonly peer: Path; readonly index: number }

export type PortChange =
  | { readonly kind: 'add-port'; readonly rule: Path; readonly port: PortForm }
  | { readonly kind: 'set-port'; readonly port: Path; readonly to: PortForm }
  /** The last port takes its rule with it: a rule without ports would admit every port (RUL-2). */
  | { readonly kind: 'remove-port'; readonly port: Path }
  /** All port entries go, because every port is meant (RUL-2). */
  | { readonly kind: 'allow-every-port'; readonly rule: Path }

/** `{}` selects everything in its scope (SEL-1). */
export interface SelectorForm {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly ExpressionForm[]
}

export interface ExpressionForm {
  readonly key: string
  readonly operator: Operator
  /** `[]` for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[]
}

/** What a new rule says; `any` peers are anyone, `any` ports every port. */
export interface RuleForm {
  readonly peers: 'any' | readonly PeerForm[]
  readonly ports: 'any' | readonly PortForm[]
}

/** Absent and `{}` differ: a namespaceSelector that is absent keeps to the policy's namespace (PEE-1), `{}` is all (PEE-2). */
export type PeerForm =
  | { readonly kind: 'pods'; readonly podSelector?: SelectorForm; readonly namespaceSelector?: SelectorForm }
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] }

export type PortForm = Pick<PortEntry, 'protocol' | 'port'>
