import { isolationOf } from '../engine/isolation.ts'
import { memberAt } from '../engine/judge.ts'
import type { Prepared } from '../engine/prepare.ts'
import { findSharedEnds, type SharedEnd } from '../engine/shared-ends.ts'
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

/** What is open in `before` and isolated in `after` (ISO-4), part by part: policies decide how workloads are split (END-1). */
export function newlyIsolated(before: Prepared, after: Prepared): readonly Isolated[] {
  const wasOpen = openEnds(before, after)
  return after.endpoints.flatMap((endpoint, place) => {
    if (endpoint.kind !== 'pods') return []
    const isolation = isolationOf(after, endpoint.id)
    const directions = DIRECTIONS.filter(
      (direction) => isolation[direction].isolation !== 'open' && wasOpen[direction].has(place),
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

/** The places after a change of which some was open before it. */
function openEnds(before: Prepared, after: Prepared): Readonly<Record<Direction, ReadonlySet<number>>> {
  const ends = findSharedEnds(before, after).filter((end) => memberAt(after, end.after).endpoint.kind === 'pods')
  const isOpen = (direction: Direction) => (end: SharedEnd) =>
    isolationOf(before, memberAt(before, end.before).endpoint.id)[direction].isolation === 'open'
  const open = (direction: Direction) => new Set(ends.filter(isOpen(direction)).map((end) => end.after))
  return { ingress: open('ingress'), egress: open('egress') }
}
