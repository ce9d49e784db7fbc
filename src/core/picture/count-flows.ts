import type { Work } from '../model/work.ts'
import type { Admissions, PeerTable, RuleTable } from './admissions.ts'
import { membersOf } from './bits.ts'
import type { Bundle } from './bundle.ts'
import type { PeerNodes } from './peer-nodes.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingByRule } from './rule-passing.ts'

/**
 * The edges of one rule in a picture too large for exact bundles: what may pass between cards and folded frames, with
 * the number of pairs. Nothing is drawn inside a folded frame.
 */
export function* countingRule(
  admissions: Admissions,
  rule: RuleTable,
  visible: readonly (string | undefined)[],
  nodes: PeerNodes,
  add: (bundle: Bundle) => void,
): Work<void> {
  for (const table of rule.peers) {
    if (table.outside !== undefined) countOutside(rule, table, visible, nodes, add)
    if (table.peer !== 'anyone' && table.peer.kind === 'block') continue
    const members = membersOf(table.certain)
    for (const own of rule.subjects) {
      countFrom(admissions, rule, own, members, visible, add)
      yield undefined
    }
  }
}

function countFrom(
  admissions: Admissions,
  rule: RuleTable,
  own: number,
  members: readonly number[],
  visible: readonly (string | undefined)[],
  add: (bundle: Bundle) => void,
): void {
  const counts = new Map<string, { ports: PortsId; pairs: number }>()
  const near = visible[own]
  for (const other of members) {
    const far = visible[other]
    if (far === undefined || near === undefined || far === near || isSelf(admissions, own, other)) continue
    const ports = passingByRule(admissions, rule, own, other)
    if (ports === NO_PORTS) continue
    const count = counts.get(far)
    if (!count) counts.set(far, { ports, pairs: 1 })
    else {
      count.pairs += 1
      if (count.ports !== ports) count.ports = admissions.ports.union(count.ports, ports)
    }
  }
  for (const [far, { ports, pairs }] of counts) add(toBundle(rule, near ?? '', far, ports, pairs))
}

function countOutside(
  rule: RuleTable,
  table: PeerTable,
  visible: readonly (string | undefined)[],
  nodes: PeerNodes,
  add: (bundle: Bundle) => void,
): void {
  const ports = rule.fixedPorts ?? NO_PORTS
  if (ports === NO_PORTS) return
  const far = table.peer !== 'anyone' && table.peer.kind === 'block' ? nodes.block(table, table.peer) : nodes.internet()
  for (const own of rule.subjects) {
    const near = visible[own]
    if (near !== undefined) add(toBundle(rule, near, far, ports, 1))
  }
}

function toBundle(rule: RuleTable, near: string, far: string, ports: PortsId, pairs: number): Bundle {
  const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
  return { rule, from, to, answer: 'allowed', ports, pairs }
}
