import type { WeighedPod } from '../authoring/policy-form/policy-form-matches.ts'
import { resolveNamedPort } from '../engine/looks.ts'
import type { Prepared } from '../engine/prepare.ts'
import { assertNever } from '../model/assert-never.ts'
import type { NetworkPolicy, PortEntry, Rule } from '../model/policy.ts'
import { fact, type HoverPart } from './hover.ts'
import { podsWithin } from './scope.ts'
import { countPods } from './words.ts'

/** Who listens on the port of an entry: selected pods for ingress, the pods of the peers for egress (POR-4). */
export function describePort(
  prepared: Prepared,
  policy: NetworkPolicy,
  rule: Rule,
  { port, protocol }: PortEntry,
): readonly HoverPart[] {
  const pods = destinations(prepared, policy, rule)
  const whose = rule.direction === 'ingress' ? 'the selected pods' : 'the pods it leads to'
  if (pods.length === 0) return [fact(`nobody knows who listens: no pod is known among ${whose}`)]
  switch (port.kind) {
    case 'every':
      return [fact(`every ${protocol} port of ${whose}`)]
    case 'named':
      return describeNamed(pods, port.name, protocol, policy.namespace)
    case 'range':
      return [describeRange(pods, port, protocol, { whose, home: policy.namespace })]
    default:
      return assertNever(port)
  }
}

/** One line per number that the name stands for, and one for those that lack it. */
function describeNamed(
  pods: readonly WeighedPod[],
  name: string,
  protocol: string,
  home: string,
): readonly HoverPart[] {
  const byNumber = new Map<string, WeighedPod[]>()
  for (const one of pods) {
    const numbers = resolveNamedPort(one.pod, name, protocol).join(' and ')
    const group = byNumber.get(numbers)
    if (group) group.push(one)
    else byNumber.set(numbers, [one])
  }
  const known = [...byNumber].filter(([numbers]) => numbers !== '')
  const without = byNumber.get('') ?? []
  return [
    ...known.map(([numbers, own]) =>
      fact(`${name} is ${numbers} on ${countPods(weightOf(own))}`, workloadNames(own, home)),
    ),
    ...(without.length > 0
      ? [
          fact(
            `${countPods(weightOf(without))} without a ${protocol} port of this name: nothing is admitted there`,
            workloadNames(without, home),
          ),
        ]
      : []),
  ]
}

function describeRange(
  pods: readonly WeighedPod[],
  { first, last }: { readonly first: number; readonly last: number },
  protocol: string,
  { whose, home }: { readonly whose: string; readonly home: string },
): HoverPart {
  const listening = pods.filter(({ pod }) =>
    pod.ports.some((port) => port.protocol === protocol && first <= port.port && port.port <= last),
  )
  const what = first === last ? `${protocol} ${first}` : `a ${protocol} port from ${first} to ${last}`
  if (listening.length === 0)
    return fact(`none of ${whose} declares ${what}: that need not be, they may listen on it all the same`)
  const count = weightOf(listening)
  const declare = count === 1 ? 'declares' : 'declare'
  const words = `${count.toLocaleString('en')} of ${countPods(weightOf(pods))} ${declare} ${what}`
  return fact(words, workloadNames(listening, home))
}

function destinations(prepared: Prepared, policy: NetworkPolicy, { direction, peers }: Rule): readonly WeighedPod[] {
  if (direction === 'ingress') return podsWithin(prepared, policy.namespace, policy.podSelector)
  if (peers === 'any') return podsWithin(prepared, 'all')
  const matched = peers.flatMap((peer) =>
    peer.kind === 'pods' ? podsWithin(prepared, peer.namespaceSelector ?? policy.namespace, peer.podSelector) : [],
  )
  return [...new Set(matched)]
}

function weightOf(pods: readonly WeighedPod[]): number {
  return pods.reduce((sum, { weight }) => sum + weight, 0)
}

/** With their namespaces where those are others than the policy's. */
function workloadNames(pods: readonly WeighedPod[], home: string): readonly string[] {
  return [...new Set(pods.map(({ workload }) => workload))].map(({ name, namespace }) =>
    namespace === home ? name : `${namespace}/${name}`,
  )
}
