import type { Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { type BitSet, EMPTY_BITS, hasBit, unionAllBits } from '../net/bit-set.ts'
import { ALL_TRAFFIC, intersectTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import type { Passing } from './decide.ts'
import type { EndRow } from './end-rows.ts'
import { judgedFamilies } from './match-rule.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import type { Standing, TierPolicy } from './tiers.ts'

export const EVERYTHING: Standing = { certain: ALL_TRAFFIC, possible: ALL_TRAFFIC }

/** What may pass between two endpoints, by their places (ISO-6, IPB-6, END-6). */
export function judgePair(prepared: Prepared, from: number, to: number): Standing {
  const source = memberAt(prepared, from)
  if (from === to && isSinglePod(source)) return EVERYTHING
  return judgedFamilies(source, memberAt(prepared, to))
    .map((family) =>
      intersect(judgeEnd(prepared, from, to, 'egress', family), judgeEnd(prepared, from, to, 'ingress', family)),
    )
    .reduce(mergeFamilies)
}

/** What one end lets pass in one family: by all its policies, or by those of a profile alone. */
export function judgeEnd(
  prepared: Prepared,
  from: number,
  to: number,
  direction: Direction,
  family: Family,
  profile?: Profile<TierPolicy>,
): Standing {
  const [self, other] = direction === 'egress' ? [from, to] : [to, from]
  return standingIn(prepared, prepared.rows().endRow(family, direction, self, profile), other)
}

/** What a row of one end lets pass to or from a place. */
export function standingIn(prepared: Prepared, { classes, passing }: EndRow, other: number): Standing {
  const rows = prepared.rows()
  const portsWhere = (admits: (passing: Passing) => BitSet) =>
    rows.atoms.portsOf(
      unionAllBits(
        classes.map(({ mask }, index) => (hasBit(admits(passing[index] as Passing), other) ? mask : EMPTY_BITS)),
      ),
    )
  return { certain: portsWhere(({ certain }) => certain), possible: portsWhere(({ possible }) => possible) }
}

/** Families that disagree leave the flow open to doubt (IPB-6). */
export function mergeFamilies(a: Standing, b: Standing): Standing {
  return { certain: intersectTraffic(a.certain, b.certain), possible: unionTraffic(a.possible, b.possible) }
}

/** Both must let it pass. */
function intersect(a: Standing, b: Standing): Standing {
  return { certain: intersectTraffic(a.certain, b.certain), possible: intersectTraffic(a.possible, b.possible) }
}

/** Whether this is traffic from the node of the destination, which is always allowed (END-5). */
export function isFromOwnNode(from: Member, to: Member): boolean {
  return from.endpoint.kind === 'pods' && from.endpoint.hostNetwork && from.node !== undefined && from.node === to.node
}

export function memberAt(prepared: Pick<Prepared, 'members'>, place: number): Member {
  const member = prepared.members[place]
  if (!member) throw new Error(`no endpoint at ${place}`)
  return member
}
