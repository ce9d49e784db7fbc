import { type Bundling, countParts, type Exception, pushTo } from './bundle.ts'
import type { Row } from './bundle-cells.ts'
import { groupOfPeer, groupOfSubjects } from './peer-nodes.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** Above so many edges for one rule, what may pass becomes a group node of its own. */
const MOST_PIECES = 4

/** Above so many cards, the subjects of a rule that behave alike become a group node. */
const MOST_SUBJECTS = 3

interface NearNode {
  readonly id: string
  readonly parts: number
}

/** The nodes at the rule's own end: its frame, a group, or the cards one by one. */
export function nearNodes(
  { leaves, nodes }: Bundling,
  rule: RuleTable,
  alike: readonly Leaf[],
  all: readonly Leaf[],
): NearNode[] {
  const { policy, subjects } = rule
  const parts = countParts(alike)
  const isWhole = alike.length === all.length && parts === subjects.length
  const frame = leaves.selectable.get(policy.namespace) ?? []
  const isFrame =
    parts === countParts(frame) && alike.length === frame.length && frame.every((leaf) => alike.includes(leaf))
  if (isFrame && isWhole && (frame.length > 1 || policy.podSelector.requirements.length === 0))
    return [{ id: frameId(policy.namespace), parts }]
  if (isWhole && alike.length > MOST_SUBJECTS) return [{ id: nodes.group(groupOfSubjects(policy, alike)), parts }]
  return alike.map((leaf) => ({ id: leaf.id, parts: leaf.parts.length }))
}

interface Piece {
  readonly id: string
  readonly ports: PortsId
  readonly parts: number
  readonly except?: Exception
}

/** The nodes at the other end, for each set of ports: one for all, or frames, a group, or the cards one by one. */
export function farPieces(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  far: readonly Leaf[],
  cells: Row['cells'],
): Piece[] {
  const pieces: Piece[] = []
  const alike = new Map<PortsId, Leaf[]>()
  far.forEach((leaf, at) => {
    const cell = cells[at]
    if (!cell || cell.ports === NO_PORTS) return
    if (cell.whole) pushTo(alike, cell.ports, leaf)
    else pieces.push({ id: leaf.id, ports: cell.ports, parts: leaf.parts.length })
  })
  for (const [ports, leaves] of alike) {
    if (leaves.length === far.length)
      pieces.push({ id: levelNode(bundling, rule, table, leaves), ports, parts: countParts(leaves) })
    else {
      // What stays inside one card is nobody's exception.
      const taken = new Set(leaves)
      const others = far.filter((leaf, at) => cells[at] !== undefined && !taken.has(leaf))
      pieces.push(...splitPieces(bundling, rule, table, far, { alike: leaves, others, ports }))
    }
  }
  return pieces
}

/** The node that stands for all that a peer matches. */
export function levelNode(
  { leaves, nodes }: Bundling,
  rule: RuleTable,
  table: PeerTable,
  all: readonly Leaf[],
): string {
  const { peer } = table
  const [only] = all
  const isBroad = peer === 'anyone' || (peer.kind === 'pods' && (peer.podSelector?.requirements.length ?? 0) === 0)
  const isEveryNamespace =
    peer === 'anyone' || (peer.kind === 'pods' && peer.namespaceSelector?.requirements.length === 0)
  if (isBroad && isEveryNamespace) return nodes.anyPod()
  const namespaces = new Set(all.map(({ namespace }) => namespace))
  if (only && namespaces.size === 1) {
    const frame = leaves.selectable.get(only.namespace) ?? []
    if (frame.length === all.length && (all.length > 1 || isBroad)) return frameId(only.namespace)
    if (all.length === 1) return only.id
  }
  if (namespaces.size === leaves.selectable.size && all.length === countAll(leaves)) return nodes.anyPod()
  return nodes.group(groupOfPeer(table, peer, rule.policy, all))
}

function countAll({ selectable }: Leaves): number {
  return [...selectable.values()].reduce((sum, { length }) => sum + length, 0)
}

interface Share {
  readonly alike: readonly Leaf[]
  /** The other cards of the peer. */
  readonly others: readonly Leaf[]
  readonly ports: PortsId
}

/**
 * Part of what a peer matches: whole frames where they are whole, else cards; where that would be many, the node of the
 * whole peer with the others as its exception, so that equal selectors share one node.
 */
function splitPieces(
  bundling: Bundling,
  rule: RuleTable,
  table: PeerTable,
  far: readonly Leaf[],
  { alike, others, ports }: Share,
): Piece[] {
  const { leaves } = bundling
  const byNamespace = new Map<string, Leaf[]>()
  for (const leaf of alike) pushTo(byNamespace, leaf.namespace, leaf)
  const pieces = [...byNamespace].flatMap(([namespace, members]): Piece[] => {
    const frame = leaves.selectable.get(namespace) ?? []
    const held = new Set(members)
    const isFrame = frame.length > 1 && frame.every((leaf) => held.has(leaf))
    const framed = new Set(isFrame ? frame : [])
    const rest = members.filter((leaf) => !framed.has(leaf))
    return [
      ...(isFrame ? [{ id: frameId(namespace), ports, parts: countParts(frame) }] : []),
      ...rest.map((leaf) => ({ id: leaf.id, ports, parts: leaf.parts.length })),
    ]
  })
  if (pieces.length <= MOST_PIECES) return pieces
  const id = levelNode(bundling, rule, table, far)
  return [{ id, ports, parts: countParts(alike), except: { leaves: others, among: far.length } }]
}
