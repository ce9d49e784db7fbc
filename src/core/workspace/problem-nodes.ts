import { subjectsOf } from '../engine/rule-matches.ts'
import { fieldAt } from '../model/json.ts'
import { type Path, type ResourcePath, splitPath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Picture, PictureNode, WorkloadNode } from '../picture/picture.ts'
import { type Analysis, resourcesOf } from './analyse.ts'
import type { Problem } from './snapshot.ts'

/**
 * Problems with the nodes they are about: a workload's own manifest marks its node; a policy marks its namespace and, when
 * it does not select all of that, the workloads it selects; everything else of a namespace marks the namespace. A node
 * that is folded away is marked by its namespace. What only informs marks nothing.
 */
export function markNodes(analysis: Analysis, picture: Picture, problems: readonly Problem[]): readonly Problem[] {
  if (problems.every(({ diagnostic }) => diagnostic.severity === 'info')) return problems
  const owners = createOwners(analysis, picture)
  return problems.map((problem) => {
    const { place, severity } = problem.diagnostic
    if (severity === 'info' || place.kind === 'span') return problem
    const nodes = owners(place.path)
    return nodes.length > 0 ? { ...problem, nodes } : problem
  })
}

/** Finds the nodes that stand for the resource in which a path lies. */
function createOwners(analysis: Analysis, { nodes }: Picture): (path: Path) => readonly string[] {
  const frames = new Map(nodes.flatMap((node) => (node.kind === 'namespace' ? [[node.namespace, node.id]] : [])))
  const cards = new Map(nodes.filter(isCard).map((node) => [node.id, node]))
  const resources = new Map(resourcesOf(analysis.reading).map((resource) => [resource.path, resource]))
  const byManifest = cardsByManifest(analysis, cards)
  const policies = new Map(analysis.cluster.policies.map((policy) => [policy.path, policy]))
  const frameOf = (resource: ResourcePath) => {
    const namespace = namespaceOf(resources.get(resource)?.kind, resources.get(resource)?.value)
    return namespace === undefined ? [] : [frames.get(namespace) ?? []].flat()
  }
  return (path) => {
    const resource = ancestorsOf(path).find((candidate) => resources.has(candidate))
    if (resource === undefined) return []
    const card = byManifest.get(resource)
    if (card !== undefined) return [card]
    const policy = policies.get(resource)
    const subjects = policy ? subjectCards(analysis, policy, cards) : []
    return [...frameOf(resource), ...subjects]
  }
}

function isCard(node: PictureNode): node is WorkloadNode {
  return node.kind === 'workload'
}

/** Cards by the manifest of their workload, and by those of its pods. */
function cardsByManifest({ cluster }: Analysis, cards: ReadonlyMap<string, WorkloadNode>): ReadonlyMap<string, string> {
  const found = new Map<ResourcePath, string>()
  for (const { id, path, pods } of cluster.workloads) {
    if (!cards.has(id)) continue
    for (const pod of pods) found.set(pod.path, id)
    found.set(path, id)
  }
  return found
}

function subjectCards(
  { prepared }: Analysis,
  { path, podSelector }: NetworkPolicy,
  cards: ReadonlyMap<string, WorkloadNode>,
): readonly string[] {
  if (podSelector.requirements.length === 0) return []
  const ids = subjectsOf(prepared, path).map((id) => id.replace(/#.*$/, ''))
  return [...new Set(ids)].filter((id) => cards.has(id))
}

function namespaceOf(kind: string | undefined, value: Parameters<typeof fieldAt>[0]): string | undefined {
  const named = fieldAt(value, 'metadata', kind === 'Namespace' ? 'name' : 'namespace')
  return typeof named === 'string' ? named : kind === undefined || kind === 'Namespace' ? undefined : 'default'
}

/** A path and what it lies in, innermost first. */
function ancestorsOf(path: Path): readonly Path[] {
  const { length } = splitPath(path).steps
  const found = [path]
  for (let left = length; left > 0; left -= 1) {
    const last = found.at(-1) ?? path
    found.push(last.slice(0, last.lastIndexOf('/')))
  }
  return found
}
