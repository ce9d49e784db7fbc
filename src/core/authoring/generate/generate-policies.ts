import { toPolicy } from '../../manifest/to-policy.ts'
import { assertNever } from '../../model/assert-never.ts'
import { documentPath } from '../../model/path.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../../model/policy.ts'
import { finish, type Work } from '../../model/work.ts'
import { isIsolated } from '../connect/end-needs.ts'
import { partsOf, type ResolvedEnd } from '../connect/resolved-end.ts'
import { findDns } from '../dns.ts'
import { isolatingPolicies } from '../isolate/isolate-policies.ts'
import { findScope } from '../isolate/isolate-scope.ts'
import type { PlanContext } from '../plan-context.ts'
import { policyKey } from '../policy-key.ts'
import { type NewPolicy, toManifest } from '../write-policies.ts'
import { generateAllows } from './generate-allows.ts'
import { splittingExact } from './generate-exact.ts'
import { findSpeaking, type GenerateScope, isReplaced } from './generate-existing.ts'
import { type Extension, findExtension } from './generate-extend.ts'
import { type FoundFlows, findingFlows, type RefusedFlow, type WantedFlow } from './generate-flows.ts'

/** How policies are generated. */
export interface GenerateOptions {
  /** Which ends of flows are isolated; both when absent. */
  readonly directions?: readonly Direction[]
  /**
   * The namespaces that get a default deny; when absent those that flows begin or end in. Pods of others stay as open as
   * they are: only where policies isolate them already it is written there that a flow may pass. `[]` for no default deny:
   * then the pods of the flows are isolated, by what allows them, and nobody else.
   */
  readonly namespaces?: readonly string[]
  /**
   * Policies are written in this namespace only, which is closed; the other ends of its flows stay as they are, and flows
   * of others are passed over.
   */
  readonly within?: string
  /** The closed namespaces may still look names up. */
  readonly keepDns?: boolean
  /** Policies that speak for nobody but pods of the flows are taken away. */
  readonly replace?: boolean
  /** The person agreed that labels also select workloads for which the same was not asked. */
  readonly allowForBoth?: boolean
}

/** What least privilege comes to. */
export interface Generated {
  /** By namespace: what denies, then what allows by name. None that is there already. */
  readonly policies: readonly NewPolicy[]
  /** Policies that stay and say what is wanted for the same pods, once they say some more. */
  readonly extensions: readonly Extension[]
  /** Policies that go, because those above take their place. */
  readonly removed: readonly NetworkPolicy[]
  /** Policies that stay and speak for the same pods; they may admit more than was asked (ISO-5). */
  readonly kept: readonly NetworkPolicy[]
  /** The flows that no policy can express exactly, and why (V13); the policies are those of the others. */
  readonly refused: readonly RefusedFlow[]
  readonly scope: GenerateScope
  /** All generated policies, also those that are there already, as the engine reads them. */
  readonly models: readonly NetworkPolicy[]
}

/**
 * Least privilege from flows: what isolates the namespaces they begin and end in, and for each of their workloads and
 * each direction one policy that admits exactly them. Depends on nothing but its arguments, and not on their order.
 */
export function generatePolicies(
  context: PlanContext,
  wanted: readonly WantedFlow[],
  options: GenerateOptions = {},
): Generated {
  return finish(generatingPolicies(context, wanted, options))
}

/** {@link generatePolicies} in steps. */
export function* generatingPolicies(
  context: PlanContext,
  wanted: readonly WantedFlow[],
  options: GenerateOptions,
): Work<Generated> {
  const { flows, refused } = yield* findingExact(context, wanted, options)
  const directions = DIRECTIONS.filter((direction) => options.directions?.includes(direction) ?? true)
  const scope = { flows, directions, closed: namespacesToClose(flows, options) }
  const allows = generateAllows(flows, directions, (part, direction) => isWritten(context, options, part, direction))
  yield
  const wantedKeys = new Set(allows.map(toModel).map(keyOf))
  const speaking = findSpeaking(context, scope)
  const removed = speaking.filter(
    (policy) => options.replace && !wantedKeys.has(keyOf(policy)) && isReplaced(context, scope, policy),
  )
  const kept = speaking.filter((policy) => !removed.includes(policy))
  const keptKeys = new Set(kept.map(keyOf))
  const missing = allows.filter((policy, index) => !keptKeys.has(keyOf(toModel(policy, index))))
  const extensions = missing.flatMap(
    (policy, index) => findExtension(context, kept, toModel(policy, index), policy) ?? [],
  )
  const extended = new Set(extensions.map(({ instead }) => instead))
  const denials = scope.closed.flatMap((namespace) =>
    deny(context, namespace, scope, removed, options.keepDns === true),
  )
  return {
    policies: sortByNamespace([...denials, ...missing.filter((policy) => !extended.has(policy))]),
    extensions: extensions.filter(({ pieces }) => pieces.length > 0),
    removed,
    kept: kept.filter((policy) => !wantedKeys.has(keyOf(policy))),
    refused,
    scope,
    models: [...denials, ...allows].map(toModel),
  }
}

