import { isEmptyPorts } from '../net/ports.ts'
import { subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import type { MeetOptions } from './family-rows.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { remember } from './remember.ts'
import { createSpread, type Spread } from './spread-row.ts'
import type { FlowPorts } from './verdict-ports.ts'

/** Up to how many pairs the rows and columns that changed are few. */
export const MANY_PAIRS = 200_000

/** How many rows are kept: those of the endpoints that stood for one source before. */
const KEPT_ROWS = 8

/** What may pass between places: by the row of all destinations of one source, or by the column of one destination. */
export interface PairJudge {
  readonly inRow: (source: number, target: number) => FlowPorts
  /** Columns are all kept, so that is for few of them. */
  readonly inColumn: (source: number, target: number) => FlowPorts
}

export function createPairJudge(prepared: Prepared, isFew: boolean): PairJudge {
  const rows = prepared.rows()
  const spread = createSpread(rows.atoms, prepared.members.length)
  const options: MeetOptions = { isOneOfFew: isFew }
  const columnOf = remember((target: number) => spread(rows.columnTo(target, options)))
  const kept = new Map<number, PortsAt>()
  const rowOf = (source: number): PortsAt => {
    const row = kept.get(source) ?? spread(rows.rowFrom(source, options))
    if (!kept.has(source) && kept.size >= KEPT_ROWS) kept.clear()
    kept.set(source, row)
    return row
  }
  return {
    inRow: (source, target) => rowOf(source)(target) ?? NO_PORTS,
    inColumn: (source, target) => columnOf(target)(source) ?? NO_PORTS,
  }
}

type PortsAt = ReturnType<Spread>

const NO_PORTS: FlowPorts = { allowed: {}, depends: {} }

/** Whether policies could have a say: not of what stays outside, nor of a pod with itself (END-6). */
export function isCompared(prepared: Prepared, source: number, target: number): boolean {
  const from = prepared.members[source] as Member
  if (source === target && isSinglePod(from)) return false
  return from.endpoint.kind === 'pods' || prepared.members[target]?.endpoint.kind === 'pods'
}

/** What `now` has and `then` had not: `allowed` became certain, `depends` possible. Undefined for nothing. */
export function gainsOf(now: FlowPorts, then: FlowPorts): FlowPorts | undefined {
  const allowed = subtractTraffic(now.allowed, then.allowed)
  const depends = subtractTraffic(now.depends, unionTraffic(then.allowed, then.depends))
  return isEmptyPorts(allowed) && isEmptyPorts(depends) ? undefined : { allowed, depends }
}

/** {@link gainsOf}; rows share their ports, so answers are remembered. */
export function rememberGains(): typeof gainsOf {
  const remembered = new WeakMap<FlowPorts, WeakMap<FlowPorts, { readonly gains: FlowPorts | undefined }>>()
  return (now, then) => {
    const known = remembered.get(now) ?? new WeakMap<FlowPorts, { readonly gains: FlowPorts | undefined }>()
    remembered.set(now, known)
    const answer = known.get(then) ?? { gains: gainsOf(now, then) }
    known.set(then, answer)
    return answer.gains
  }
}
