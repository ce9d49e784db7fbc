import { readLabels } from '../../inventory/object-meta.ts'
import { toSelector } from '../../manifest/to-policy.ts'
import type { Pod, Workload } from '../../model/cluster.ts'
import { fieldAt } from '../../model/json.ts'
import { matchSelector } from '../../model/matching.ts'
import type { Resource } from '../../model/resource.ts'
import type { Labels } from '../../model/selector.ts'
import { toLabelsForm } from '../change-form.ts'
import { startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { findDependents, noteDependents, seenAs } from './structure-dependents.ts'
import { editFields, type FieldEdit, toChange } from './structure-edit.ts'
import { familyOf } from './structure-find.ts'
import {
  changeLabels,
  editLabels,
  type LabelChange,
  podLabelSteps,
  refuseLabels,
  selectorSteps,
} from './structure-labels.ts'
import { gone } from './structure-names.ts'
import { selects, servicesOf } from './structure-services.ts'

/** Changes labels of a workload's pods. */
export interface WorkloadLabelsIntention {
  readonly kind: 'workload-labels'
  /** Of the workload. */
  readonly id: string
  readonly changes: readonly LabelChange[]
}

/**
 * Plans other labels for the pods of a workload: in its template, on its pods in the document, and in its own
 * `spec.selector` where that asks for them, so that it still finds its pods. Policies and Services do not follow; those
 * that depended on the labels are named.
 */
export function planWorkloadLabels(context: PlanContext, { id, changes }: WorkloadLabelsIntention): PlannedChange {
  const { reading, prepared } = context
  const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return refuseChange(`Change labels of ${id}`, [gone(id)])
  const { own, children } = familyOf(reading, workload)
  const texts = [...own, ...children.map(({ resource }) => resource)]
  const owners = { kind: 'pods', namespace: workload.namespace } as const
  const form = toLabelsForm(context, labelsIn(texts), owners)
  return { ...planLabels(context, workload, texts, changes), form }
}

function planLabels(
  context: PlanContext,
  workload: Workload,
  texts: readonly Resource[],
  changes: readonly LabelChange[],
): PlannedChange {
  const label = `Change labels of ${workload.name}${describeChanges(changes)}`
  const refused = [...refuseLabels(changes), ...texts.flatMap((resource) => refuseSelector(resource, changes))]
  if (refused.length > 0) return refuseChange(label, refused)
  const edits = texts.flatMap((resource) => editsOf(resource, changes))
  return toChange(label, editFields(startDraft(context), edits), noteLabels(context, workload, texts, changes))
}

/** The labels that the texts of a workload give its pods; the last text is in force (VAL-10). */
function labelsIn(texts: readonly Resource[]): Labels {
  const labels = new Map<string, string>()
  for (const resource of texts) {
    const steps = podLabelSteps(resource)
    const written = steps ? readLabels(fieldAt(resource.value, ...steps)) : new Map<string, string>()
    for (const [key, value] of written) labels.set(key, value)
  }
  return labels
}

/** `: tier=back, -legacy, app → name`; nothing for no changes. */
export function describeChanges(changes: readonly LabelChange[]): string {
  const words = changes
    .map((change) => {
      if (change.kind === 'set') return `${change.key}=${change.value}`
      return change.kind === 'remove' ? `-${change.key}` : `${change.key} → ${change.to}`
    })
    .join(', ')
  return words === '' ? '' : `: ${words}`
}

function editsOf(resource: Resource, changes: readonly LabelChange[]): readonly FieldEdit[] {
  const labels = podLabelSteps(resource)
  return [...(labels ? editLabels(resource, labels, changes) : []), ...editSelector(resource, changes)]
}

/** The selector keeps asking for what it asked for, under its new name or value. */
function editSelector(resource: Resource, changes: readonly LabelChange[]): readonly FieldEdit[] {
  const steps = selectorSteps(resource)
  const asked = steps ? readLabels(fieldAt(resource.value, ...steps)) : new Map<string, string>()
  const concerned = changes.filter(({ key }) => asked.has(key))
  return steps ? editLabels(resource, steps, concerned) : []
}

/** Why a controller would not find its pods any more. */
function refuseSelector(resource: Resource, changes: readonly LabelChange[]): readonly Obstacle[] {
  const labelsAt = podLabelSteps(resource)
  const selectorAt = selectorSteps(resource)
  if (!labelsAt || !fieldAt(resource.value, 'spec', 'selector')) return []
  const asked = selectorAt ? readLabels(fieldAt(resource.value, ...selectorAt)) : new Map<string, string>()
  const left = changeLabels(
    asked,
    changes.filter(({ key }) => asked.has(key)),
  )
  const expressions = fieldAt(resource.value, 'spec', 'selector', 'matchExpressions')
  if (asked.size > 0 && left.size === 0 && expressions === undefined)
    return refuse(`${resource.kind} finds its pods by this label alone: give it another one first`)
  const labels = changeLabels(readLabels(fieldAt(resource.value, ...labelsAt)), changes)
  const selector = toSelector(expressions === undefined ? {} : { matchExpressions: expressions }, resource.path)
  return matchSelector(selector, labels) === 'yes'
    ? []
    : refuse(`${resource.kind} finds its pods by an expression that the new labels do not satisfy`)
}

function refuse(words: string): readonly Obstacle[] {
  return [{ code: 'not-expressible', words }]
}

function noteLabels(
  { prepared }: PlanContext,
  workload: Workload,
  texts: readonly Resource[],
  changes: readonly LabelChange[],
): readonly string[] {
  const changed = { ...workload, pods: workload.pods.map((pod) => withLabels(pod, changes)) }
  const services = servicesOf(prepared.cluster, workload).filter(
    (service) => !changed.pods.some(({ labels }) => selects(service, labels)),
  )
  const dependents = findDependents(prepared.cluster.policies, seenAs(prepared, workload), seenAs(prepared, changed))
  const isSelectorChanged = texts.some((resource) => editSelector(resource, changes).length > 0)
  return [
    ...(isSelectorChanged
      ? [`spec.selector of ${workload.name} changes too: in a running cluster it has to be deleted and created again`]
      : []),
    ...(services.length > 0
      ? [`Service ${services.map(({ name }) => name).join(', ')} no longer leads to ${workload.name}`]
      : []),
    ...noteDependents(workload.name, dependents),
  ]
}

function withLabels(pod: Pod, changes: readonly LabelChange[]): Pod {
  return { ...pod, labels: changeLabels(pod.labels, changes) }
}
