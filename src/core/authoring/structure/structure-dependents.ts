import type { Prepared } from '../../engine/prepare.ts'
import type { Workload } from '../../model/cluster.ts'
import { matchSelector } from '../../model/matching.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type Rule } from '../../model/policy.ts'
import type { LabelSelector, Labels } from '../../model/selector.ts'

/** Pods as selectors see them. */
export interface Seen {
  readonly namespace: string
  readonly namespaceLabels: Labels
  readonly labels: Labels
  readonly unknownLabels: ReadonlySet<string>
}

/** Policies, as `name (namespace)`, whose selectors match some of the pods only before, or only after a change. */
export interface Dependents {
  /** Selected them. */
  readonly lostSubject: readonly string[]
  /** Had a rule that named them. */
  readonly lostPeer: readonly string[]
  readonly wonSubject: readonly string[]
  readonly wonPeer: readonly string[]
}

/** The pods of a workload as they are; those on their node's network are seen by no selector (END-5). */
export function seenAs(
  { namespaceLabels }: Pick<Prepared, 'namespaceLabels'>,
  { namespace, pods }: Workload,
): readonly Seen[] {
  return pods
    .filter(({ hostNetwork }) => !hostNetwork)
    .map(({ labels, unknownLabels }) => ({
      namespace,
      namespaceLabels: namespaceLabels(namespace),
      labels,
      unknownLabels,
    }))
}

/** Which policies depend on what changes, by matching their selectors on both sides of it. */
export function findDependents(
  policies: readonly NetworkPolicy[],
  before: readonly Seen[],
  after: readonly Seen[],
): Dependents {
  const subjects = policies.map((policy) => outcomeOf((seen) => isSubject(policy, seen), before, after))
  const rules = policies.map((policy) =>
    DIRECTIONS.flatMap((direction) => policy.rules[direction]).map((rule) =>
      outcomeOf((seen) => isNamed(policy, rule, seen), before, after),
    ),
  )
  const named = (isOne: (index: number) => boolean) => {
    const chosen = policies.filter((_, index) => isOne(index))
    return [...new Set(chosen.map(({ name, namespace }) => `${name} (${namespace})`))]
  }
  return {
    lostSubject: named((index) => subjects[index] === 'lost'),
    lostPeer: named((index) => rules[index]?.includes('lost') === true),
    wonSubject: named((index) => subjects[index] === 'won'),
    wonPeer: named((index) => rules[index]?.includes('won') === true),
  }
}

/** What a person should know of pods that are selected by other policies afterwards. */
export function noteDependents(title: string, dependents: Dependents): readonly string[] {
  const say = (words: string, names: readonly string[]) =>
    names.length > 0 ? [`${title} ${words} ${names.join(', ')}`] : []
  return [
    ...say('is no longer selected by', dependents.lostSubject),
    ...say('is no longer named by a rule of', dependents.lostPeer),
    ...say('is now selected by', dependents.wonSubject),
    ...say('is now named by a rule of', dependents.wonPeer),
  ]
}

function outcomeOf(
  test: (seen: Seen) => boolean,
  before: readonly Seen[],
  after: readonly Seen[],
): 'lost' | 'won' | 'same' {
  const [was, is] = [before.some(test), after.some(test)]
  if (was === is) return 'same'
  return was ? 'lost' : 'won'
}

function isSubject({ namespace, podSelector }: NetworkPolicy, seen: Seen): boolean {
  return namespace === seen.namespace && mayMatch(podSelector, seen.labels, seen.unknownLabels)
}

/** A rule without peers is for everyone and depends on nobody's labels. */
function isNamed(policy: NetworkPolicy, { peers }: Rule, seen: Seen): boolean {
  return peers !== 'any' && peers.some((peer) => isPeer(policy, peer, seen))
}

function isPeer({ namespace }: NetworkPolicy, peer: Peer, seen: Seen): boolean {
  if (peer.kind === 'block') return false
  const isThere = peer.namespaceSelector
    ? mayMatch(peer.namespaceSelector, seen.namespaceLabels)
    : namespace === seen.namespace
  return isThere && (peer.podSelector === undefined || mayMatch(peer.podSelector, seen.labels, seen.unknownLabels))
}

function mayMatch(selector: LabelSelector, labels: Labels, unknownLabels?: ReadonlySet<string>): boolean {
  return matchSelector(selector, labels, unknownLabels) !== 'no'
}
