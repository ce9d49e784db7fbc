import { fieldAt } from '../../model/json.ts'
import { joinPath, type Path, type ResourcePath } from '../../model/path.ts'
import {
  DIRECTIONS,
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PodPeer,
  type PortMatch,
  type Rule,
} from '../../model/policy.ts'
import type { LabelSelector, Operator } from '../../model/selector.ts'
import type { Protocol } from '../../net/ports.ts'
import { describePeer, describePort } from '../disconnect/describe-part.ts'
import { findStanding, isBroken, isNetworkPolicy, type PlanContext, type Standing } from '../plan-context.ts'
import { DESCRIPTION } from './policy-form-head.ts'
import { matchNamespaces, matchPods, type NamespaceMatches, type PodMatches } from './policy-form-matches.ts'
import { describeRule } from './policy-form-place.ts'

/**
 * What the form of a policy shows: plain JSON. Every part has the `path` that a change of it names
 * ({@link PolicyChange}). Peers of a rule are boxes side by side (OR); what stands inside one box holds together (AND).
 */
export interface PolicyFormModel {
  readonly path: ResourcePath
  readonly name: string
  readonly namespace: string
  /** `''` for none. */
  readonly description: string
  /** Why nothing can be changed here now, in words; absent where everything can. */
  readonly locked?: string
  /** `spec.podSelector`: absent and empty both select all pods of the namespace (SEL-5). */
  readonly subject: SelectorModel
  readonly matches: PodMatches
  /** Whether `policyTypes` is written, or the rules say what is isolated (ISO-2). */
  readonly policyTypes: 'written' | 'derived'
  readonly directions: readonly DirectionModel[]
}

/** `ingress` or `egress`. */
export interface DirectionModel {
  readonly direction: Direction
  readonly isolates: boolean
  /** There are rules, and they have no effect, because `policyTypes` does not name the direction (ISO-3). */
  readonly inert: boolean
  readonly rules: readonly RuleModel[]
}

export interface RuleModel {
  readonly path: Path
  /** `ingress rule 1`. */
  readonly title: string
  /** `any`: anyone, inside and outside the cluster (RUL-1). */
  readonly peers: 'any' | readonly PeerModel[]
  /** `any`: every port of every protocol (RUL-2). */
  readonly ports: 'any' | readonly PortModel[]
}

export type PeerModel =
  | {
      readonly kind: 'pods'
      readonly path: Path
      /** In words: `app=web in namespaces team=a`. */
      readonly words: string
      /** Absent: pods of the policy's namespace (PEE-1); empty: pods of every namespace (PEE-2). */
      readonly namespaceSelector: SelectorModel
      /** The namespaces it matches; absent with it. */
      readonly namespaces?: NamespaceMatches
      /** Absent and empty both select all pods of those namespaces. */
      readonly podSelector: SelectorModel
      /** Whom both together match. */
      readonly matches: PodMatches
    }
  | { readonly kind: 'block'; readonly path: Path; readonly cidr: string; readonly except: readonly string[] }

/** A selector as rows of the form. The path is there also where the selector is not: changes make it. */
export interface SelectorModel {
  readonly path: Path
  readonly state: 'absent' | 'empty' | 'filled'
  readonly labels: readonly { readonly key: string; readonly value: string }[]
  readonly expressions: readonly ExpressionModel[]
}

export interface ExpressionModel {
  /** In `matchExpressions`. */
  readonly index: number
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
  /** Whether "as label" is offered: `In` with one value, and no other label of that key. */
  readonly canBeLabel: boolean
}

export interface PortModel {
  readonly path: Path
  /** `TCP 8080`. */
  readonly words: string
  readonly protocol: Protocol
  readonly port: PortMatch
}

/**
 * The form of the policy at `path`; undefined when no NetworkPolicy is there, or one that never was valid. The form of a
 * policy that is broken or invalid now shows its last valid state, locked.
 */
