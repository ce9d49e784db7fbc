import { counted } from './card-nodes.ts'
import { STALE_WORDS } from './merge-bundles.ts'
import type { PictureEdge, PictureNode, WorkloadNode } from './picture.ts'

/** Nodes with their accessible names, which tell how many of `edges` lead to and from them. */
export function nameNodes(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): readonly PictureNode[] {
  const [ins, outs] = [countBy(edges, 'to'), countBy(edges, 'from')]
  return nodes.map((node) => ({
    ...node,
    accessibleName: nameNode(node, ins.get(node.id) ?? 0, outs.get(node.id) ?? 0),
  }))
}

function countBy(edges: readonly PictureEdge[], end: 'from' | 'to'): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const edge of edges) counts.set(edge[end], (counts.get(edge[end]) ?? 0) + 1)
  return counts
}

/** "api-server, isolated for ingress, 1 edge in". */
function nameNode(node: PictureNode, ins: number, outs: number): string {
  const flows = [
    ...(ins > 0 ? [counted(ins, 'edge in', 'edges in')] : []),
    ...(outs > 0 ? [counted(outs, 'edge out', 'edges out')] : []),
  ]
  const stale = node.stale ? [STALE_WORDS] : []
  if (node.kind === 'namespace') return [node.accessibleName, ...stale, ...flows].join(', ')
  if (node.kind === 'workload')
    return [node.title, ...(node.implied ? ['implied'] : []), ...stale, describeIsolation(node), ...flows].join(', ')
  return [node.title, ...(node.detail === node.title ? [] : [node.detail]), ...stale, ...flows].join(', ')
}

function describeIsolation({ isolation }: WorkloadNode): string {
  const { ingress, egress } = isolation
  if (ingress === 'open' && egress === 'open') return 'open'
  if (ingress !== 'open' && egress !== 'open' && ingress === egress) return `${words(ingress)} ingress and egress`
  return [
    ...(ingress === 'open' ? [] : [`${words(ingress)} ingress`]),
    ...(egress === 'open' ? [] : [`${words(egress)} egress`]),
  ].join(', ')
}

function words(isolation: 'isolated' | 'admits-nothing'): string {
  return isolation === 'isolated' ? 'isolated for' : 'admits nothing for'
}
