import type { ConnectEnd } from '../core/authoring/plan.ts'
import type { Picture, PictureEdge, PictureNode } from '../core/picture/picture.ts'
import { toConnectEnd } from './connect-end.ts'
import type { AppState } from './state.ts'

type GatherState = Pick<AppState, 'gathered' | 'selection' | 'snapshot'>

/**
 * Takes a workload or an edge to those that are acted on together, or out of them; the one that is selected begins them.
 * Workloads are gathered with workloads, edges at rest with edges: another kind begins anew. One alone is simply selected:
 * then its id is the only one.
 */
export function gather({ gathered, selection, snapshot }: GatherState, id: string): readonly string[] {
  const kind = kindOf(snapshot?.picture, id)
  const begun = gathered.length === 0 && selection ? [selection.id] : gathered
  const others = begun.filter((other) => other !== id && kindOf(snapshot?.picture, other) === (kind ?? 'workload'))
  if (begun.includes(id)) return others
  return kind === undefined ? begun : [...others, id]
}

/** All workloads that are drawn. */
export function gatherableNodes({ snapshot }: Pick<AppState, 'snapshot'>): readonly string[] {
  const nodes = snapshot?.picture.nodes ?? []
  return nodes.flatMap(({ id }) => (toWorkloadId(nodes, id) === undefined ? [] : [id]))
}

/** What is gathered as one end of a connection; undefined while no workloads are. */
export function toGatheredEnd(nodes: readonly PictureNode[], gathered: readonly string[]): WorkloadsEnd | undefined {
  const ends = gathered.flatMap((id) => toWorkloadId(nodes, id) ?? [])
  return ends.length === 0 ? undefined : { kind: 'workloads', ids: [...new Set(ends)] }
}

type WorkloadsEnd = Extract<ConnectEnd, { kind: 'workloads' }>

/** The gathered edges. */
export function edgesOfGathered({ edges }: Picture, gathered: readonly string[]): readonly PictureEdge[] {
  const ids = new Set(gathered)
  return edges.filter((edge) => ids.has(edge.id) && isAdmitting(edge))
}

/** An edge along which something passes. */
function isAdmitting({ answer, half }: PictureEdge): boolean {
  return answer === 'allowed' && half === undefined
}

function kindOf(picture: Picture | undefined, id: string): 'workload' | 'edge' | undefined {
  if (toWorkloadId(picture?.nodes ?? [], id) !== undefined) return 'workload'
  return picture?.edges.some((edge) => edge.id === id && isAdmitting(edge)) ? 'edge' : undefined
}

function toWorkloadId(nodes: readonly PictureNode[], id: string): string | undefined {
  const node = nodes.find((each) => each.id === id)
  const end = node && toConnectEnd(node)
  return end?.kind === 'workload' ? end.id : undefined
}
