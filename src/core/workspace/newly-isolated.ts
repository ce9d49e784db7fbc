import { isolationOf } from '../engine/isolation.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import { createNodeFinder } from '../picture/node-finder.ts'
import type { Picture } from '../picture/picture.ts'

/** An endpoint some pod of which becomes isolated. */
export interface Isolated {
  readonly endpoint: string
  /** Never empty. */
  readonly directions: readonly Direction[]
  /** `payments / api-server (ingress and egress)`. */
  readonly words: string
}

/** What is open in `before` and isolated in `after` (ISO-4), pod by pod: policies decide how workloads are split (END-1). */
export function newlyIsolated(before: Prepared, after: Prepared): readonly Isolated[] {
  const open = openPods(before)
  return after.endpoints.flatMap((endpoint) => {
    if (endpoint.kind !== 'pods') return []
    const isolation = isolationOf(after, endpoint.id)
    const pods = podsOf(endpoint)
    const directions = DIRECTIONS.filter(
      (direction) => isolation[direction].isolation !== 'open' && pods.some((pod) => open[direction].has(pod)),
    )
    if (directions.length === 0) return []
    const words = `${endpoint.namespace} / ${endpoint.name} (${directions.join(' and ')})`
    return [{ endpoint: endpoint.id, directions, words }]
  })
}

/** By node of the picture the directions in which some of it becomes isolated. */
export function drawIsolated(
  picture: Picture,
  isolated: readonly Isolated[],
): ReadonlyMap<string, readonly Direction[]> {
  const finder = createNodeFinder(picture)
  const nodes = new Map<string, readonly Direction[]>()
  for (const { endpoint, directions } of isolated) {
    const node = finder.nodeOf(endpoint)
    if (node !== undefined) nodes.set(node, [...new Set([...(nodes.get(node) ?? []), ...directions])])
  }
  return nodes
}

function openPods(prepared: Prepared): Readonly<Record<Direction, ReadonlySet<string>>> {
  const open = { ingress: new Set<string>(), egress: new Set<string>() }
  for (const endpoint of prepared.endpoints) {
    if (endpoint.kind !== 'pods') continue
    const isolation = isolationOf(prepared, endpoint.id)
    for (const direction of DIRECTIONS)
      if (isolation[direction].isolation === 'open') for (const pod of podsOf(endpoint)) open[direction].add(pod)
  }
  return open
}

/** Names that stay when the workload is split otherwise. */
function podsOf({ id, workload, pods }: PodEndpoint): readonly string[] {
  return workload ? pods.map(({ name }) => `${workload.id}#${name}`) : [id]
}
