import { readList } from '../../inventory/object-meta.ts'
import { assertNever } from '../../model/assert-never.ts'
import { field, fieldAt } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { startDraft } from '../draft.ts'
import { namespaceOf } from '../place-resource.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isNetworkPolicy, type PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import { editFields, type FieldEdit, setName, setNamespace, toChange } from './structure-edit.ts'
import {
  declarationsOf,
  familyOf,
  residentsOf,
  rivalsOf,
  type StructureTarget,
  textsOfPolicy,
} from './structure-find.ts'
import { gone, nameTaken, refuseName } from './structure-names.ts'
import { findNameReferences, namePolicies, renameLabel, toRename } from './structure-references.ts'

/** Gives something another name. */
export interface RenameIntention {
  readonly kind: 'rename'
  readonly target: StructureTarget
  readonly to: string
  /** Of a namespace: rules that name it keep the old name, and so name another namespace. */
  readonly keepReferences?: boolean
}

/**
 * Plans a new name. Of a namespace: its Namespace, everything that lies in it, and the rules that name it. Of a workload
 * only its name and where its pods name it as their owner: labels stay, because policies and Services know it by them. Of
 * a policy its name.
 */
export function planRename(context: PlanContext, intention: RenameIntention): PlannedChange {
  const { target } = intention
  switch (target.kind) {
    case 'namespace':
      return renameNamespace(context, target.namespace, intention)
    case 'workload':
      return renameWorkload(context, target.id, intention.to)
    case 'policy':
      return renamePolicy(context, target.path, intention.to)
    default:
      return assertNever(target)
  }
}

function renameNamespace(context: PlanContext, from: string, { to, keepReferences }: RenameIntention): PlannedChange {
  const { reading } = context
  const label = `Rename namespace ${from} to ${to}`
  const declarations = declarationsOf(reading, from)
  const residents = residentsOf(reading, from)
  const isThere = declarations.length + residents.length > 0
  const refused = isThere ? refuseNamespace(context, from, to) : gone(`namespace ${from}`)
  if (refused) return refuseChange(label, [refused])
  const references = keepReferences ? [] : findNameReferences(reading, from)
  const edits: readonly FieldEdit[] = [
    ...declarations.map((resource) => setName(resource, to)),
    ...renameLabel(declarations, to),
    ...residents.map((resource) => setNamespace(resource, to)),
    ...references.map((reference) => toRename(reference, to)),
  ]
  return toChange(label, editFields(startDraft(context), edits), noteReferences(context, from, references.length > 0))
}

function refuseNamespace({ reading, prepared }: PlanContext, from: string, to: string): Obstacle | undefined {
  const invalid = refuseName('label', to)
  if (invalid || from === to) return invalid
  const isTaken = prepared.cluster.namespaces.has(to) || residentsOf(reading, to).length > 0
  return isTaken ? nameTaken(`namespace ${to}`) : undefined
}

/** Rules that follow or do not, and what names the namespace without being read. */
function noteReferences({ reading, document }: PlanContext, from: string, follow: boolean): readonly string[] {
  const names = namePolicies(findNameReferences(reading, from)).join(', ')
  const isSpoken = document.files.some(({ text }) => text.includes(`.${from}.svc`))
  return [
    ...(names === ''
      ? []
      : [follow ? `rules that name it follow: ${names}` : `rules that name it keep the old name: ${names}`]),
    ...(isSpoken ? [`addresses like name.${from}.svc are left as they are`] : []),
  ]
}

function renameWorkload({ reading, prepared, document }: PlanContext, id: string, to: string): PlannedChange {
  const workload = prepared.cluster.workloads.find((candidate) => candidate.id === id.split('#')[0])
  if (!workload) return refuseChange(`Rename ${id}`, [gone(id)])
  const { kind, name, namespace } = workload
  const label = `Rename ${kind} ${name} to ${to}`
  const isTaken = prepared.cluster.workloads.some(
    (other) => other !== workload && other.kind === kind && other.namespace === namespace && other.name === to,
  )
  const refused = refuseName('subdomain', to) ?? (isTaken ? nameTaken(`${kind} ${to} in ${namespace}`) : undefined)
  if (refused) return refuseChange(label, [refused])
  const { own, children } = familyOf(reading, workload)
  const edits = [
    ...own.map((resource) => setName(resource, to)),
    ...children.flatMap(({ resource, owner }) => (owner === name ? renameOwner(resource, name, to) : [])),
  ]
  return toChange(label, editFields(startDraft({ reading, prepared, document }), edits), noteOwnLabels(kind))
}

/** The names of controllers that Kubernetes writes into their pods' labels (END-2c). */
function noteOwnLabels(kind: string): readonly string[] {
  if (kind === 'StatefulSet')
    return ['its pods get other names, and the label statefulset.kubernetes.io/pod-name with them']
  return kind === 'Job' ? ['its pods get other names, and the label job-name with them'] : []
}

function renameOwner(resource: Resource, from: string, to: string): readonly FieldEdit[] {
  return readList(fieldAt(resource.value, 'metadata', 'ownerReferences')).flatMap((reference, index): FieldEdit[] =>
    field(reference, 'name') === from
      ? [{ kind: 'set', resource, steps: ['metadata', 'ownerReferences', String(index), 'name'], value: to }]
      : [],
  )
}

function renamePolicy(context: PlanContext, path: string, to: string): PlannedChange {
  const policy = findStanding(context.reading, path)?.resource
  if (!policy || !isNetworkPolicy(policy)) return refuseChange('Rename policy', [gone('the policy')])
  const texts = textsOfPolicy(context.reading, policy)
  const label = `Rename policy ${String(fieldAt(policy.value, 'metadata', 'name') ?? '')} to ${to}`
  const others = rivalsOf(context.reading, policy, to).filter((other) => !texts.includes(other))
  const taken = others.length > 0 ? nameTaken(`policy ${to} in ${namespaceOf(policy)}`) : undefined
  const refused = refuseName('subdomain', to) ?? taken
  if (refused) return refuseChange(label, [refused])
  const edits = texts.map((resource) => setName(resource, to))
  return toChange(label, editFields(startDraft(context), edits))
}
