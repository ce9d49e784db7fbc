import type { Prepared } from '../engine/prepare.ts'
import type { Work } from '../model/work.ts'
import { type Admissions, gatheringAdmissions } from './admissions.ts'
import { expandEdge, nodeEndpoints } from './expand-edge.ts'
import { edgeName } from './merge-bundles.ts'
import type { Picture, PictureEdge } from './picture.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { type Leaves, leavesOf } from './workload-leaves.ts'

/** Flows shown of one bundle at most: a list that nobody reads to its end is cut. */
const MOST_OPENED = 400

/**
 * What an edge stands for, card by card, in the order of the picture; outside addresses stay one node. An edge that
 * stands for nothing but itself opens to itself, and so does a stub.
 */
export function* openingEdge(prepared: Prepared, picture: Picture, edgeId: string): Work<readonly PictureEdge[]> {
  const edge = picture.edges.find(({ id }) => id === edgeId)
  if (!edge) return []
  if (edge.half || edge.answer !== 'allowed') return [edge]
  const admissions = yield* gatheringAdmissions(prepared)
  const leaves = leavesOf(admissions)
  const flows = new Map<string, { from: string; to: string; ports: PortsId; pairs: number }>()
  for (const { source, target, ports } of expandEdge(admissions, nodeEndpoints(admissions, picture), edge)) {
    yield undefined
    const [from, to] = [leaves.at[source]?.id ?? edge.from, leaves.at[target]?.id ?? edge.to]
    const key = `${from} -> ${to}`
    const flow = flows.get(key)
    if (!flow && flows.size >= MOST_OPENED) continue
    const joined = admissions.ports.union(flow?.ports ?? NO_PORTS, ports)
    flows.set(key, { from, to, ports: joined, pairs: (flow?.pairs ?? 0) + 1 })
  }
  const titles = titlesOf(picture, leaves)
  return [...flows.values()].map((flow) => openedEdge(edge, flow, admissions, titles))
}

/** What cards and nodes are called, folded ones too. */
export function titlesOf(picture: Picture, leaves: Leaves): ReadonlyMap<string, string> {
  return new Map([
    ...leaves.all.map(({ id, first }) => [id, first.workload?.name ?? first.name] as const),
    ...picture.nodes.map(({ id, title }) => [id, title] as const),
  ])
}

function openedEdge(
  edge: PictureEdge,
  flow: { readonly from: string; readonly to: string; readonly ports: PortsId; readonly pairs: number },
  { ports }: Admissions,
  titles: ReadonlyMap<string, string>,
): PictureEdge {
  const label = ports.label(flow.ports)
  const ends = `${titles.get(flow.from) ?? flow.from} to ${titles.get(flow.to) ?? flow.to}`
  const { except: _, ...rest } = edge
  return {
    ...rest,
    id: `${flow.from} -> ${flow.to} allowed`,
    from: flow.from,
    to: flow.to,
    label,
    pairs: flow.pairs,
    accessibleName: edgeName('allowed', ends, label, { rules: edge.rules.length, stale: edge.stale }),
  }
}
