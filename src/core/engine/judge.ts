import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { intersectTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { decide, EVERYTHING, intersect } from './decide.ts'
import { judgedFamilies, matchRules } from './match-rule.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { profileOf, rulesOf } from './profile.ts'
import type { Standing } from './tiers.ts'

/** What may pass between two endpoints, by their places (ISO-6, IPB-6, END-6). */
export function judgePair(prepared: Prepared, from: number, to: number): Standing {
  const source = memberAt(prepared, from)
  const destination = memberAt(prepared, to)
  if (from === to && isSinglePod(source)) return EVERYTHING
  return judgedFamilies(source, destination)
    .map((family) =>
      intersect(judgeEnd(prepared, from, to, 'egress', family), judgeEnd(prepared, from, to, 'ingress', family)),
    )
    .reduce(mergeFamilies)
}

/** What one end lets pass in one family. */
export function judgeEnd(prepared: Prepared, from: number, to: number, direction: Direction, family: Family): Standing {
  if (direction === 'ingress' && isFromOwnNode(memberAt(prepared, from), memberAt(prepared, to))) return EVERYTHING
  const [self, other] = direction === 'egress' ? [from, to] : [to, from]
  const profile = profileOf(prepared, self, direction)
  if (profile.tiers.length === 0) return EVERYTHING
  return decide(profile, matchRules(prepared, rulesOf(profile, direction), other, family), {
    destination: memberAt(prepared, to),
    place: memberAt(prepared, other).location.possible.get(family) ?? [],
  })
}

/** Families that disagree leave the flow open to doubt (IPB-6). */
export function mergeFamilies(a: Standing, b: Standing): Standing {
  return { certain: intersectTraffic(a.certain, b.certain), possible: unionTraffic(a.possible, b.possible) }
}

/** Whether this is traffic from the node of the destination, which is always allowed (END-5). */
export function isFromOwnNode(from: Member, to: Member): boolean {
  return from.endpoint.kind === 'pods' && from.endpoint.hostNetwork && from.node !== undefined && from.node === to.node
}

export function memberAt(prepared: Prepared, place: number): Member {
  const member = prepared.members[place]
  if (!member) throw new Error(`no endpoint at ${place}`)
  return member
}
