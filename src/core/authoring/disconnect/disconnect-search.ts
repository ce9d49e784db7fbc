import { memberAt } from '../../engine/judge.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { intersectAddresses } from '../../net/address.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import type { PlanContext } from '../plan-context.ts'
import type { Part, Sides } from './find-contributions.ts'

/** What shall be stopped, and what admits it. */
export interface Search {
  readonly context: PlanContext
  readonly sides: Sides
  /** What passes now of what shall be stopped; never empty. */
  readonly passing: PortsByProtocol
  /** The ports that were asked for; absent for all that passes. */
  readonly asked?: PortsByProtocol
  /** The parts of rules that admit it. */
  readonly parts: readonly Part[]
}

/** The endpoints of one side, in the order of the engine. */
export function endpointsOf(prepared: Prepared, ids: readonly string[]): readonly Endpoint[] {
  return [...ids]
    .map((id) => prepared.indexOf(id))
    .sort((a, b) => a - b)
    .map((place) => memberAt(prepared, place).endpoint)
}

/** The endpoints of `after` that hold something of endpoints of `before`: parts may have merged or split. */
export function carryEndpoints(before: Prepared, after: Prepared, ids: readonly string[]): readonly string[] {
  const carried = ids.flatMap((id) => {
    const former = before.endpoint(id)
    if (former?.kind === 'outside') return outsideWithin(after, former).map((endpoint) => endpoint.id)
    if (after.endpoint(id)) return [id]
    return after.endpoints
      .filter(
        (endpoint) =>
          endpoint.kind === 'pods' && former?.workload !== undefined && endpoint.workload?.id === former.workload.id,
      )
      .map((endpoint) => endpoint.id)
  })
  return [...new Set(carried)]
}

/** The endpoints outside that hold addresses of one. */
export function outsideWithin(prepared: Prepared, former: Endpoint): readonly Endpoint[] {
  if (former.kind !== 'outside') return []
  return prepared.endpoints.filter(
    (endpoint) => endpoint.kind === 'outside' && intersectAddresses(endpoint.addresses, former.addresses).length > 0,
  )
}
