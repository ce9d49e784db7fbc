import type { ConnectEnd } from '../core/authoring/plan.ts'
import type { PictureNode } from '../core/picture/picture.ts'
import { toConnectEnd } from './connect-end.ts'
import type { AppState } from './state.ts'

/**
 * Takes a workload to those that are acted on together, or out of them; the one that is selected begins them. Nothing but
 * workloads is gathered, and one alone is simply selected: then its id is the only one.
 */
export function gather(
  { gathered, selection, snapshot }: Pick<AppState, 'gathered' | 'selection' | 'snapshot'>,
  id: string,
): readonly string[] {
  const nodes = snapshot?.picture.nodes ?? []
  const begun = gathered.length === 0 && selection?.kind === 'node' ? [selection.id] : gathered
  const others = begun.filter((other) => other !== id && isGatherable(nodes, other))
  if (begun.includes(id)) return others
  return isGatherable(nodes, id) ? [...others, id] : begun
}

/** What is gathered as one end of a connection; undefined while nothing is. */
export function toGatheredEnd(nodes: readonly PictureNode[], gathered: readonly string[]): ConnectEnd | undefined {
  const ends = gathered.flatMap((id) => toWorkloadId(nodes, id) ?? [])
  return ends.length === 0 ? undefined : { kind: 'workloads', ids: [...new Set(ends)] }
}

function isGatherable(nodes: readonly PictureNode[], id: string): boolean {
  return toWorkloadId(nodes, id) !== undefined
}

function toWorkloadId(nodes: readonly PictureNode[], id: string): string | undefined {
  const node = nodes.find((each) => each.id === id)
  const end = node && toConnectEnd(node)
  return end?.kind === 'workload' ? end.id : undefined
}
