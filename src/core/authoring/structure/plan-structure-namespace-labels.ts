import type { Labels } from '../../model/selector.ts'
import { toLabelsForm } from '../change-form.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import { startDraft } from '../draft.ts'
import { declareNamespace } from '../namespace-labels.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { describeChanges } from './plan-structure-labels.ts'
import { findDependents, noteDependents, seenAs } from './structure-dependents.ts'
import { editFields, toChange } from './structure-edit.ts'
import { declarationsOf } from './structure-find.ts'
import { changeLabels, editLabels, type LabelChange, refuseLabels } from './structure-labels.ts'
import { gone } from './structure-names.ts'

/** Changes labels of a Namespace. */
export interface NamespaceLabelsIntention {
  readonly kind: 'namespace-labels'
  readonly namespace: string
  readonly changes: readonly LabelChange[]
}

/**
 * Plans other labels for a namespace, which is declared when it is only used (END-3). The label that holds its name is
 * Kubernetes' own. Policies whose rules depended on the labels are named.
 */
export function planNamespaceLabels(context: PlanContext, intention: NamespaceLabelsIntention): PlannedChange {
  const { namespace, changes } = intention
  const known = context.prepared.cluster.namespaces.get(namespace)
  if (!known) return refuseChange(`Change labels of ${namespace}`, [gone(`namespace ${namespace}`)])
  const own = [...known.labels].filter(([key]) => key !== NAME_KEY)
  const form = toLabelsForm(context, own, { kind: 'namespaces' })
  return { ...planLabels(context, namespace, known.labels, changes), form }
}

function planLabels(
  context: PlanContext,
  namespace: string,
  labels: Labels,
  changes: readonly LabelChange[],
): PlannedChange {
  const label = `Change labels of namespace ${namespace}${describeChanges(changes)}`
  const touched = changes.some(
    (change) => change.key === NAME_KEY || (change.kind === 'rename' && change.to === NAME_KEY),
  )
  const refused = refuseLabels(changes)
  if (touched)
    return refuseChange(label, [
      { code: 'not-expressible', words: `${NAME_KEY} is set by Kubernetes: rename the namespace instead` },
    ])
  if (refused.length > 0) return refuseChange(label, refused)
  const draft = declareNamespace(startDraft(context), namespace)
  const edits = declarationsOf(draft.reading, namespace).flatMap((resource) =>
    editLabels(resource, ['metadata', 'labels'], changes),
  )
  return toChange(label, editFields(draft, edits), noteLabels(context, namespace, changeLabels(labels, changes)))
}

function noteLabels({ reading, prepared }: PlanContext, namespace: string, after: Labels): readonly string[] {
  const { workloads, policies } = prepared.cluster
  const own = workloads.filter((workload) => workload.namespace === namespace)
  const before = own.flatMap((workload) => seenAs(prepared, workload))
  const isDeclared = declarationsOf(reading, namespace).length > 0
  return [
    ...(isDeclared ? [] : [`namespace ${namespace} is declared`]),
    ...noteDependents(
      `namespace ${namespace}`,
      findDependents(
        policies,
        before,
        before.map((seen) => ({ ...seen, namespaceLabels: after })),
      ),
    ),
  ]
}
