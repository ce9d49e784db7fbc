import type { Path } from '../model/path.ts'
import type { Bundle } from './bundle.ts'
import { counted } from './card-nodes.ts'
import type { HalfEdge, PictureEdge } from './picture.ts'
import { NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'
import type { Leaf } from './workload-leaves.ts'

interface Merged {
  readonly id: string
  readonly bundle: Bundle
  ports: PortsId
  pairs: number
  stale: boolean
  readonly rules: Set<Path>
  readonly blockedAt: Set<Leaf>
}

/** Gathers bundles into edges: one for each pair of nodes and answer, with ports and rules of both ends joined. */
export interface EdgeCollector {
  add(bundle: Bundle): void
  readonly size: number
  /** In the order of `nodeIds`. */
  edges(nodeIds: readonly string[], titles: ReadonlyMap<string, string>): readonly PictureEdge[]
}

export function createEdgeCollector(portSets: PortSets): EdgeCollector {
  const merged = new Map<string, Merged>()
  return {
    add(bundle) {
      const id = edgeId(bundle)
      const edge = merged.get(id) ?? {
        id,
        bundle,
        ports: NO_PORTS,
        pairs: 0,
        stale: false,
        rules: new Set(),
        blockedAt: new Set(),
      }
      edge.ports = portSets.union(edge.ports, bundle.ports)
      edge.pairs = Math.max(edge.pairs, bundle.pairs)
      edge.stale ||= bundle.rule.policy.stale
      edge.rules.add(bundle.rule.rule.path)
      for (const leaf of bundle.blockedAt ?? []) edge.blockedAt.add(leaf)
      merged.set(id, edge)
    },
    get size() {
      return merged.size
    },
    edges(nodeIds, titles) {
      const order = new Map(nodeIds.map((id, index) => [id, index]))
      const rank = (id: string) => order.get(id) ?? nodeIds.length
      return [...merged.values()]
        .sort(
          (a, b) =>
            rank(a.bundle.from) - rank(b.bundle.from) ||
            rank(a.bundle.to) - rank(b.bundle.to) ||
            (a.id < b.id ? -1 : 1),
        )
        .map((edge) => toEdge(edge, portSets, titles))
    },
  }
}

/** Tells edges apart by their ends and their answer, so that other edits leave it as it is. */
function edgeId({ from, to, answer, blockedAt, rule }: Bundle): string {
  const half = blockedAt ? ` blocked for ${rule.direction}` : ''
  return `${from} -> ${to} ${answer}${half}`
}

function toEdge(edge: Merged, portSets: PortSets, titles: ReadonlyMap<string, string>): PictureEdge {
  const { bundle } = edge
  const label = portSets.label(edge.ports)
  const half = bundle.blockedAt ? { half: describeHalf(bundle, [...edge.blockedAt]) } : {}
  const ends = `${titles.get(bundle.from) ?? bundle.from} to ${titles.get(bundle.to) ?? bundle.to}`
  return {
    id: edge.id,
    from: bundle.from,
    to: bundle.to,
    answer: bundle.answer,
    label,
    ...half,
    rules: [...edge.rules],
    pairs: edge.pairs,
    stale: edge.stale,
    accessibleName: half.half
      ? `${half.half.words}: ${ends} on ${label}`
      : edgeName(bundle.answer, ends, label, edge.rules.size),
  }
}

/** "allowed: frontend to api-server on 8080, 2 rules". */
export function edgeName(answer: PictureEdge['answer'], ends: string, label: string, rules: number): string {
  return `${answer}: ${ends} on ${label}${rules > 1 ? `, ${counted(rules, 'rule')}` : ''}`
}

/** "admitted here, blocked at postgres (egress)", "admitted here, blocked at 812 others". */
function describeHalf(bundle: Bundle, blockedAt: readonly Leaf[]): HalfEdge {
  const isIngress = bundle.rule.direction === 'ingress'
  const [only] = blockedAt
  const title = only ? (only.first.workload?.name ?? only.first.name) : ''
  const where =
    blockedAt.length === 1 ? `${title} (${isIngress ? 'egress' : 'ingress'})` : counted(blockedAt.length, 'other')
  return { admittedBy: isIngress ? 'target' : 'source', words: `admitted here, blocked at ${where}` }
}
