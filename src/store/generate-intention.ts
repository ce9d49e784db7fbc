import type { ChosenEnd } from '../core/authoring/generate/generate-between.ts'
import type { GenerateIntention } from '../core/authoring/generate/plan-generate.ts'
import type { PictureEdge, PictureNode } from '../core/picture/picture.ts'
import { edgesOfGathered } from './gather.ts'
import type { AppState } from './state.ts'

/** "Generate least privilege…" from the edges that are gathered; undefined while none are. */
export function toGenerateIntention({
  snapshot,
  gathered,
}: Pick<AppState, 'snapshot' | 'gathered'>): GenerateIntention | undefined {
  if (!snapshot) return undefined
  const { picture, endpoints } = snapshot
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]))
  const known = endpoints.map(({ id }) => id)
  const edges = edgesOfGathered(picture, gathered).flatMap((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    return from && to ? [{ from: toEnd(from, edge, known), to: toEnd(to, edge, known) }] : []
  })
  return edges.length === 0 ? undefined : { kind: 'generate', flows: { edges }, keepDns: true }
}

/** The engine's endpoints behind an end of an edge, without those that the edge does not stand for. */
export function toEnd(node: PictureNode, { except }: PictureEdge, known: readonly string[]): ChosenEnd {
  const all = endpointsOf(node, known)
  const left = new Set(except?.endpoints ?? [])
  const endpoints = all.filter((id) => !left.has(id))
  return { endpoints, isWhole: standsForAll(node) && endpoints.length === all.length }
}

/** The engine's endpoints behind a node; a frame stands for all of its namespace. */
export function endpointsOf(node: PictureNode, known: readonly string[]): readonly string[] {
  return node.kind === 'namespace' ? known.filter((id) => id.startsWith(`${node.namespace}/`)) : node.endpoints
}

function standsForAll(node: PictureNode): boolean {
  return node.kind === 'namespace' || (node.kind === 'outside' && (node.role === 'anyone' || node.role === 'any-pod'))
}