export function readPolicyForm(context: PlanContext, path: ResourcePath): PolicyFormModel | undefined {
  const standing = findStanding(context.reading, path)
  const policy = standing?.resource.policy
  if (!standing || !policy || standing.resource.path !== path || !isNetworkPolicy(standing.resource)) return undefined
  const description = fieldAt(standing.resource.value, 'metadata', 'annotations', DESCRIPTION)
  const locked = findLock(standing, policy)
  const { namespace, podSelector } = policy
  const isThere = fieldAt(standing.resource.value, 'spec', 'podSelector') !== undefined
  return {
    path,
    name: policy.name,
    namespace,
    description: typeof description === 'string' ? description : '',
    ...(locked === undefined ? {} : { locked }),
    subject: toSelectorModel(podSelector.path, isThere ? podSelector : undefined),
    matches: matchPods(context.prepared, { namespace, podSelector }),
    policyTypes: policy.policyTypesWritten ? 'written' : 'derived',
    directions: DIRECTIONS.map((direction) => toDirection(context, policy, direction)),
  }
}

function findLock({ file, resource }: Standing, policy: NetworkPolicy): string | undefined {
  if (resource.stale || policy.stale) return 'the policy is not valid now: mend its text first'
  return isBroken(file) ? `${file.name} cannot be read now: nothing is written into it until it is` : undefined
}

function toDirection(context: PlanContext, policy: NetworkPolicy, direction: Direction): DirectionModel {
  const isolates = policy.isolates[direction]
  const rules = policy.rules[direction]
  return {
    direction,
    isolates,
    inert: !isolates && rules.length > 0,
    rules: rules.map((rule) => toRuleModel(context, policy, rule)),
  }
}

function toRuleModel(context: PlanContext, policy: NetworkPolicy, rule: Rule): RuleModel {
  return {
    path: rule.path,
    title: describeRule(rule),
    peers: rule.peers === 'any' ? 'any' : rule.peers.map((peer) => toPeerModel(context, policy, peer)),
    ports:
      rule.ports === 'any'
        ? 'any'
        : rule.ports.map((entry) => {
            return { path: entry.path, words: describePort(entry), protocol: entry.protocol, port: entry.port }
          }),
  }
}

function toPeerModel(context: PlanContext, policy: NetworkPolicy, peer: Peer): PeerModel {
  if (peer.kind === 'block') return { kind: 'block', path: peer.path, cidr: peer.cidr, except: peer.except }
  const { path, podSelector, namespaceSelector } = peer
  return {
    kind: 'pods',
    path,
    words: describePeer(peer),
    namespaceSelector: toSelectorModel(joinPath(path, 'namespaceSelector'), namespaceSelector),
    ...(namespaceSelector ? { namespaces: matchNamespaces(context.prepared, namespaceSelector) } : {}),
    podSelector: toSelectorModel(joinPath(path, 'podSelector'), podSelector),
    matches: matchPeer(context, policy, peer),
  }
}

function matchPeer({ prepared }: PlanContext, { namespace }: NetworkPolicy, peer: PodPeer): PodMatches {
  const { podSelector, namespaceSelector } = peer
  return matchPods(prepared, {
    namespace,
    ...(podSelector ? { podSelector } : {}),
    ...(namespaceSelector ? { namespaceSelector } : {}),
  })
}

/** Rows of `matchLabels` come first, as requirements have them. */
function toSelectorModel(path: Path, selector: LabelSelector | undefined): SelectorModel {
  const requirements = selector?.requirements ?? []
  const isLabel = ({ path: own }: { readonly path: Path }) => own.startsWith(`${path}/matchLabels/`)
  const labels = requirements.filter(isLabel).map(({ key, values }) => ({ key, value: values[0] ?? '' }))
  const keys = new Set(labels.map(({ key }) => key))
  return {
    path,
    state: !selector ? 'absent' : requirements.length === 0 ? 'empty' : 'filled',
    labels,
    expressions: requirements
      .filter((requirement) => !isLabel(requirement))
      .map(({ key, operator, values }, index) => {
        return { index, key, operator, values, canBeLabel: operator === 'In' && values.length === 1 && !keys.has(key) }
      }),
  }
}
