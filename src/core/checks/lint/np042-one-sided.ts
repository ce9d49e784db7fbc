import type { ConnectIntention, WantedPort } from '../../authoring/plan.ts'
import type { Member } from '../../engine/member.ts'
import type { CompiledRule } from '../../engine/tiers.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type PodPeer, type Rule } from '../../model/policy.ts'
import { asks, type LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { isUndeclared } from './np022-undeclared-port.ts'
import { isWide } from './np034-wide-ports.ts'
import { createIsMet } from './one-sided.ts'
import { nameMembers } from './words.ts'

export const NP042: LintRule = {
  id: 'NP042',
  code: 'ISO-6',
  severity: 'warning',
  title: 'One end admits, the other never does',
  why: 'A connection must be allowed at both of its ends: a rule at one of them opens nothing while the other stays closed.',
  check: (context) => {
    const find = createFind(context)
    return each(context.policies, (policy) => find(policy))
  },
}

/** Some pods of a rule's own end, and the pods that one of its peers names, between which nothing of the rule passes. */
interface OneSided {
  readonly policy: NetworkPolicy
  readonly rule: CompiledRule
  readonly peer: PodPeer
  readonly subjects: readonly Member[]
  readonly others: readonly Member[]
}

function createFind({ prepared, podsOf, podsAt, placesOf }: LintContext): (policy: NetworkPolicy) => readonly Hit[] {
  const compiled = new Map(
    prepared.tiers
      .flatMap(({ policies }) => policies)
      .flatMap(({ rules }) => DIRECTIONS.flatMap((direction) => rules[direction]))
      .map((rule) => [rule.rule.path, rule]),
  )
  const isMet = createIsMet(prepared)
  return (policy) =>
    DIRECTIONS.filter((direction) => policy.isolates[direction])
      .flatMap((direction) => policy.rules[direction])
      .flatMap(({ path, peers }): readonly OneSided[] => {
        const rule = compiled.get(path)
        const subjects = podsOf(policy)
        if (!rule || peers === 'any' || subjects.length === 0) return []
        return peers.flatMap((peer) =>
          isSomebody(peer) ? { policy, rule, peer, subjects, others: podsAt(policy, peer) } : [],
        )
      })
      .filter(({ rule, subjects, others }) => others.length > 0 && !isMet(rule, placesOf(subjects), placesOf(others)))
      .map(toHit)
}

/** Every pod of every namespace is nobody in particular: that some of them are closed is no mistake. */
function isSomebody(peer: Peer): peer is PodPeer {
  return peer.kind === 'pods' && (asks(peer.podSelector) || peer.namespaceSelector?.requirements.length !== 0)
}

function toHit(found: OneSided): Hit {
  const { policy, rule, peer, subjects, others } = found
  const isEgress = rule.rule.direction === 'egress'
  const [from, to] = isEgress ? [subjects, others] : [others, subjects]
  const closed = isEgress ? `the ingress of ${nameMembers(others)}` : `the egress of ${nameMembers(others)}`
  return {
    path: peer.path,
    message: `${policy.name} admits ${nameMembers(from)} → ${nameMembers(to)}, and ${closed} admits none of it: nothing passes`,
    fixes: openOther(found),
  }
}

/** The connection as it would be drawn: it writes only what the other end lacks. */
function openOther({ rule: { rule }, subjects, others }: OneSided): readonly LintFix[] {
  const [from, to] = rule.direction === 'egress' ? [subjects, others] : [others, subjects]
  const ends = [from, to].map(toEnd)
  const ports = wantedOf(rule)
  const [source, target] = ends
  if (!source || !target || ports.length === 0 || isDoubtful(rule, from === subjects ? others : subjects)) return []
  const intention: ConnectIntention = { kind: 'connect', from: source, to: target, ports }
  return [{ title: `Admit it at ${nameMembers(others)} as well`, intention }]
}

/** What would be found wanting at one end is not repeated at the other. */
function isDoubtful({ ports }: Rule, destinations: readonly Member[]): boolean {
  return (
    ports !== 'any' && ports.some((entry) => isWide(entry) || destinations.some((one) => isUndeclared(entry, [one])))
  )
}

/** Every port of one protocol is nothing that a connection can ask for: then there is nothing to offer. */
function wantedOf({ ports }: Rule): 'every' | readonly WantedPort[] {
  if (ports === 'any') return 'every'
  return ports.flatMap(({ protocol, port }): readonly WantedPort[] =>
    port.kind === 'every' ? [] : [{ protocol, ...port }],
  )
}

function toEnd(members: readonly Member[]) {
  const ids = [
    ...new Set(members.flatMap(({ endpoint }) => (endpoint.kind === 'pods' ? (endpoint.workload?.id ?? []) : []))),
  ]
  const [id, ...more] = ids
  if (id === undefined) return undefined
  return more.length === 0 ? ({ kind: 'workload', id } as const) : ({ kind: 'workloads', ids } as const)
}
