import { nameOf, readLabels } from '../../inventory/object-meta.ts'
import { assertNever } from '../../model/assert-never.ts'
import { fieldAt } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { startDraft } from '../draft.ts'
import { namespaceOf } from '../place-resource.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isNetworkPolicy, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { takenPolicyNames, uniqueName } from '../policy-names.ts'
import { refuseChange } from '../write-policies.ts'
import { duplicateNamespace } from './plan-duplicate-namespace.ts'
import { copyWith } from './structure-copy.ts'
import { type FieldEdit, setName, toChange } from './structure-edit.ts'
import { familyOf, type StructureTarget } from './structure-find.ts'
import { editLabels, type LabelChange, podLabelSteps, refuseLabels, selectorSteps } from './structure-labels.ts'
import { gone, nameTaken, refuseName } from './structure-names.ts'

/** Repeats something under another name. */
export interface DuplicateIntention {
  readonly kind: 'duplicate'
  readonly target: StructureTarget
  /** Absent: `name-copy`, with a number where that is taken. */
  readonly to?: string
}

/**
 * Plans a copy right behind the original, with its comments and without what the cluster wrote into it. A workload's
 * labels that hold its name hold the new one, so that the two are told apart; a namespace is copied with what lies in it:
 * see {@link duplicateNamespace}.
 */
export function planDuplicate(context: PlanContext, { target, to }: DuplicateIntention): PlannedChange {
  switch (target.kind) {
    case 'namespace':
      return duplicateNamespace(context, target.namespace, to)
    case 'workload':
      return duplicateWorkload(context, target.id, to)
    case 'policy':
      return duplicatePolicy(context, target.path, to)
    default:
      return assertNever(target)
  }
}

function duplicatePolicy(context: PlanContext, path: string, wanted: string | undefined): PlannedChange {
  const policy = findStanding(context.reading, path)?.resource
  if (!policy || !isNetworkPolicy(policy)) return refuseChange('Duplicate policy', [gone('the policy')])
  const namespace = namespaceOf(policy)
  const taken = takenPolicyNames(context.reading, namespace)
  const name = nameOf(policy)
  const to = wanted ?? uniqueName(`${name.replace('…', '')}-copy`, taken)
  const label = `Duplicate policy ${name} as ${to}`
  const refused = refuseName('subdomain', to) ?? (taken.has(to) ? nameTaken(`policy ${to} in ${namespace}`) : undefined)
  if (refused) return refuseChange(label, [refused])
  return toChange(
    label,
    copyWith(startDraft(context), [policy], (copy) => [setName(copy, to)]),
  )
}

function duplicateWorkload(context: PlanContext, id: string, wanted: string | undefined): PlannedChange {
  const { workloads } = context.prepared.cluster
  const workload = workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return refuseChange(`Duplicate ${id}`, [gone(id)])
  const { kind, namespace, name } = workload
  const alike = workloads.filter((other) => other.kind === kind && other.namespace === namespace)
  const taken = new Set(alike.map((other) => other.name))
  const to = wanted ?? uniqueName(`${name.replace('…', '')}-copy`, taken)
  const label = `Duplicate ${kind} ${name} as ${to}`
  const original = familyOf(context.reading, workload).own.at(-1)
  const refused =
    refuseName('subdomain', to) ??
    (taken.has(to) ? nameTaken(`${kind} ${to} in ${namespace}`) : undefined) ??
    (original ? undefined : onlyByReference(name))
  if (refused || !original) return refuseChange(label, refused ? [refused] : [])
  const changes = tellApart(original, name, to)
  const invalid = refuseLabels(changes)
  if (invalid.length > 0) return refuseChange(label, invalid)
  const edited = copyWith(startDraft(context), [original], (copy) => [
    setName(copy, to),
    ...relabel(copy, name, changes),
  ])
  const same = `${to} has the same labels as ${name}: policies and Services do not tell them apart`
  return toChange(label, edited, changes.length > 0 ? [] : [same])
}

function onlyByReference(name: string): Obstacle {
  const words = `${name} is not in the document itself, only the pods it controls: there is nothing to repeat`
  return { code: 'not-expressible', words }
}

/** The labels of its pods that hold the workload's name. */
function tellApart(resource: Resource, name: string, to: string): readonly LabelChange[] {
  const steps = podLabelSteps(resource)
  const labels = steps ? readLabels(fieldAt(resource.value, ...steps)) : new Map<string, string>()
  return [...labels].filter(([, value]) => value === name).map(([key]) => ({ kind: 'set', key, value: to }))
}

/** The pods' labels, the selector that asks for them, and the labels of the workload itself. */
function relabel(copy: Resource, name: string, changes: readonly LabelChange[]): readonly FieldEdit[] {
  const places = [podLabelSteps(copy), selectorSteps(copy), ['metadata', 'labels']]
  const written = new Map(places.flatMap((steps) => (steps ? [[steps.join(), steps] as const] : [])))
  return [...written.values()].flatMap((steps) => {
    const labels = readLabels(fieldAt(copy.value, ...steps))
    return editLabels(
      copy,
      steps,
      changes.filter(({ key }) => labels.get(key) === name),
    )
  })
}
