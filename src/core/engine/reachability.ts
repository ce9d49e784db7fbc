import type { Flow } from '../model/verdict.ts'
import { createRows } from './flow-rows.ts'
import { judgePair, memberAt } from './judge.ts'
import { isSinglePod } from './member.ts'
import type { Prepared } from './prepare.ts'
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
  const rows = createRows(prepared)
  const { endpoints } = prepared
  for (const [from, { id: fromId, kind }] of endpoints.entries()) {
    const row = rows.rowFrom(from)
    const isAlone = isSinglePod(memberAt(prepared, from))
    for (let to = 0; to < endpoints.length; to += 1) {
      const target = endpoints[to]
      if (!target || (kind === 'outside' && target.kind === 'outside') || (to === from && isAlone)) continue
      const ports = row(to)
      if (ports) yield { from: fromId, to: target.id, allowed: ports.allowed, depends: ports.depends }
    }
  }
}
