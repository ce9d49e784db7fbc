import type { Resource } from '../model/resource.ts'

/**
 * `read`, done once per resource: resources are immutable and keep their identity from reading to reading, so what was
 * made of an unchanged one stays the same object, and a keystroke costs only what it changed.
 */
export function perResource<T>(read: (resource: Resource) => T): (resource: Resource) => T {
  const known = new WeakMap<Resource, { readonly value: T }>()
  return (resource) => {
    const found = known.get(resource)
    if (found) return found.value
    const value = read(resource)
    known.set(resource, { value })
    return value
  }
}

/**
 * `read`, not done again for a list of the same resources in the same order: an edit of a policy leaves everything that
 * the rest of the document declares as it was, the very same objects.
 */
export function perList<T>(read: (resources: readonly Resource[]) => T): (resources: readonly Resource[]) => T {
  const known = new WeakMap<Resource, { readonly resources: readonly Resource[]; readonly value: T }>()
  return (resources) => {
    const [first] = resources
    const found = first && known.get(first)
    if (found && isSameList(found.resources, resources)) return found.value
    const value = read(resources)
    if (first) known.set(first, { resources, value })
    return value
  }
}

function isSameList(a: readonly Resource[], b: readonly Resource[]): boolean {
  return a.length === b.length && a.every((resource, index) => resource === b[index])
}
