import type { Flow } from '../model/verdict.ts'
import { subtractTraffic } from '../net/ports-by-protocol.ts'
import type { Standing } from './tiers.ts'

/** A standing as flows show it: `allowed` and `depends` have nothing in common. */
export function toFlowPorts({ certain, possible }: Standing): Pick<Flow, 'allowed' | 'depends'> {
  return { allowed: certain, depends: subtractTraffic(possible, certain) }
}
