import {
  type MatchedWorkload,
  matchNamespaces,
  matchPods,
  type PodMatches,
  type PodQuestion,
} from '../authoring/policy-form/policy-form-matches.ts'
import type { Prepared } from '../engine/prepare.ts'
import { formatRequirement, formatSelector } from '../model/matching.ts'
import type { NetworkPolicy, PodPeer } from '../model/policy.ts'
import type { LabelSelector } from '../model/selector.ts'
import { fact, type HoverPart } from './hover.ts'
import { countPods } from './words.ts'

/** Whom a policy selects (SEL-5); with `below`, first what the condition there does alone. */
export function describeSubject(
  prepared: Prepared,
  policy: NetworkPolicy,
  below: readonly string[],
): readonly HoverPart[] {
  const { namespace, podSelector } = policy
  const matches = matchPods(prepared, { namespace, podSelector })
  const total = `selects ${ofPods(matches)} in ${namespace}`
  return [
    ...describeCondition(prepared, podSelector, below, (alone) =>
      matchPods(prepared, { namespace, podSelector: alone }),
    ),
    fact(total, namesOf(matches), matches.more),
  ]
}

/** Whom a peer matches: its selectors together, and the one the caret is in (PEE-1 to PEE-3). */
export function describePeer(
  prepared: Prepared,
  { namespace }: NetworkPolicy,
  peer: PodPeer,
  below: readonly string[],
): readonly HoverPart[] {
  const [field, ...rest] = below
  const question = questionOf(namespace, peer)
  const matches = matchPods(prepared, question)
  const whole = fact(
    `this peer matches ${ofPods(matches)}${placeOf(namespace, peer)}`,
    namesOf(matches, peer),
    matches.more,
  )
  if (field === 'namespaceSelector' && peer.namespaceSelector)
    return [...describeNamespaces(prepared, peer.namespaceSelector, rest), whole]
  if (field !== 'podSelector' || !peer.podSelector) return [whole]
  const alone = (podSelector: LabelSelector) => matchPods(prepared, { ...question, podSelector })
  return [...describeCondition(prepared, peer.podSelector, rest, alone), whole]
}

/** The question a peer puts to {@link matchPods}. */
export function questionOf(namespace: string, { podSelector, namespaceSelector }: PodPeer): PodQuestion {
  return { namespace, ...(podSelector ? { podSelector } : {}), ...(namespaceSelector ? { namespaceSelector } : {}) }
}

/** "3 of 12 pods", with those that only may belong to it. */
export function ofPods({ pods, of, unsure }: PodMatches): string {
  const doubt = unsure > 0 ? `, ${unsure} of them only if a label has the right value that nobody knows yet` : ''
  if (of === 0) return 'no pod: none is known there'
  if (pods === 0) return `no pod of ${of.toLocaleString('en')}`
  return `${pods.toLocaleString('en')} of ${countPods(of)}${doubt}`
}

function placeOf(namespace: string, { namespaceSelector }: PodPeer): string {
  if (!namespaceSelector) return ` in ${namespace}, the policy’s own namespace`
  const words = formatSelector(namespaceSelector)
  return words === '' ? ' in every namespace' : ` in namespaces with ${words}`
}

function describeNamespaces(
  prepared: Prepared,
  selector: LabelSelector,
  below: readonly string[],
): readonly HoverPart[] {
  const condition = conditionAt(selector, below)
  const alone = condition && matchNamespaces(prepared, { ...selector, requirements: [condition] })
  const { names, of } = matchNamespaces(prepared, selector)
  return [
    ...(condition && alone && selector.requirements.length > 1
      ? [fact(`${formatRequirement(condition)} alone: ${alone.names.length} of ${of} namespaces`)]
      : []),
    fact(names.length === 0 ? `no namespace of ${of} matches` : `matches ${names.length} of ${of} namespaces`, names),
  ]
}

function describeCondition(
  prepared: Prepared,
  selector: LabelSelector,
  below: readonly string[],
  match: (selector: LabelSelector) => PodMatches,
): readonly HoverPart[] {
  const condition = conditionAt(selector, below)
  if (!condition || selector.requirements.length < 2 || prepared.cluster.workloads.length === 0) return []
  const matches = match({ ...selector, requirements: [condition] })
  return [fact(`${formatRequirement(condition)} alone: ${ofPods(matches)}`)]
}

function conditionAt({ requirements }: LabelSelector, [group, at]: readonly string[]) {
  if (group === 'matchLabels')
    return requirements.find(({ path, key }) => key === at && !/\/matchExpressions\/\d+$/.test(path))
  return group === 'matchExpressions'
    ? requirements.find(({ path }) => path.endsWith(`/matchExpressions/${at}`))
    : undefined
}

function namesOf({ workloads }: PodMatches, peer?: PodPeer): readonly string[] {
  return workloads.map((one) => (peer?.namespaceSelector ? `${one.namespace}/` : '') + nameOf(one))
}

function nameOf({ name, pods, kind }: MatchedWorkload): string {
  return kind === 'Pod' || pods === 1 ? name : `${name} (${countPods(pods)})`
}
