import type { Endpoint } from '../../model/endpoint.ts'
import { matchSelector } from '../../model/matching.ts'
import type { Direction, NetworkPolicy } from '../../model/policy.ts'
import { resolveEnd } from '../connect/resolve-end.ts'
import { notUnique } from '../connect/resolve-workload.ts'
import { partsOf, type ResolvedEnd, type Subject } from '../connect/resolved-end.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { requirementsKey } from '../policy-key.ts'

/** Whom an isolation is for. */
export type IsolateScope =
  /** A controller or bare pod, by id. */
  | { readonly kind: 'workload'; readonly id: string }
  /** Several controllers or bare pods, of any namespaces; each is isolated by a policy of its own. */
  | { readonly kind: 'workloads'; readonly ids: readonly string[] }
  /** An implied endpoint (END-8), by id. */
  | { readonly kind: 'implied'; readonly id: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  /** Every namespace that is declared, or that something of the document lies in. */
  | { readonly kind: 'all-namespaces' }

/** Pods that one policy can select, with the policies in force that select all of them now. */
export interface IsolatedEnd {
  readonly end: ResolvedEnd
  readonly subject: Subject
  readonly policies: readonly NetworkPolicy[]
}

/** A scope found in the document: the ends it has, and why nothing can be written for it. */
export interface FoundScope {
  readonly title: string
  readonly ends: readonly IsolatedEnd[]
  readonly obstacles: readonly Obstacle[]
}

/** Finds whom a scope means. `allowForBoth`: the person agreed that labels also select other workloads. */
export function findScope(context: PlanContext, scope: IsolateScope, allowForBoth: boolean): FoundScope {
  if (scope.kind === 'all-namespaces') return findNamespaces(context)
  const end = resolveEnd(context, scope)
  const parts = partsOf(end)
  const ambiguous = allowForBoth ? [] : parts.filter(({ others }) => others.length > 0).map(notUnique)
  const nameless = parts.filter(({ subject }) => !subject).flatMap(refuseNameless)
  return {
    title: scope.kind === 'namespace' ? `namespace ${scope.namespace}` : end.title,
    ends: distinct(parts.flatMap((part) => toEnd(context, part))),
    obstacles: [...end.obstacles, ...ambiguous, ...nameless].slice(0, 1),
  }
}

/** Workloads that labels do not tell apart are isolated together. */
function distinct(ends: readonly IsolatedEnd[]): readonly IsolatedEnd[] {
  const keyOf = ({ subject }: IsolatedEnd) =>
    JSON.stringify([subject.namespace, subject.isFrame, requirementsKey(subject.requirements)])
  return ends.filter((end, index) => ends.findIndex((other) => keyOf(other) === keyOf(end)) === index)
}

/** The names of the policies that isolate all pods of an end in a direction. */
export function isolatedBy({ policies }: IsolatedEnd, direction: Direction): readonly string[] {
  return policies.filter(({ isolates }) => isolates[direction]).map(({ name }) => name)
}

function findNamespaces(context: PlanContext): FoundScope {
  const namespaces = [...context.prepared.cluster.namespaces.keys()]
  const ends = namespaces.flatMap((namespace) => toEnd(context, resolveEnd(context, { kind: 'namespace', namespace })))
  const none: Obstacle = { code: 'endpoint-gone', words: 'there is no namespace in the document' }
  return { title: 'every namespace', ends, obstacles: namespaces.length === 0 ? [none] : [] }
}

function refuseNameless({ title }: ResolvedEnd): readonly Obstacle[] {
  const words = `no policy can be written for ${title}: the name of its namespace is not known`
  return [{ code: 'not-expressible', words }]
}

function toEnd({ prepared }: PlanContext, end: ResolvedEnd): readonly IsolatedEnd[] {
  const { subject, endpoints } = end
  if (!subject) return []
  const policies = prepared.cluster.policies.filter((policy) => selectsAll(policy, subject, endpoints))
  return [{ end, subject, policies }]
}

/** Whether a policy selects all pods of a subject for certain: of a namespace also those that nobody declared yet. */
function selectsAll(policy: NetworkPolicy, subject: Subject, endpoints: readonly Endpoint[]): boolean {
  if (policy.stale || policy.namespace !== subject.namespace) return false
  if (policy.podSelector.requirements.length === 0) return true
  return !subject.isFrame && endpoints.length > 0 && endpoints.every((endpoint) => selects(policy, endpoint))
}

function selects({ podSelector }: NetworkPolicy, endpoint: Endpoint): boolean {
  if (endpoint.kind === 'outside') return false
  const pods = endpoint.implied ? [{ labels: endpoint.labels, unknownLabels: new Set<string>() }] : endpoint.pods
  return pods.every(({ labels, unknownLabels }) => matchSelector(podSelector, labels, unknownLabels) === 'yes')
}
