import type { Passing } from '../engine/decide.ts'
import type { Direction } from '../model/policy.ts'
import type { BitSet } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import type { PortsId } from './port-sets.ts'

/** What passes between one endpoint and others on some ports. */
export interface FlowGroup {
  readonly ports: PortsId
  /** With whom for certain, and with whom possibly: found when somebody looks. */
  readonly others: Passing
}

/**
 * The flows of an endpoint, both ends together, as the engine has them: those that reach it (`ingress`) or leave it
 * (`egress`). Groups have no port in common.
 */
export type FlowsAt = (direction: Direction, own: number) => readonly FlowGroup[]

/**
 * {@link FlowsAt}, but not the first times: to judge the flows of few endpoints one by one by the tables is quicker than to
 * make the engine ready for all pairs.
 */
export type FlowsOfMany = (...asked: Parameters<FlowsAt>) => readonly FlowGroup[] | undefined

/** From so many times on it is worth it. */
const FEW = 32

export function createFlowsOfMany(admissions: Admissions): FlowsOfMany {
  const flowsAt = createFlowsAt(admissions)
  let asked = 0
  return (direction, own) => {
    asked += 1
    return asked > FEW || !admissions.isLiteral ? flowsAt(direction, own) : undefined
  }
}

/** Endpoints whose flows are kept: rules of one policy ask for the same ones, one rule after the other. */
const KEPT = 64

export function createFlowsAt({ prepared, ports }: Admissions): FlowsAt {
  const known = new Map<string, readonly FlowGroup[]>()
  const ids = new WeakMap<BitSet, PortsId>()
  const idOf = (mask: BitSet) => {
    const id = ids.get(mask) ?? ports.of(prepared.rows().atoms.portsOf(mask))
    ids.set(mask, id)
    return id
  }
  return (direction, own) => {
    const key = `${direction} ${own}`
    const remembered = known.get(key)
    if (remembered) return remembered
    const rows = prepared.rows()
    const cells = direction === 'ingress' ? rows.columnTo(own) : rows.rowFrom(own)
    const groups = cells.map((cell) => ({ ports: idOf(cell.ports), others: cell }))
    known.set(key, groups)
    if (known.size > KEPT) known.delete(known.keys().next().value ?? key)
    return groups
  }
}
