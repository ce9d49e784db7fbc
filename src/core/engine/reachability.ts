import type { Flow } from '../model/verdict.ts'
import { judgePair, memberAt } from './judge.ts'
import { isSinglePod } from './member.ts'
import type { Prepared } from './prepare.ts'
import { createSpread } from './spread-row.ts'
import { toFlowPorts } from './verdict-ports.ts'

/** What may pass from one endpoint to another. Throws for an id that is not there. */
export function flowBetween(prepared: Prepared, fromId: string, toId: string): Flow {
  const standing = judgePair(prepared, prepared.indexOf(fromId), prepared.indexOf(toId))
  return { from: fromId, to: toId, ...toFlowPorts(standing) }
}

/**
 * All pairs with anything allowed or depending, sources in the order of the endpoints and destinations within; without
 * outside to outside, and without a bare pod to itself (END-6).
 */
export function* eachFlow(prepared: Prepared): Iterable<Flow> {
  const { endpoints, members, rows } = prepared
  const spread = createSpread(rows().atoms, members.length)
  for (const [from, { id: fromId, kind }] of endpoints.entries()) {
    const portsTo = spread(rows().rowFrom(from))
    const isAlone = isSinglePod(memberAt(prepared, from))
    // Of most pairs nothing passes: they are left as early as can be.
    for (let to = 0; to < endpoints.length; to += 1) {
      const ports = portsTo(to)
      const target = endpoints[to]
      if (!ports || !target || (kind === 'outside' && target.kind === 'outside') || (to === from && isAlone)) continue
      yield { from: fromId, to: target.id, allowed: ports.allowed, depends: ports.depends }
    }
  }
}
