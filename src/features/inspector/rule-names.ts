import { isWithin, type Path, splitPath } from '../../core/model/path.ts'
import type { PolicySummary } from '../../core/workspace/snapshot.ts'

/** The policy in which a path lies. */
export function policyOf(path: Path, policies: readonly PolicySummary[]): PolicySummary | undefined {
  return policies.find((candidate) => isWithin(path, candidate.path))
}

/** The policies of some rules, each once, in the order of the document. */
export function policiesOfRules(rules: readonly Path[], policies: readonly PolicySummary[]): readonly PolicySummary[] {
  const places = new Set(rules.flatMap(placesAround))
  return policies.filter(({ path }) => places.has(path))
}

/** A path, and every place of its document that it lies in. */
function placesAround(path: Path): readonly Path[] {
  const places = [path]
  const start = path.indexOf('#')
  for (let end = path.lastIndexOf('/'); end > start; end = path.lastIndexOf('/', end - 1))
    places.push(path.slice(0, end))
  return places
}

/** "api-server, ingress rule 1". */
export function toRuleName(path: Path, policies: readonly PolicySummary[]): string {
  const policy = policyOf(path, policies)
  if (!policy) return path
  const [, direction = '', index = '0'] = splitPath(path).steps.slice(splitPath(policy.path).steps.length)
  return direction === '' ? policy.name : `${policy.name}, ${direction} rule ${Number(index) + 1}`
}
