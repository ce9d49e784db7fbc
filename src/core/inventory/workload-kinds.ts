import { field, fieldAt, isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { groupOf } from './object-meta.ts'
import { perResource } from './per-resource.ts'

/** What END-2 and END-2c say about a kind of controller. */
export interface WorkloadKind {
  readonly group: string
  /** Where the pod template lies. */
  readonly template: readonly string[]
  /** Whether `spec.replicas` counts its pods; absent is then 1. */
  readonly counted: boolean
  /** Labels its controller adds with values nobody can know beforehand (END-2c). */
  readonly unknownLabels: readonly string[]
}

const TEMPLATE = ['spec', 'template']

const KINDS: ReadonlyMap<string, WorkloadKind> = new Map([
  ['Deployment', counted('apps', 'pod-template-hash')],
  ['ReplicaSet', counted('apps')],
  ['StatefulSet', counted('apps', 'controller-revision-hash')],
  ['DaemonSet', uncounted('apps', TEMPLATE, 'controller-revision-hash', 'pod-template-generation')],
  [
    'Job',
    uncounted(
      'batch',
      TEMPLATE,
      'controller-uid',
      'batch.kubernetes.io/controller-uid',
      'batch.kubernetes.io/job-completion-index',
    ),
  ],
  [
    'CronJob',
    uncounted(
      'batch',
      ['spec', 'jobTemplate', 'spec', 'template'],
      'controller-uid',
      'batch.kubernetes.io/controller-uid',
      'job-name',
      'batch.kubernetes.io/job-name',
      'batch.kubernetes.io/job-completion-index',
    ),
  ],
  ['ReplicationController', counted('')],
  ['DeploymentConfig', counted('apps.openshift.io', 'deployment')],
  ['Rollout', counted('argoproj.io', 'rollouts-pod-template-hash')],
])

/** Objects whose own controller is climbed to (END-2a). */
const CLIMBED: ReadonlySet<string> = new Set(['ReplicaSet', 'Job', 'ReplicationController'])

/** Of the core group, and read. */
export type CoreKind = 'Pod' | 'Namespace' | 'Node' | 'Service' | 'Endpoints'

const CORE_KINDS: ReadonlySet<string> = new Set<CoreKind>(['Pod', 'Namespace', 'Node', 'Service', 'Endpoints'])

/** Groups of Kubernetes itself: a known kind in the wrong one of these does not exist (YML-6). */
const BUILT_IN: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'extensions', 'networking.k8s.io', 'policy'])

/**
 * The group that tells kinds of one name apart: the same for the old and new home of a kind, and the usual one where a
 * reference names none.
 */
export function canonicalGroup(kind: string, apiVersion: string): string {
  const group = groupOf(apiVersion)
  const home = kind === 'Ingress' ? 'networking.k8s.io' : KINDS.get(kind)?.group
  const wasExtension = home === 'apps' || kind === 'Ingress'
  const isOldHome = (group === 'extensions' && wasExtension) || (group === '' && kind === 'DeploymentConfig')
  return home !== undefined && (isOldHome || apiVersion === '') ? home : group
}

/** Whether this is one of the kinds of Kubernetes' core group that are read. */
export function isCoreKind({ kind, apiVersion }: Resource): boolean {
  return CORE_KINDS.has(kind) && groupOf(apiVersion) === ''
}

/** Whether this is the `kind` of Kubernetes' core group. */
export function isCore(resource: Resource, kind: CoreKind): boolean {
  return resource.kind === kind && groupOf(resource.apiVersion) === ''
}

/** END-2: what is known about the kind of a controller, undefined when it has no pods. */
export const workloadKindOf: (resource: Resource) => WorkloadKind | undefined = perResource((resource) => {
  const { kind, apiVersion, value } = resource
  const known = knownKind(kind, apiVersion)
  if (known) return known
  if ((KINDS.has(kind) || CORE_KINDS.has(kind)) && BUILT_IN.has(groupOf(apiVersion))) return undefined
  const template = fieldAt(value, ...TEMPLATE)
  const looksLikeOne =
    Array.isArray(fieldAt(template, 'spec', 'containers')) && isObject(fieldAt(template, 'metadata', 'labels'))
  return looksLikeOne ? uncounted(groupOf(apiVersion), TEMPLATE) : undefined
})

/** The kinds END-2 names, by kind and group. */
export function knownKind(kind: string, apiVersion: string): WorkloadKind | undefined {
  const known = KINDS.get(kind)
  return known?.group === canonicalGroup(kind, apiVersion) ? known : undefined
}

/** Whether a reference to this kind leads on to what controls that object. */
export function isClimbed(kind: string, apiVersion: string): boolean {
  return CLIMBED.has(kind) && knownKind(kind, apiVersion) !== undefined
}

/** The pod template of a controller; an empty one when it is absent or malformed. */
export function templateOf(resource: Resource, kind: WorkloadKind): JsonObject {
  const template = fieldAt(resource.value, ...kind.template)
  return isObject(template) ? template : {}
}

/** Completed or failed: a Job that has no pods any more (END-2b). */
export function isFinishedJob({ kind, value }: Resource): boolean {
  const conditions = fieldAt(value, 'status', 'conditions')
  return kind === 'Job' && Array.isArray(conditions) && conditions.some(isFinal)
}

function isFinal(condition: JsonValue): boolean {
  const type = field(condition, 'type')
  return (type === 'Complete' || type === 'Failed') && field(condition, 'status') === 'True'
}

function counted(group: string, ...unknownLabels: readonly string[]): WorkloadKind {
  return { group, template: TEMPLATE, counted: true, unknownLabels }
}

function uncounted(group: string, template: readonly string[], ...unknownLabels: readonly string[]): WorkloadKind {
  return { group, template, counted: false, unknownLabels }
}
