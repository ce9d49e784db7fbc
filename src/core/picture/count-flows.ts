import type { Work } from '../model/work.ts'
import { listBits } from '../net/bit-set.ts'
import type { PeerTable, RuleTable } from './admissions.ts'
import type { Bundle, Bundling } from './bundle.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingOutside, ruleAt } from './rule-passing.ts'

/** By endpoint: the card or folded frame it is drawn as. */
type Visible = readonly (string | undefined)[]

/**
 * The edges of one rule in a picture too large for exact bundles: what may pass between cards and folded frames, with
 * the number of pairs. Nothing is drawn inside a folded frame.
 */
export function* countingRule(
  bundling: Bundling,
  rule: RuleTable,
  visible: Visible,
  add: (bundle: Bundle) => void,
): Work<void> {
  for (const table of rule.peers) {
    if (table.outside !== undefined) countOutside(bundling, rule, table, table.outside, visible, add)
    if (table.peer !== 'anyone' && table.peer.kind === 'block') continue
    const members = listBits(table.certain)
    for (const own of rule.subjects) {
      countFrom(bundling, rule, own, members, visible, add)
      yield undefined
    }
  }
}

function countFrom(
  bundling: Bundling,
  rule: RuleTable,
  own: number,
  members: readonly number[],
  visible: Visible,
  add: (bundle: Bundle) => void,
): void {
  const { admissions } = bundling
  const counts = new Map<string, { ports: PortsId; pairs: number }>()
  const near = visible[own]
  const { passing } = ruleAt(bundling, rule, own, members.length)
  for (const other of members) {
    const far = visible[other]
    if (far === undefined || near === undefined || far === near || isSelf(admissions, own, other)) continue
    const ports = passing(other)
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
  { admissions, nodes }: Bundling,
  rule: RuleTable,
  table: PeerTable,
  outside: number,
  visible: Visible,
  add: (bundle: Bundle) => void,
): void {
  const far = table.peer !== 'anyone' && table.peer.kind === 'block' ? nodes.block(table, table.peer) : nodes.internet()
  for (const own of rule.subjects) {
    const near = visible[own]
    const ports = passingOutside(admissions, rule, own, outside)
    if (near !== undefined && ports !== NO_PORTS) add(toBundle(rule, near, far, ports, 1))
  }
}

function toBundle(rule: RuleTable, near: string, far: string, ports: PortsId, pairs: number): Bundle {
  const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
  return { rule, from, to, answer: 'allowed', ports, pairs }
}
