/** Selectors and unknown label values for the naive evaluator; nothing here is shared with the engine. */
import type { Cluster, Pod } from '../../model/cluster.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { LabelSelector, Labels, Requirement } from '../../model/selector.ts'
import { memoized } from './memory.testing.ts'

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

/** Which selectors select a pod, once everything is settled. */
export type Selects = (selector: LabelSelector) => boolean

/**
 * How label values nobody knows are settled (END-2c). `by value`: the value is one and the same wherever it is looked at.
 * `by selector`: as the rule is worded, In and NotIn depend, each selector for itself; only equal ones go together.
 */
export type Reading = 'by value' | 'by selector'

/** Whose selectors: those of policies, or those of the peers in their rules. */
type Role = 'subject' | 'peer'

/** Every way in which the selectors of subjects, or of peers, may select a pod. */
export const possibleSelections = memoized(findSelections)

function findSelections(cluster: Cluster, pod: Pod, role: Role, reading: Reading): readonly Selects[] {
  if (pod.unknownLabels.size === 0) return [(selector) => isSelected(selector, pod.labels)]
  if (reading === 'by value') {
    return possibleLabels(cluster, pod).map((labels) => (selector) => isSelected(selector, labels))
  }
  const open = selectorsOf(cluster, role)
    .filter((selector) => maySelect(selector, pod) === 'depends')
    .map(wordsOf)
  return subsets([...new Set(open)]).map((some) => (selector) => {
    const truth = maySelect(selector, pod)
    return truth === 'depends' ? some.includes(wordsOf(selector)) : truth === 'yes'
  })
}

const selectorsOf = memoized(({ policies }: Cluster, role: Role): readonly LabelSelector[] =>
  policies.flatMap((policy) => (role === 'subject' ? [policy.podSelector] : peerSelectorsOf(policy))),
)

function maySelect({ requirements }: LabelSelector, { labels, unknownLabels }: Pod): 'yes' | 'no' | 'depends' {
  const isUnknown = ({ key }: Requirement) => unknownLabels.has(key) && !labels.has(key)
  const isKnownToFail = requirements.some((requirement) =>
    isUnknown(requirement) ? requirement.operator === 'DoesNotExist' : !holds(requirement, labels),
  )
  if (isKnownToFail) return 'no'
  const isOpen = requirements.some((one) => isUnknown(one) && (one.operator === 'In' || one.operator === 'NotIn'))
  return isOpen ? 'depends' : 'yes'
}

function wordsOf({ requirements }: LabelSelector): string {
  return JSON.stringify(requirements.map(({ key, operator, values }) => [key, operator, values]))
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((subset) => [subset, [first, ...subset]])
}

/** The labels a pod may turn out to have: unknown values take every value some selector lists, and one that none does. */
export const possibleLabels = memoized((cluster: Cluster, { labels, unknownLabels }: Pod): readonly Labels[] => {
  const missing = [...unknownLabels].filter((key) => !labels.has(key))
  return missing.reduce<readonly Labels[]>(
    (worlds, key) =>
      worlds.flatMap((world) => listedValues(cluster, key).map((value) => new Map([...world, [key, value]]))),
    [labels],
  )
})

function listedValues(cluster: Cluster, key: string): readonly string[] {
  const listed = [...selectorsOf(cluster, 'subject'), ...selectorsOf(cluster, 'peer')]
    .flatMap(({ requirements }) => requirements)
    .flatMap((requirement) => (requirement.key === key ? requirement.values : []))
  return [...new Set(listed), 'a value no selector lists']
}

function peerSelectorsOf({ rules }: NetworkPolicy): readonly LabelSelector[] {
  const peers = [...rules.ingress, ...rules.egress].flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  return peers.flatMap((peer) => (peer.kind === 'pods' && peer.podSelector ? [peer.podSelector] : []))
}
