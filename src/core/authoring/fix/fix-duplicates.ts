import { fieldAt } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { namespaceOf } from '../place-resource.ts'
import { isNetworkPolicy } from '../plan-context.ts'
import { takenPolicyNames, uniqueName } from '../policy-names.ts'
import type { Repair } from './fix-repair.ts'
import type { Site } from './fix-site.ts'

/** VAL-10: the text that has no effect goes, or the policy that is in force gets a name of its own. */
export function repairDuplicate(site: Site): readonly Repair[] {
  if (site.steps.length > 0) return []
  if (site.message.includes('is the same as in')) return [remove('Remove this copy', site.resource)]
  if (site.message.includes('is overwritten by'))
    return [remove('Remove this one, which is not in force', site.resource)]
  if (!site.message.includes('is already defined differently')) return []
  const others = twinsOf(site)
  const [earlier] = others
  const removal = earlier && others.length === 1 ? [remove('Remove the earlier one', earlier)] : []
  return [...removal, ...rename(site)]
}

function remove(title: string, { path }: Resource): Repair {
  return { title, steps: [{ kind: 'remove-resource', path }] }
}

function twinsOf({ reading, resource }: Site): readonly Resource[] {
  const nameOf = ({ value }: Resource) => fieldAt(value, 'metadata', 'name')
  return reading.files
    .flatMap(({ items }) => items.flatMap((item) => item.resources))
    .filter(
      (other) =>
        other !== resource &&
        other.kind === resource.kind &&
        other.apiVersion === resource.apiVersion &&
        nameOf(other) === nameOf(resource) &&
        namespaceOf(other) === namespaceOf(resource),
    )
}

/** Both are in force then (ISO-5). */
function rename({ resource, reading, path }: Site): readonly Repair[] {
  const name = fieldAt(resource.value, 'metadata', 'name')
  if (!isNetworkPolicy(resource) || typeof name !== 'string') return []
  const free = uniqueName(name, takenPolicyNames(reading, namespaceOf(resource)))
  return [{ title: `Rename to ${free}`, steps: [{ kind: 'set', path: `${path}/metadata/name`, value: free }] }]
}
