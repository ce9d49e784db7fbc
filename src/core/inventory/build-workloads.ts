import type { Pod, Workload } from '../model/cluster.ts'
import { field, fieldAt, isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import type { Labels } from '../model/selector.ts'
import { expectPods } from './expected-pods.ts'
import { type Group, groupWorkloads } from './group-workloads.ts'
import { createWorkloadKeeper } from './keep-workloads.ts'
import { nameOf, namespaceOf, readCount, readLabels, readWord } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readLivePod } from './read-pod.ts'
import { knownKind, workloadKindOf } from './workload-kinds.ts'

/** The controllers and bare pods of the input as END-2, 2a, 2b and 2c read them, in document order. */
export function buildWorkloads(resources: readonly Resource[]): readonly Workload[] {
  const taken = new Set<string>()
  return groupWorkloads(resources).map((group) => {
    const id = chooseId(group, taken)
    taken.add(id)
    return keepWorkload(buildWorkload(group, id, resources))
  })
}

const keepWorkload = createWorkloadKeeper()

function buildWorkload(group: Group, id: string, resources: readonly Resource[]): Workload {
  const { namespace, kind, name, controller } = group
  const makers = controller ? [controller] : group.children
  const live = group.livePods.map(readLivePod)
  const pods = live.length > 0 ? live : makers.flatMap((maker) => expectFrom(maker, resources))
  const sources = live.length > 0 ? [...(controller ? [controller] : []), ...group.livePods] : makers
  const replicas = countReplicas(group)
  const matchLabels = readMatchLabels(controller)
  return {
    id,
    namespace,
    kind,
    name,
    path: sources[0]?.path ?? '',
    ...(replicas === undefined ? {} : { replicas }),
    state: stateOf(makers),
    ...(matchLabels === undefined ? {} : { matchLabels }),
    pods,
    stale: sources.some((source) => source.stale),
  }
}

function expectFrom(maker: Resource, resources: readonly Resource[]): readonly Pod[] {
  const kind = workloadKindOf(maker)
  const borrowed = borrowTemplate(maker, resources)
  return kind && borrowed ? expectPods(maker, kind, borrowed) : expectOwn(maker)
}

const expectOwn = perResource((maker): readonly Pod[] => {
  const kind = workloadKindOf(maker)
  return kind ? expectPods(maker, kind) : []
})

/** An Argo Rollout may take the template of a Deployment by `spec.workloadRef`. */
function borrowTemplate(maker: Resource, resources: readonly Resource[]): JsonObject | undefined {
  const reference = fieldAt(maker.value, 'spec', 'workloadRef')
  if (fieldAt(maker.value, 'spec', 'template') !== undefined || reference === undefined) return undefined
  const kind = readWord(field(reference, 'kind'))
  const name = readWord(field(reference, 'name'))
  const lender = resources.find(
    (other) => other.kind === kind && nameOf(other) === name && namespaceOf(other) === namespaceOf(maker),
  )
  const template = fieldAt(lender?.value, 'spec', 'template')
  return isObject(template) ? template : undefined
}

/** Of a controller, or of the children that stand for it; pods alone are running. */
function stateOf(makers: readonly Resource[]): Workload['state'] {
  const areAll = (name: string, value: JsonValue) =>
    makers.length > 0 && makers.every((maker) => fieldAt(maker.value, 'spec', name) === value)
  if (areAll('replicas', 0)) return 'scaled to zero'
  return areAll('suspend', true) ? 'suspended' : 'running'
}

function countReplicas({ kind, apiGroup, controller, livePods, children }: Group): number | undefined {
  if (controller) {
    const counted = workloadKindOf(controller)?.counted === true
    return readCount(fieldAt(controller.value, 'spec', 'replicas')) ?? (counted ? 1 : undefined)
  }
  const isBare = kind === 'Pod' && apiGroup === '' && livePods.length === 1
  if (isBare || knownKind(kind, apiGroup === '' ? '' : `${apiGroup}/v1`)?.counted === false) return undefined
  if (livePods.length > 0) return livePods.length
  return children.reduce((sum, child) => sum + (readCount(fieldAt(child.value, 'spec', 'replicas')) ?? 1), 0)
}

/** What identifies a controller's pods across rollouts; a Job's generated selector does not. */
function readMatchLabels(controller: Resource | undefined): Labels | undefined {
  if (controller === undefined) return undefined
  const selector = fieldAt(controller.value, 'spec', 'selector')
  if (controller.kind === 'Job' && fieldAt(controller.value, 'spec', 'manualSelector') !== true) return undefined
  const isPlainMap = controller.kind === 'ReplicationController' || controller.kind === 'DeploymentConfig'
  const labels = readLabels(isPlainMap ? selector : field(selector, 'matchLabels'))
  return labels.size > 0 ? labels : undefined
}

/** Kinds of one name in different API groups, and pods without names, get ids of their own. */
function chooseId({ namespace, kind, apiGroup, name }: Group, taken: ReadonlySet<string>): string {
  const plain = `${namespace}/${kind.toLowerCase()}/${name}`
  if (!taken.has(plain)) return plain
  const grouped = apiGroup === '' ? plain : `${namespace}/${kind.toLowerCase()}.${apiGroup}/${name}`
  if (!taken.has(grouped)) return grouped
  let number = 2
  while (taken.has(`${grouped}~${number}`)) number += 1
  return `${grouped}~${number}`
}
