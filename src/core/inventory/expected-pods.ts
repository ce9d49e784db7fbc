import type { Pod } from '../model/cluster.ts'
import { fieldAt, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import type { Labels } from '../model/selector.ts'
import { nameOf, readCount, readLabels } from './object-meta.ts'
import { readExpectedPod } from './read-pod.ts'
import { templateOf, type WorkloadKind } from './workload-kinds.ts'

/** A StatefulSet is taken at its word up to here: an absurd `replicas` must not fill the memory. */
const MOST_ORDINALS = 10_000

/**
 * The pods a controller would make (END-2c), never empty: for a StatefulSet one per ordinal, for everything else one
 * that stands for all.
 */
export function expectPods(controller: Resource, kind: WorkloadKind, template = templateOf(controller, kind)): Pod[] {
  if (controller.kind === 'StatefulSet') return expectOrdinals(controller, kind, template)
  return [expectPod(controller, kind, template, nameOf(controller), addedLabels(controller))]
}

function expectOrdinals(controller: Resource, kind: WorkloadKind, template: JsonValue): Pod[] {
  const start = readCount(fieldAt(controller.value, 'spec', 'ordinals', 'start')) ?? 0
  const replicas = readCount(fieldAt(controller.value, 'spec', 'replicas')) ?? 1
  const count = Math.min(Math.max(replicas, 1), MOST_ORDINALS)
  return Array.from({ length: count }, (_, index) => {
    const ordinal = start + index
    const name = `${nameOf(controller)}-${ordinal}`
    return expectPod(controller, kind, template, name, [
      ['statefulset.kubernetes.io/pod-name', name],
      ['apps.kubernetes.io/pod-index', String(ordinal)],
    ])
  })
}

function expectPod(
  controller: Resource,
  kind: WorkloadKind,
  template: JsonValue,
  name: string,
  added: readonly (readonly [string, string])[],
): Pod {
  const labels: Labels = new Map([...readLabels(fieldAt(template, 'metadata', 'labels')), ...added])
  const unknownLabels = new Set(kind.unknownLabels.filter((key) => addsLabel(controller, key) && !labels.has(key)))
  return readExpectedPod(template, { name, path: controller.path, labels, unknownLabels })
}

/** Labels a controller adds with values that follow from its own name. */
function addedLabels(controller: Resource): readonly (readonly [string, string])[] {
  const name = nameOf(controller)
  if (controller.kind === 'DeploymentConfig') return [['deploymentconfig', name]]
  if (controller.kind !== 'Job') return []
  return [
    ['job-name', name],
    ['batch.kubernetes.io/job-name', name],
  ]
}

/** Only the pods of an Indexed Job carry their index. */
function addsLabel({ kind, value }: Resource, key: string): boolean {
  if (key !== 'batch.kubernetes.io/job-completion-index') return true
  const job = kind === 'CronJob' ? fieldAt(value, 'spec', 'jobTemplate', 'spec') : fieldAt(value, 'spec')
  return fieldAt(job, 'completionMode') === 'Indexed'
}
