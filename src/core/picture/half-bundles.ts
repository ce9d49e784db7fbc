import { type Bundle, type Bundling, countParts, directed, pushTo } from './bundle.ts'
import { levelNode, nearNodes } from './bundle-nodes.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { frameId, type Leaf } from './workload-leaves.ts'

export interface Blocked {
  readonly near: Leaf
  readonly far: Leaf
  readonly ports: PortsId
  readonly table: PeerTable
}

/** Stubs at the rule's end for what the other end blocks: one for each near node, whatever it is blocked at. */
export function halfBundles(
  bundling: Bundling,
  rule: RuleTable,
  near: readonly Leaf[],
  blocked: readonly Blocked[],
): Bundle[] {
  const { ports } = bundling.admissions
  const rows = new Map<string, { leaf: Leaf; far: Set<Leaf>; ports: PortsId; tables: Set<PeerTable> }>()
  for (const one of blocked) {
    const row = rows.get(one.near.id) ?? { leaf: one.near, far: new Set(), ports: NO_PORTS, tables: new Set() }
    row.far.add(one.far)
    row.tables.add(one.table)
    row.ports = ports.union(row.ports, one.ports)
    rows.set(one.near.id, row)
  }
  const alike = new Map<string, (typeof rows extends Map<string, infer R> ? R : never)[]>()
  for (const row of rows.values()) {
    const key = [row.ports, ...[...row.far].map(({ id }) => id)].join()
    pushTo(alike, key, row)
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const far = [...first.far]
    const farNode = blockedNode(bundling, rule, [...first.tables], far)
    return nearNodes(
      bundling,
      rule,
      group.map(({ leaf }) => leaf),
      near,
    ).map((node) => ({
      ...directed(rule, node.id, farNode, first.ports, node.parts * countParts(far)),
      blockedAt: far,
    }))
  })
}

/** Where a stub points: the one card that blocks, the frame of all that do, or the node of the peer. */
function blockedNode(bundling: Bundling, rule: RuleTable, tables: readonly PeerTable[], far: readonly Leaf[]): string {
  const [only] = far
  const [table] = tables
  if (only && far.length === 1) return only.id
  if (only && far.every(({ namespace }) => namespace === only.namespace)) return frameId(only.namespace)
  if (!table) return bundling.nodes.anyPod()
  if (table.peer === 'anyone') return bundling.nodes.anyone()
  return levelNode(bundling, rule, table, bundling.leavesIn(table.certain))
}
