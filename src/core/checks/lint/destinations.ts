import type { Member } from '../../engine/member.ts'
import { DIRECTIONS, type NetworkPolicy, type Rule } from '../../model/policy.ts'
import { asks, type LintContext } from './lint-context.ts'

/** A rule in force, with the pods of the document whose ports it is about (POR-4). */
export interface RuleWithDestinations {
  readonly policy: NetworkPolicy
  readonly rule: Rule
  readonly destinations: readonly Member[]
}

/**
 * The rules in force that name ports: of ingress with the subjects, of egress with the pods its peers name. Only pods that
 * are asked for by their labels: a rule about whoever is there says nothing of the ports that each of them has.
 */
export function* rulesWithDestinations(context: LintContext): Iterable<RuleWithDestinations> {
  for (const policy of context.policies)
    for (const direction of DIRECTIONS)
      for (const rule of policy.isolates[direction] ? policy.rules[direction] : [])
        if (rule.ports !== 'any') yield { policy, rule, destinations: destinationsOf(context, policy, rule) }
}

function destinationsOf({ podsOf, podsAt }: LintContext, policy: NetworkPolicy, rule: Rule): readonly Member[] {
  if (rule.direction === 'ingress') return asks(policy.podSelector) ? podsOf(policy) : []
  const named = (rule.peers === 'any' ? [] : rule.peers).flatMap((peer) =>
    peer.kind === 'pods' && asks(peer.podSelector) ? [peer] : [],
  )
  if (named.length === 0 || named.length !== rule.peers.length) return []
  return named.length === 1 && named[0]
    ? podsAt(policy, named[0])
    : [...new Set(named.flatMap((peer) => podsAt(policy, peer)))]
}
