import { controllerOf, nameOf, readLabels, readList } from '../../inventory/object-meta.ts'
import { isCore } from '../../inventory/workload-kinds.ts'
import { field, fieldAt } from '../../model/json.ts'
import { matchSelector } from '../../model/matching.ts'
import { DIRECTIONS, type NetworkPolicy } from '../../model/policy.ts'
import type { Resource } from '../../model/resource.ts'
import type { LabelSelector, Labels } from '../../model/selector.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import { startDraft } from '../draft.ts'
import { type PlanContext, standings } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { uniqueName } from '../policy-names.ts'
import { refuseChange } from '../write-policies.ts'
import { copyWith } from './structure-copy.ts'
import { type FieldEdit, setName, setNamespace, toChange } from './structure-edit.ts'
import { declarationsOf, residentsOf, resourcesOf } from './structure-find.ts'
import { changeLabels, editLabels, type LabelChange } from './structure-labels.ts'
import { gone, nameTaken, refuseName } from './structure-names.ts'
import { namePolicies, referencesIn, toRename } from './structure-references.ts'

/**
 * Plans a copy of a namespace and of what lies in it, together behind the last of the originals of each file. Labels
 * of the Namespace that hold its name under a key that speaks of names (`name`, `kubernetes.io/metadata.name`) hold the new
 * one; rules of the copied policies that named the old one by such a label name the new one. What still means the old
 * one, or both, is said.
 */
export function duplicateNamespace(context: PlanContext, namespace: string, wanted: string | undefined): PlannedChange {
  const { reading, prepared } = context
  const taken = new Set(prepared.cluster.namespaces.keys())
  const to = wanted ?? uniqueName(`${namespace}-copy`, taken)
  const label = `Duplicate namespace ${namespace} as ${to}`
  const refused = refuseName('label', to) ?? (taken.has(to) ? nameTaken(`namespace ${to}`) : undefined)
  if (refused) return refuseChange(label, [refused])
  const declaration = declarationsOf(reading, namespace).at(-1)
  const residents = residentsOf(reading, namespace).filter(isOwnText)
  const all = declaration ? [declaration, ...residents] : residents
  if (all.length === 0) return refuseChange(label, [gone(`namespace ${namespace}`)])
  const copying: Copying = { namespace, to, declaration, residents, keys: nameKeysOf(declaration, namespace) }
  const edited = copyWith(startDraft(context), all, (copy) => editCopy(copy, copying))
  return toChange(label, edited, [`with ${residents.length} resources that lie in it`, ...noteCopies(context, copying)])
}

interface Copying {
  readonly namespace: string
  readonly to: string
  readonly declaration: Resource | undefined
  readonly residents: readonly Resource[]
  /** Of labels that hold the namespace's name; the one that Kubernetes sets is among them. */
  readonly keys: ReadonlySet<string>
}

/** Not what a controller or the cluster makes by itself. */
function isOwnText(resource: Resource): boolean {
  return controllerOf(resource) === undefined && resource.kind !== 'Endpoints' && resource.kind !== 'EndpointSlice'
}

function nameKeysOf(declaration: Resource | undefined, namespace: string): ReadonlySet<string> {
  const labels = labelsOf(declaration)
  const speaking = [...labels].filter(([key, value]) => value === namespace && SPEAKS_OF_NAMES.test(key))
  return new Set([NAME_KEY, ...speaking.map(([key]) => key)])
}

const SPEAKS_OF_NAMES = /(?:^|[/._-])(?:name|namespace|ns)$/i

function labelsOf(declaration: Resource | undefined): Labels {
  return readLabels(fieldAt(declaration?.value ?? {}, 'metadata', 'labels'))
}

function editCopy(copy: Resource, { namespace, to, keys }: Copying): readonly FieldEdit[] {
  if (isCore(copy, 'Namespace'))
    return [setName(copy, to), ...editLabels(copy, ['metadata', 'labels'], relabel(copy, to, keys))]
  return [setNamespace(copy, to), ...referencesIn(copy, namespace, keys).map((reference) => toRename(reference, to))]
}

function relabel(declaration: Resource | undefined, to: string, keys: ReadonlySet<string>): readonly LabelChange[] {
  return [...labelsOf(declaration).keys()]
    .filter((key) => keys.has(key))
    .map((key) => ({ kind: 'set', key, value: to }))
}

function noteCopies(context: PlanContext, copying: Copying): readonly string[] {
  const { namespace, to, residents, keys } = copying
  const follow = namePolicies(residents.flatMap((resource) => referencesIn(resource, namespace, keys)))
  const others = resourcesOf(context.reading).filter((resource) => !residents.includes(resource))
  const elsewhere = others.flatMap((resource) => referencesIn(resource, namespace, keys))
  const subjects = residents.filter((resource) => hasSubjectIn(resource, namespace))
  return [
    ...say(`in the copies, rules that name ${namespace} name ${to}:`, follow),
    ...say(`rules that name ${namespace} from elsewhere do not name ${to}:`, namePolicies(elsewhere)),
    ...say(`rules that ask for labels of namespaces mean both ${namespace} and ${to}:`, findShared(context, copying)),
    ...say(`the copies still name ${namespace} as a subject:`, subjects.map(nameOf)),
    ...(isSpoken(context, copying) ? [`addresses like name.${namespace}.svc are left as they are in the copies`] : []),
  ]
}

function say(words: string, names: readonly string[]): readonly string[] {
  return names.length > 0 ? [`${words} ${names.join(', ')}`] : []
}

/** Policies with a rule that asks for labels which the copy of the namespace has too. */
function findShared({ prepared }: PlanContext, { namespace, to, declaration, keys }: Copying): readonly string[] {
  const was = prepared.namespaceLabels(namespace)
  const is = changeLabels(was, [{ kind: 'set', key: NAME_KEY, value: to }, ...relabel(declaration, to, keys)])
  return prepared.cluster.policies
    .filter((policy) => meansBoth(policy, was, is))
    .map(({ name, namespace: own }) => `${name} (${own})`)
}

function meansBoth({ rules }: NetworkPolicy, was: Labels, is: Labels): boolean {
  const peers = DIRECTIONS.flatMap((direction) => rules[direction]).flatMap((rule) =>
    rule.peers === 'any' ? [] : rule.peers,
  )
  const selectors = peers.flatMap((peer) => (peer.kind === 'pods' ? (peer.namespaceSelector ?? []) : []))
  return selectors.some(
    (selector) => asksForLabels(selector) && [was, is].every((labels) => matchSelector(selector, labels) !== 'no'),
  )
}

/** One that means all namespaces, or all but some, surprises nobody when it means one more. */
function asksForLabels({ requirements }: LabelSelector): boolean {
  return requirements.some(({ operator }) => operator === 'In' || operator === 'Exists')
}

/** Of a RoleBinding: it speaks of accounts by their namespace. */
function hasSubjectIn({ value }: Resource, namespace: string): boolean {
  return readList(fieldAt(value, 'subjects')).some((subject) => field(subject, 'namespace') === namespace)
}

function isSpoken({ reading }: PlanContext, { namespace, residents }: Copying): boolean {
  return standings(reading).some(
    ({ file, item, resource }) =>
      residents.includes(resource) && file.text.slice(item.start, item.end).includes(`.${namespace}.svc`),
  )
}
