import { assertNever } from '../model/assert-never.ts'
import { formatRequirement, matchRequirement, matchSelector } from '../model/matching.ts'
import type { PodPeer } from '../model/policy.ts'
import type { LabelSelector, Labels, Requirement } from '../model/selector.ts'
import type { Assumption, Dependency, MissReason } from '../model/verdict.ts'
import type { RankedMiss } from './explain-peer.ts'
import type { Labelled } from './label-index.ts'
import type { Prepared } from './prepare.ts'
import { isSameLabels } from './same-member.ts'
import { listWords } from './words.ts'

const NAME_KEY = 'kubernetes.io/metadata.name'

/** What a match rests on when some label has a value nobody knows (END-2c, VER-3). */
export function dependOnLabels(selector: LabelSelector | undefined, name: string, labelled: Labelled): Dependency {
  const open = (selector?.requirements ?? []).filter(
    (requirement) => matchRequirement(requirement, labelled.labels, labelled.unknownLabels) === 'unknown',
  )
  const keys = listWords([...new Set(open.map(({ key }) => key))], 'and')
  return {
    question: `what is the value of label ${keys} on ${name}?`,
    on: `nobody knows the value of label ${keys} on ${name} yet: it counts if it satisfies ${open.map(formatRequirement).join(',')}, otherwise not`,
  }
}

/** Where selectors part from the labels: first by namespace, then by pod labels. */
export function missSelectors(peer: PodPeer, policyNamespace: string, labelled: Labelled): RankedMiss {
  const { namespaceSelector, podSelector } = peer
  const pods = failing(podSelector, labelled.labels, labelled.unknownLabels)
  const elsewhere = pods.length === 0 ? 20 : 10
  if (!namespaceSelector && labelled.namespace !== policyNamespace) {
    const words = `peer is in ${policyNamespace}; this pod is in ${labelled.namespace}`
    const reason = { kind: 'namespace', expected: policyNamespace, found: labelled.namespace } as const
    return { path: peer.path, words, reason, nearness: elsewhere }
  }
  const spaces = failing(namespaceSelector, labelled.namespaceLabels)
  const [space] = spaces
  if (space) {
    const words = `namespace ${labelled.namespace}: ${describeFailure(space, labelled.namespaceLabels)}`
    return {
      path: space.path,
      words,
      reason: missLabels('namespace', spaces, labelled.namespaceLabels),
      nearness: elsewhere,
    }
  }
  const words = listWords(
    pods.map((requirement) => describeFailure(requirement, labelled.labels)),
    'and',
  )
  return {
    path: pods[0]?.path ?? peer.path,
    words: `nearest: ${words}`,
    reason: missLabels('pod', pods, labelled.labels),
    nearness: Math.max(30 - pods.length, 21),
  }
}

function missLabels(of: 'pod' | 'namespace', failed: readonly Requirement[], labels: Labels): MissReason {
  const keys = failed.map(({ key, operator, values }) => {
    const found = labels.get(key)
    return { key, operator, values, ...(found === undefined ? {} : { found }) }
  })
  return { kind: 'labels', of, keys }
}

/** What is taken for granted of a namespace nobody declared, where another key than its name decided (END-3). */
export function assumeLabels({ cluster }: Prepared, peer: PodPeer, labelled: Labelled): readonly Assumption[] {
  const { namespaceSelector, podSelector } = peer
  const { namespace, namespaceLabels } = labelled
  const space = cluster.namespaces.get(namespace)
  const isUndeclared = space?.path === undefined && (space === undefined || isSameLabels(space.labels, namespaceLabels))
  if (!namespaceSelector || !isUndeclared) return []
  if (podSelector && matchSelector(podSelector, labelled.labels, labelled.unknownLabels) === 'no') return []
  const failed = failing(namespaceSelector, namespaceLabels)
  if (failed.some(({ key }) => key === NAME_KEY)) return []
  const deciding = failed.length > 0 ? failed : namespaceSelector.requirements.filter(({ key }) => key !== NAME_KEY)
  return [...new Map(deciding.map((requirement) => [requirement.key, requirement])).values()].map(({ key, path }) => ({
    code: 'END-3',
    words: `assuming namespace ${namespace} has no label ${key}`,
    path,
  }))
}

function failing(
  selector: LabelSelector | undefined,
  labels: Labels,
  unknownLabels?: ReadonlySet<string>,
): readonly Requirement[] {
  return (selector?.requirements ?? []).filter(
    (requirement) => matchRequirement(requirement, labels, unknownLabels) === 'no',
  )
}

function describeFailure({ key, operator, values }: Requirement, labels: Labels): string {
  const value = labels.get(key)
  const shown = value === '' ? 'empty' : value
  switch (operator) {
    case 'In':
      return `label ${key} is ${shown ?? 'missing'}, not ${listWords([...new Set(values)].map(showValue), 'or')}`
    case 'NotIn':
      return `label ${key} is ${shown}, which is excluded`
    case 'Exists':
      return `label ${key} is missing`
    case 'DoesNotExist':
      return `label ${key} is present`
    default:
      return assertNever(operator)
  }
}

function showValue(value: string): string {
  return value === '' ? 'empty' : value
}
