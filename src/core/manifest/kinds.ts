import { fieldAt, isObject, type JsonObject } from '../model/json.ts'
import { otherPolicyKind } from '../model/policy-kinds.ts'
import { nearestName } from './nearest-name.ts'

/** What a kind is to us; it counts only with its API group (YML-6). */
export type KindRole =
  /** networking.k8s.io/v1 NetworkPolicy. */
  | { readonly role: 'policy' }
  /** NetworkPolicy of an API version that is gone (YML-5). */
  | { readonly role: 'old-policy' }
  /** NetworkPolicy without a group, or in one nobody knows. */
  | { readonly role: 'groupless-policy' }
  /** A policy of another API: could change verdicts and is not evaluated. */
  | { readonly role: 'other-policy'; readonly api: string }
  /** Namespaces, Nodes, Services with what stands behind and before them, and whatever has pods. */
  | { readonly role: 'inventory' }
  /** A known kind of this name is in another group: kubectl would not find it. */
  | { readonly role: 'wrong-group'; readonly expected: string }
  /** No kind of Kubernetes, and nearly the name of one that is. */
  | { readonly role: 'misspelled'; readonly meant: string }
  /** Cannot matter to verdicts. */
  | { readonly role: 'irrelevant' }

/** The groups a kind of our inventory may come from; the first is the one to write. */
const INVENTORY: Readonly<Record<string, readonly string[]>> = {
  Namespace: ['v1'],
  Node: ['v1'],
  Service: ['v1'],
  Endpoints: ['v1'],
  EndpointSlice: ['discovery.k8s.io/v1'],
  Ingress: ['networking.k8s.io/v1', 'extensions/v1beta1'],
  Pod: ['v1'],
  ReplicationController: ['v1'],
  Deployment: ['apps/v1', 'extensions/v1beta1'],
  ReplicaSet: ['apps/v1', 'extensions/v1beta1'],
  StatefulSet: ['apps/v1'],
  DaemonSet: ['apps/v1', 'extensions/v1beta1'],
  Job: ['batch/v1'],
  CronJob: ['batch/v1'],
  DeploymentConfig: ['apps.openshift.io/v1', 'v1'],
  Rollout: ['argoproj.io/v1alpha1'],
}

/** The kinds that are read, each with the apiVersion to write. */
export const READ_KINDS: readonly { readonly kind: string; readonly apiVersion: string }[] = [
  { kind: 'NetworkPolicy', apiVersion: 'networking.k8s.io/v1' },
  ...Object.entries(INVENTORY).map(([kind, [apiVersion = '']]) => ({ kind, apiVersion })),
]

/** Groups of Kubernetes itself: a known kind in the wrong one of these is a mistake, not somebody's own kind. */
const BUILT_IN = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'extensions',
  'networking.k8s.io',
  'policy',
])

const NAMES = ['NetworkPolicy', ...Object.keys(INVENTORY)]

/** What a resource is to us, by kind, group and, for kinds nobody listed, by having pods. */
export function roleOf(apiVersion: string, kind: string, value: JsonObject): KindRole {
  const group = groupOf(apiVersion)
  const other = otherPolicyKind(group, kind)
  if (other) return { role: 'other-policy', api: other.api }
  if (kind === 'NetworkPolicy') return { role: policyRole(apiVersion) }
  const homes = Object.hasOwn(INVENTORY, kind) ? INVENTORY[kind] : undefined
  if (homes?.some((home) => groupOf(home) === group)) return { role: 'inventory' }
  if (homes && BUILT_IN.has(group)) return { role: 'wrong-group', expected: homes[0] ?? '' }
  const meant = BUILT_IN.has(group) ? nearestName(kind, NAMES) : undefined
  if (meant !== undefined) return { role: 'misspelled', meant }
  return { role: hasPodTemplate(value) ? 'inventory' : 'irrelevant' }
}

function policyRole(apiVersion: string): 'policy' | 'old-policy' | 'groupless-policy' {
  if (apiVersion === 'networking.k8s.io/v1') return 'policy'
  return apiVersion === 'extensions/v1beta1' || groupOf(apiVersion) === 'networking.k8s.io'
    ? 'old-policy'
    : 'groupless-policy'
}

/** The group of an apiVersion; that of `v1` is the empty one. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

function hasPodTemplate(value: JsonObject): boolean {
  const template = fieldAt(value, 'spec', 'template')
  return Array.isArray(fieldAt(template, 'spec', 'containers')) && isObject(fieldAt(template, 'metadata', 'labels'))
}
