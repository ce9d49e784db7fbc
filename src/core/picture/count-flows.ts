import type { Work } from '../model/work.ts'
import { type BitSet, listBits } from '../net/bit-set.ts'
import type { Bundle, Bundling } from './bundle.ts'
import type { Count, KnownCounts, Recalled, Visible } from './known-counts.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingOutside, ruleAt } from './rule-passing.ts'

/** What counting needs beside the rule. */
export interface Counting {
  readonly bundling: Bundling
  readonly visible: Visible
  readonly known: KnownCounts
  /** The endpoints of a set, ascending. */
  readonly membersIn: (endpoints: BitSet) => readonly number[]
}

/** Peers that mean the same share their set. */
export function createMembersIn(): Counting['membersIn'] {
  const lists = new WeakMap<BitSet, readonly number[]>()
  return (endpoints) => {
    const list = lists.get(endpoints) ?? listBits(endpoints)
    lists.set(endpoints, list)
    return list
  }
}

/**
 * The edges of one rule in a picture too large for exact bundles: what may pass between cards and folded frames, with
 * the number of pairs. Nothing is drawn inside a folded frame.
 */
export function* countingRule(counting: Counting, rule: RuleTable, add: (bundle: Bundle) => void): Work<void> {
  const { visible, known, membersIn } = counting
  for (const table of rule.peers) {
    if (table.outside !== undefined) countOutside(counting, rule, table, table.outside, add)
    if (table.peer !== 'anyone' && table.peer.kind === 'block') continue
    const { recall, keep } = known.at(rule, table)
    for (const own of rule.subjects) {
      const near = visible[own]
      if (near === undefined) continue
      const recalled = recall(own)
      const count = (members: readonly number[]) => countFrom(counting, rule, own, members, near)
      const counts = recalled ? complete(recalled, count) : count(membersIn(table.certain))
      keep(own, counts)
      for (const { far, ports, pairs } of counts) add(toBundle(rule, near, far, ports, pairs))
      yield undefined
    }
  }
}

/** In the order in which all of them would be counted. */
function complete({ counts, missing }: Recalled, count: (members: readonly number[]) => readonly Count[]) {
  const counted = missing.length > 0 ? count(missing) : []
  return counted.length > 0 ? [...counts, ...counted].sort((a, b) => a.first - b.first) : counts
}

function countFrom(
  { bundling, visible }: Counting,
  rule: RuleTable,
  own: number,
  members: readonly number[],
  near: string,
): readonly Count[] {
  const { admissions } = bundling
  const counts = new Map<string, { far: string; ports: PortsId; pairs: number; first: number }>()
  const { passing } = ruleAt(bundling, rule, own, members.length)
  for (const other of members) {
    const far = visible[other]
    if (far === undefined || far === near || isSelf(admissions, own, other)) continue
    const ports = passing(other)
    if (ports === NO_PORTS) continue
    const count = counts.get(far)
    if (!count) counts.set(far, { far, ports, pairs: 1, first: other })
    else {
      count.pairs += 1
      if (count.ports !== ports) count.ports = admissions.ports.union(count.ports, ports)
    }
  }
  return [...counts.values()]
}

function countOutside(
  { bundling: { admissions, nodes }, visible }: Counting,
  rule: RuleTable,
  table: PeerTable,
  outside: number,
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
