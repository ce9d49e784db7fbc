import type { Workload } from '../../model/cluster.ts'
import { startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { findDependents, noteDependents, seenAs } from './structure-dependents.ts'
import { editFields, setNamespace, toChange } from './structure-edit.ts'
import { declarationsOf, familyOf } from './structure-find.ts'
import { gone, nameTaken, refuseName } from './structure-names.ts'
import { servicesOf } from './structure-services.ts'

/** Puts a workload into another namespace. */
export interface MoveIntention {
  readonly kind: 'move'
  /** Of the workload. */
  readonly id: string
  readonly namespace: string
}

/**
 * Plans another `metadata.namespace` for a workload and the pods it controls; its text stays where it is. Policies and
 * Services do not follow: those that depended on where it was are named.
 */
export function planMove(context: PlanContext, { id, namespace }: MoveIntention): PlannedChange {
  const { reading, prepared } = context
  const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return refuseChange(`Move ${id} to ${namespace}`, [gone(id)])
  const label = `Move ${workload.kind} ${workload.name} to ${namespace}`
  const refused = refuseName('label', namespace) ?? refuseTaken(context, workload, namespace)
  if (refused) return refuseChange(label, [refused])
  if (workload.namespace === namespace) return refuseChange(label, [THERE_ALREADY])
  const { own, children } = familyOf(reading, workload)
  const texts = [...own, ...children.map(({ resource }) => resource)]
  const edited = editFields(
    startDraft(context),
    texts.map((resource) => setNamespace(resource, namespace)),
  )
  return toChange(label, edited, noteMove(context, workload, namespace))
}

const THERE_ALREADY: Obstacle = { code: 'nothing-to-do', words: 'it lies there already' }

function refuseTaken({ prepared }: PlanContext, workload: Workload, namespace: string): Obstacle | undefined {
  const { kind, name } = workload
  const isTaken = prepared.cluster.workloads.some(
    (other) => other !== workload && other.kind === kind && other.name === name && other.namespace === namespace,
  )
  return isTaken ? nameTaken(`${kind} ${name} in ${namespace}`) : undefined
}

function noteMove({ reading, prepared }: PlanContext, workload: Workload, namespace: string): readonly string[] {
  const services = servicesOf(prepared.cluster, workload).map(({ name }) => name)
  const dependents = findDependents(
    prepared.cluster.policies,
    seenAs(prepared, workload),
    seenAs(prepared, { ...workload, namespace }),
  )
  return [
    ...(declarationsOf(reading, namespace).length > 0
      ? []
      : [`namespace ${namespace} is not declared in the document`]),
    ...(services.length > 0
      ? [`Service ${services.join(', ')} stays in ${workload.namespace} and no longer leads to it`]
      : []),
    ...noteDependents(workload.name, dependents),
  ]
}
