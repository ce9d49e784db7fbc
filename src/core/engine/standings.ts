import type { PortsByProtocol } from '../net/ports.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { EVERYTHING, intersect } from './decide.ts'
import { mergeFamilies } from './judge.ts'
import type { Standing } from './tiers.ts'
import { toFlowPorts } from './verdict-ports.ts'

/** The number of a port standing; equal standings have one number. */
export type StandingId = number

/** Everything passes. */
export const EVERYTHING_ID: StandingId = 0

/** Port standings as numbers, with remembered combinations. */
export interface Standings {
  readonly idOf: (standing: Standing) => StandingId
  /** Both ends (ISO-6). */
  readonly bothEnds: (a: StandingId, b: StandingId) => StandingId
  /** Both families (IPB-6). */
  readonly bothFamilies: (a: StandingId, b: StandingId) => StandingId
  /** What a flow row shows; undefined when nothing is allowed or depends. */
  readonly portsOf: (id: StandingId) => FlowPorts | undefined
}

export interface FlowPorts {
  readonly allowed: PortsByProtocol
  readonly depends: PortsByProtocol
}

export function createStandings(): Standings {
  const ids = new Map<string, StandingId>()
  const list: Standing[] = []
  const ports: (FlowPorts | undefined)[] = []
  const idOf = (standing: Standing): StandingId => {
    const key = `${formatTraffic(standing.certain)}|${formatTraffic(standing.possible)}`
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, list.length)
    ports.push(key === '|' ? undefined : toFlowPorts(standing))
    return list.push(standing) - 1
  }
  idOf(EVERYTHING)
  return {
    idOf,
    bothEnds: rememberPairs(list, idOf, intersect),
    bothFamilies: rememberPairs(list, idOf, mergeFamilies),
    portsOf: (id) => ports[id],
  }
}

function rememberPairs(
  list: readonly Standing[],
  idOf: (standing: Standing) => StandingId,
  combine: (a: Standing, b: Standing) => Standing,
): (a: StandingId, b: StandingId) => StandingId {
  const rows: Map<StandingId, StandingId>[] = []
  return (a, b) => {
    if (a === b) return a
    const row = rows[a] ?? new Map<StandingId, StandingId>()
    rows[a] = row
    const known = row.get(b)
    if (known !== undefined) return known
    const id = idOf(combine(list[a] as Standing, list[b] as Standing))
    row.set(b, id)
    return id
  }
}
