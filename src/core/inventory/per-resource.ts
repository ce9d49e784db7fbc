import type { Resource } from '../model/resource.ts'

/**
 * `read`, done once per resource: resources are immutable and keep their identity from reading to reading, so what was
 * made of an unchanged one stays the same object, and a keystroke costs only what it changed.
 */
export function perResource<T>(read: (resource: Resource) => T): (resource: Resource) => T {
  const known = new WeakMap<Resource, { readonly value: T }>()
  return (resource) => {
    const found = known.get(resource) ?? { value: read(resource) }
    known.set(resource, found)
    return found.value
  }
}
