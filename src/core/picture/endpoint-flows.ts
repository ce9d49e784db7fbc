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

/** Endpoints whose flows are kept: rules of one policy ask for the same ones, one rule after the other. */
const KEPT = 64

/** So many endpoints are looked at one by one; for more it is worth sorting all rules by their peers first. */
const FEW = 16

export function createFlowsAt({ prepared, ports }: Admissions): FlowsAt {
  let asked = 0
  const rows = prepared.rows()
  const known = new Map<string, readonly FlowGroup[]>()
  const ids = new WeakMap<BitSet, PortsId>()
  const idOf = (mask: BitSet) => {
    const id = ids.get(mask) ?? ports.of(rows.atoms.portsOf(mask))
    ids.set(mask, id)
    return id
  }
  return (direction, own) => {
    const key = `${direction} ${own}`
    const remembered = known.get(key)
    if (remembered) return remembered
    asked += 1
    const options = { isOneOfFew: asked <= FEW }
    const cells = direction === 'ingress' ? rows.columnTo(own, options) : rows.rowFrom(own, options)
    const groups = cells.map((cell) => ({ ports: idOf(cell.ports), others: cell }))
    known.set(key, groups)
    if (known.size > KEPT) known.delete(known.keys().next().value ?? key)
    return groups
  }
}
