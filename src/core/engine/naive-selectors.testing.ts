/** Selectors and unknown label values for the naive evaluator; nothing here is shared with the engine. */
import type { Cluster, Pod } from '../model/cluster.ts'
import type { Rule } from '../model/policy.ts'
import type { LabelSelector, Labels, Requirement } from '../model/selector.ts'

/** Whether labels whose values are all known satisfy every requirement (SEL-1 to SEL-4). */
export function isSelected({ requirements }: LabelSelector, labels: Labels): boolean {
  return requirements.every((requirement) => holds(requirement, labels))
}

function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels.get(key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

const remembered = new WeakMap<Pod, readonly Labels[]>()

/** The labels a pod may turn out to have: unknown values take every value some selector lists, and one that none does (END-2c). */
export function possibleLabels(cluster: Cluster, pod: Pod): readonly Labels[] {
  const found = remembered.get(pod) ?? findLabels(cluster, pod)
  remembered.set(pod, found)
  return found
}

function findLabels(cluster: Cluster, { labels, unknownLabels }: Pod): readonly Labels[] {
  const missing = [...unknownLabels].filter((key) => !labels.has(key))
  return missing.reduce<readonly Labels[]>(
    (worlds, key) =>
      worlds.flatMap((world) => listedValues(cluster, key).map((value) => new Map([...world, [key, value]]))),
    [labels],
  )
}

function listedValues(cluster: Cluster, key: string): readonly string[] {
  const listed = podSelectorsOf(cluster)
    .flatMap(({ requirements }) => requirements)
    .flatMap((requirement) => (requirement.key === key ? requirement.values : []))
  return [...new Set(listed), 'a value no selector lists']
}

const selectors = new WeakMap<Cluster, readonly LabelSelector[]>()

function podSelectorsOf(cluster: Cluster): readonly LabelSelector[] {
  const known = selectors.get(cluster)
  if (known) return known
  const found = cluster.policies.flatMap(({ podSelector, rules }) => [
    podSelector,
    ...[...rules.ingress, ...rules.egress].flatMap(podSelectorsOfRule),
  ])
  selectors.set(cluster, found)
  return found
}

function podSelectorsOfRule({ peers }: Rule): readonly LabelSelector[] {
  if (peers === 'any') return []
  return peers.flatMap((peer) => (peer.kind === 'pods' && peer.podSelector ? [peer.podSelector] : []))
}
