import type { Flow } from '../model/verdict.ts'
import { subtractTraffic } from '../net/ports-by-protocol.ts'
import type { Standing } from './tiers.ts'

/** What a flow shows: `allowed` and `depends` have nothing in common. */
export type FlowPorts = Pick<Flow, 'allowed' | 'depends'>

export function toFlowPorts({ certain, possible }: Standing): FlowPorts {
  return { allowed: certain, depends: subtractTraffic(possible, certain) }
}
