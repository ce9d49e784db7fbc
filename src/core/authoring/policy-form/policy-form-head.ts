import { assertNever } from '../../model/assert-never.ts'
import { fieldAt } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import { takenPolicyNames } from '../policy-names.ts'
import type { HeadChange } from './policy-form-change.ts'
import { listAt, type OpenPolicy, partAt, specPath } from './policy-form-place.ts'
import { type FormEdit, refuseEdit, set, setList, unset } from './policy-form-steps.ts'

/** The annotation that says in words what a policy is for. */
export const DESCRIPTION = 'kubernetes.io/description'

/** Plans changes of name, namespace, description and policyTypes. */
export function editHead(open: OpenPolicy, change: HeadChange): FormEdit {
  switch (change.kind) {
    case 'rename':
      return renamePolicy(open, change.name)
    case 'move':
      return movePolicy(open, change.namespace)
    case 'describe':
      return describePolicy(open, change.text.replaceAll('\r\n', '\n'))
    case 'set-policy-types':
      return setPolicyTypes(open, change.types)
    default:
      return assertNever(change)
  }
}

function renamePolicy({ context, policy, value }: OpenPolicy, name: string): FormEdit {
  const title = `Rename ${policy.name} to ${name}`
  const isOther = fieldAt(value, 'metadata', 'name') !== name
  if (isOther && takenPolicyNames(context.reading, policy.namespace).has(name))
    return refuseEdit(title, 'name-taken', `${policy.namespace} has a policy called ${name} already`)
  return { title, steps: [set(joinPath(policy.path, 'metadata', 'name'), name)] }
}

function movePolicy({ context, policy }: OpenPolicy, namespace: string): FormEdit {
  const title = `Move ${policy.name} to ${namespace}`
  if (namespace !== policy.namespace && takenPolicyNames(context.reading, namespace).has(policy.name))
    return refuseEdit(title, 'name-taken', `${namespace} has a policy called ${policy.name} already`)
  const isKnown = context.prepared.cluster.namespaces.has(namespace)
  const notes = [
    `its selectors without namespaceSelector now speak of pods in ${namespace}`,
    ...(isKnown ? [] : [`nothing in the document is in a namespace called ${namespace}`]),
  ]
  return { title, steps: [set(joinPath(policy.path, 'metadata', 'namespace'), namespace)], notes }
}

function describePolicy(open: OpenPolicy, text: string): FormEdit {
  const { path, name } = open.policy
  const place = joinPath(path, 'metadata', 'annotations', DESCRIPTION)
  const old = partAt(open, place)
  if (text !== '') return { title: `Describe ${name}`, steps: text === old ? [] : [set(place, text)] }
  return { title: `Remove the description of ${name}`, steps: old === undefined ? [] : [unset(place, 1)] }
}

/** `Ingress`, `Egress`: as policyTypes has them. */
function toType(direction: Direction): string {
  return direction === 'ingress' ? 'Ingress' : 'Egress'
}

function setPolicyTypes(open: OpenPolicy, types: 'derived' | readonly Direction[]): FormEdit {
  const { policy } = open
  const place = specPath(policy, 'policyTypes')
  const old = listAt(open, place).map(String)
  if (types === 'derived') {
    const title = `Let the rules of ${policy.name} say what it isolates`
    return { title, steps: old.length === 0 ? [] : [unset(place)] }
  }
  const wanted = DIRECTIONS.filter((direction) => types.includes(direction)).map(toType)
  const title = `Set policyTypes of ${policy.name} to ${wanted.join(', ')}`
  if (wanted.length === 0)
    return refuseEdit(
      title,
      'not-expressible',
      'a policy isolates in one direction at least: without policyTypes the rules would decide, and it would isolate ingress (ISO-2)',
    )
  if (old.length === 0) return { title, steps: [set(place, wanted)] }
  const isSame = wanted.length === new Set(old).size && wanted.every((type) => old.includes(type))
  return { title, steps: isSame ? [] : setList(place, old, wanted) }
}
