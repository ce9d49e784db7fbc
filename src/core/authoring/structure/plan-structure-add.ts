import { startDraft } from '../draft.ts'
import { toSpec } from '../isolate/isolate-policies.ts'
import type { Obstacle } from '../plan.ts'
import { isBroken, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { takenPolicyNames } from '../policy-names.ts'
import { brokenFile, refuseChange, writePolicies } from '../write-policies.ts'
import { type AddedResource, planAddResource } from './plan-add-resource.ts'
import { toChange } from './structure-edit.ts'
import { declarationsOf } from './structure-find.ts'
import { nameTaken, refuseName } from './structure-names.ts'

/** Adds something to begin with. */
export interface AddIntention {
  readonly kind: 'add'
  readonly resource:
    | AddedResource
    /** A policy that selects its whole namespace and admits nothing yet: it never opens anything. */
    | { readonly kind: 'NetworkPolicy'; readonly namespace: string; readonly name: string }
}

/** Plans a minimal Namespace, workload or policy. */
export function planAdd(context: PlanContext, { resource }: AddIntention): PlannedChange {
  const label = `Add ${resource.kind} ${resource.name}`
  const refused = refuseNames(resource) ?? refuseTaken(context, resource)
  if (refused) return refuseChange(label, [refused])
  if (resource.kind === 'NetworkPolicy') return addPolicy(context, label, resource)
  const { edits } = planAddResource(context.document, resource)
  const broken = context.reading.files.find((file) => isBroken(file) && edits.some((edit) => edit.file === file.name))
  if (broken) return refuseChange(label, [brokenFile(broken.name)])
  return { label, edits, obstacles: [], selectors: [], notes: [] }
}

function addPolicy(
  context: PlanContext,
  label: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): PlannedChange {
  const written = writePolicies(startDraft(context), [{ name, namespace, spec: toSpec({}, ['ingress'], {}) }])
  if (written.kind === 'refused') return refuseChange(label, [written.obstacle])
  return toChange(label, { kind: 'edited', draft: written.draft }, [
    'it selects every pod of its namespace and admits nothing until rules are added',
  ])
}

function refuseNames(resource: AddIntention['resource']): Obstacle | undefined {
  if (resource.kind === 'Namespace') return refuseName('label', resource.name)
  const form = resource.kind === 'NetworkPolicy' ? 'subdomain' : 'label'
  return refuseName(form, resource.name) ?? refuseName('label', resource.namespace)
}

function refuseTaken({ reading, prepared }: PlanContext, resource: AddIntention['resource']): Obstacle | undefined {
  const { kind, name } = resource
  if (kind === 'Namespace') return declarationsOf(reading, name).length > 0 ? nameTaken(`namespace ${name}`) : undefined
  const { namespace } = resource
  const isTaken =
    kind === 'NetworkPolicy'
      ? takenPolicyNames(reading, namespace).has(name)
      : prepared.cluster.workloads.some(
          (workload) => workload.kind === kind && workload.namespace === namespace && workload.name === name,
        )
  return isTaken ? nameTaken(`${kind} ${name} in ${namespace}`) : undefined
}
