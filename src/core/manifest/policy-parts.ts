import { type Path, type ResourcePath, splitPath } from '../model/path.ts'

const PARTS: readonly RegExp[] = [
  /^spec\/(?:ingress|egress)\/\d+$/,
  /^spec\/(?:ingress|egress)\/\d+\/(?:from|to|ports)\/\d+$/,
  /^spec\/(?:ingress|egress)\/\d+\/(?:from|to)\/\d+\/(?:podSelector|namespaceSelector)$/,
  /^spec\/podSelector$/,
]

/** Whether `path` is a rule, a peer, a port entry or a selector of the policy at `resource`. */
export function isPart(resource: ResourcePath, path: Path): boolean {
  const below = splitPath(path).steps.slice(splitPath(resource).steps.length).join('/')
  return PARTS.some((part) => part.test(below))
}
