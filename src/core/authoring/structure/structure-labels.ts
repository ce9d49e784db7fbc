import { readLabels } from '../../inventory/object-meta.ts'
import { workloadKindOf } from '../../inventory/workload-kinds.ts'
import { labelKeyProblems, labelValueProblems } from '../../manifest/label-names.ts'
import { assertNever } from '../../model/assert-never.ts'
import { fieldAt, isObject } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import type { Labels } from '../../model/selector.ts'
import type { Obstacle } from '../plan.ts'
import type { FieldEdit } from './structure-edit.ts'

/** One change of a set of labels. */
export type LabelChange =
  /** Adds the label, or gives it another value. */
  | { readonly kind: 'set'; readonly key: string; readonly value: string }
  | { readonly kind: 'remove'; readonly key: string }
  /** Keeps the value, the place and the comments. */
  | { readonly kind: 'rename'; readonly key: string; readonly to: string }

/** Labels after changes; of a label that is not there, nothing is removed or renamed. */
export function changeLabels(labels: Labels, changes: readonly LabelChange[]): Labels {
  const after = new Map(labels)
  for (const change of changes) {
    const value = after.get(change.key)
    if (change.kind === 'set') after.set(change.key, change.value)
    else if (value !== undefined) {
      after.delete(change.key)
      if (change.kind === 'rename') after.set(change.to, value)
    }
  }
  return after
}

/** What the API server would say against the new keys and values (VAL-2). */
export function refuseLabels(changes: readonly LabelChange[]): readonly Obstacle[] {
  const problems = changes.flatMap((change) => {
    if (change.kind === 'set')
      return [...labelKeyProblems(change.key), ...labelValueProblems(change.value)].map(
        (words) => `${change.key}: ${words}`,
      )
    return change.kind === 'rename' ? labelKeyProblems(change.to).map((words) => `${change.to}: ${words}`) : []
  })
  return problems.map((words) => ({ code: 'not-valid', words }))
}

/** The edits of one mapping of labels, at `steps` of a resource; changes of what is not there are left out. */
export function editLabels(
  resource: Resource,
  steps: readonly string[],
  changes: readonly LabelChange[],
): readonly FieldEdit[] {
  let labels = readLabels(fieldAt(resource.value, ...steps))
  return changes.flatMap((change): FieldEdit[] => {
    const had = labels.has(change.key)
    labels = changeLabels(labels, [change])
    const place = { resource, steps: [...steps, change.key] }
    switch (change.kind) {
      case 'set':
        return [{ ...place, kind: 'set', value: change.value }]
      case 'remove':
        return had ? [{ ...place, kind: 'remove' }] : []
      case 'rename':
        return had ? [{ ...place, kind: 'rename-key', to: change.to }] : []
      default:
        return assertNever(change)
    }
  })
}

/** Where the labels of a resource's pods stand: in its template, or on the pod itself; undefined without pods. */
export function podLabelSteps(resource: Resource): readonly string[] | undefined {
  const kind = workloadKindOf(resource)
  if (kind) return [...kind.template, 'metadata', 'labels']
  return resource.kind === 'Pod' ? ['metadata', 'labels'] : undefined
}

/** Where a controller says which pods are its own; older kinds write the labels without `matchLabels`. */
export function selectorSteps(resource: Resource): readonly string[] | undefined {
  const selector = fieldAt(resource.value, 'spec', 'selector')
  if (!workloadKindOf(resource) || !isObject(selector)) return undefined
  const isPlain = resource.kind === 'ReplicationController' || resource.kind === 'DeploymentConfig'
  if (isPlain) return ['spec', 'selector']
  return isObject(selector.matchLabels) ? ['spec', 'selector', 'matchLabels'] : undefined
}
