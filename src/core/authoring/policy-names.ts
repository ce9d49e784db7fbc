import type { Reading } from '../manifest/reading.ts'
import { fieldAt } from '../model/json.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { namespaceOf } from './place-resource.ts'
import { isNetworkPolicy, standings } from './plan-context.ts'

/** The names of all policies in a namespace, valid or not: a new one is called otherwise. */
export function takenPolicyNames(reading: Reading, namespace: string): Set<string> {
  return new Set(
    standings(reading).flatMap(({ resource }) => {
      const name = fieldAt(resource.value, 'metadata', 'name')
      return isNetworkPolicy(resource) && namespaceOf(resource) === namespace && typeof name === 'string' ? [name] : []
    }),
  )
}

/** Whether several texts have a policy's name, of which one is in force (VAL-10). */
export function isWrittenTwice(
  reading: Reading,
  { namespace, name }: Pick<NetworkPolicy, 'namespace' | 'name'>,
): boolean {
  const texts = standings(reading).filter(
    ({ resource }) =>
      isNetworkPolicy(resource) &&
      namespaceOf(resource) === namespace &&
      fieldAt(resource.value, 'metadata', 'name') === name,
  )
  return texts.length > 1
}

/** `base`, with the first number that makes it a name nobody has: `allow-dns-2`. */
export function uniqueName(base: string, taken: ReadonlySet<string>): string {
  let name = base
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`
  return name
}

/** A title as part of a name: lower case, dashes, at most so many characters (VAL-1). */
export function toSlug(title: string, length: number): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, length)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'pods' : slug
}
