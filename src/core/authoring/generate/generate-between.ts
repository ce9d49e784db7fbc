import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import type { ConnectEnd } from '../plan.ts'
import type { WantedFlow } from './generate-flows.ts'
import { type Crowd, gatherCrowd, mergeEnds, type Widening } from './generate-merge.ts'
import { passingAt } from './generate-passing.ts'
import { joinPorts } from './generate-ports.ts'

/** The two ends of an edge that a person chose. */
export interface ChosenEdge {
  readonly from: ChosenEnd
  readonly to: ChosenEnd
}

export interface ChosenEnd {
  /** Ids of the engine's endpoints. */
  readonly endpoints: readonly string[]
  /** It stands for all there are, also for those to come: a namespace, every pod, anyone. */
  readonly isWhole: boolean
}

/** What passes now for certain between the ends of edges; the same two ends have one flow. */
export function flowsBetween(prepared: Prepared, edges: readonly ChosenEdge[]): readonly WantedFlow[] {
  const crowd = gatherCrowd(prepared)
  const flows = new Map<string, WantedFlow>()
  for (const { from, to } of edges) {
    const [sources, targets] = [from, to].map(({ endpoints }) => find(prepared, endpoints))
    if (!sources || !targets) continue
    const sent = { others: sources, isWhole: from.isWhole }
    const outside = { others: targets.filter(({ kind }) => kind === 'outside'), isWhole: to.isWhole }
    for (const flow of [
      ...targets.flatMap((self) => flowsAt(prepared, crowd, 'ingress', self, sent)),
      ...sources.flatMap((self) => flowsAt(prepared, crowd, 'egress', self, outside)),
    ])
      addFlow(flows, flow)
  }
  return [...flows.values()]
}

function find(prepared: Prepared, ids: readonly string[]): readonly Endpoint[] {
  return ids.flatMap((id) => prepared.endpoint(id) ?? [])
}

interface Others {
  readonly others: readonly Endpoint[]
  readonly isWhole: boolean
}

const NARROW: Widening = { toNamespace: () => false, toPods: false, toAnyone: false }
const WIDE: Widening = { toNamespace: () => true, toPods: true, toAnyone: true }

/** The flows of one pod; those between addresses outside are nobody's. */
function flowsAt(
  prepared: Prepared,
  crowd: Crowd,
  direction: Direction,
  self: Endpoint,
  { others, isWhole }: Others,
): readonly WantedFlow[] {
  const [own] = self.kind === 'pods' ? mergeEnds(crowd, [self], NARROW) : []
  if (!own || others.length === 0) return []
  const wanted = new Set(others)
  return passingAt(prepared, direction, self.id).flatMap((passing) =>
    mergeEnds(
      crowd,
      passing.others.filter((other) => wanted.has(other)),
      isWhole ? WIDE : NARROW,
    ).map((peer: ConnectEnd) =>
      direction === 'ingress'
        ? { from: peer, to: own, ports: passing.ports }
        : { from: own, to: peer, ports: passing.ports },
    ),
  )
}

function addFlow(flows: Map<string, WantedFlow>, { from, to, ports }: WantedFlow): void {
  const key = JSON.stringify([from, to])
  const earlier = flows.get(key)
  flows.set(key, { from, to, ports: earlier ? joinPorts(earlier.ports, ports) : ports })
}