/** Whether what an end of a flow needs is written: see {@link GenerateOptions}. */
function isWritten(
  { prepared }: PlanContext,
  { within, namespaces = [] }: GenerateOptions,
  { subject, endpoints }: ResolvedEnd,
  direction: Direction,
): boolean {
  const namespace = subject?.namespace ?? ''
  if (within !== undefined) return namespace === within
  if (namespaces.length === 0 || namespaces.includes(namespace)) return true
  return endpoints.some((endpoint) => isIsolated(prepared, endpoint, direction))
}

/** The flows that can be expressed exactly, or that the person agreed to have wider, and the others. */
function* findingExact(
  context: PlanContext,
  wanted: readonly WantedFlow[],
  { within, allowForBoth }: GenerateOptions,
): Work<FoundFlows> {
  const near = within === undefined ? wanted : wanted.filter((flow) => touches(flow, within))
  const found = yield* findingFlows(context, near)
  if (allowForBoth) return found
  const { exact, refused } = yield* splittingExact(context, found.flows)
  return { flows: exact, refused: [...found.refused, ...refused] }
}

function namespacesToClose(flows: GenerateScope['flows'], { within, namespaces }: GenerateOptions): readonly string[] {
  if (within !== undefined) return [within]
  return [...new Set(namespaces ?? namespacesOf(flows))].sort()
}

/** The namespaces of all pods that flows begin or end at. */
export function namespacesOf(flows: GenerateScope['flows']): readonly string[] {
  return flows
    .flatMap(({ from, to }) => [...partsOf(from.end), ...partsOf(to.end)])
    .flatMap(({ subject }) => (subject ? [subject.namespace] : []))
}

/** Whether a flow begins or ends at pods that are named by a namespace. */
function touches({ from, to }: WantedFlow, namespace: string): boolean {
  return [from, to].some((end) => {
    switch (end.kind) {
      case 'workload':
      case 'implied':
        return end.id.startsWith(`${namespace}/`)
      case 'workloads':
        return end.ids.some((id) => id.startsWith(`${namespace}/`))
      case 'namespace':
        return end.namespace === namespace
      case 'all-namespaces':
        return true
      case 'block':
      case 'internet':
        return false
      default:
        return assertNever(end)
    }
  })
}

/** What isolates a namespace in the directions in which nothing that stays does. */
function deny(
  context: PlanContext,
  namespace: string,
  { directions }: GenerateScope,
  removed: readonly NetworkPolicy[],
  keepDns: boolean,
): readonly NewPolicy[] {
  const { ends } = findScope(context, { kind: 'namespace', namespace }, true)
  const dns = keepDns ? findDns(context.prepared.cluster) : undefined
  return ends.flatMap((end) => {
    const policies = end.policies.filter((policy) => !removed.includes(policy))
    return isolatingPolicies({ ...end, policies }, directions, dns)
  })
}

function sortByNamespace(policies: readonly NewPolicy[]): readonly NewPolicy[] {
  const namespaces = [...new Set(policies.map(({ namespace }) => namespace))].sort()
  return namespaces.flatMap((name) => policies.filter(({ namespace }) => namespace === name))
}

/** A generated policy as the engine reads it. */
export function toModel(policy: NewPolicy, index: number): NetworkPolicy {
  return toPolicy(toManifest(policy, policy.name), documentPath('generated policies', index))
}

function keyOf(policy: NetworkPolicy): string {
  return `${policy.namespace} ${policyKey(policy)}`
}
