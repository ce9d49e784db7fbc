import { type Admissions, certainAtEnd, maybeAtEnd } from './admissions.ts'
import type { NodeEndpoints } from './expand-edge.ts'
import { edgeName } from './merge-bundles.ts'
import type { Picture, PictureEdge, SelectionView } from './picture.ts'
import { EVERY_PORT, NO_PORTS, type PortsId } from './port-sets.ts'

/** Denied flows drawn at most: past that they are a mesh that says less than the colours of the nodes. */
const MOST_DENIED = 120

interface Looking {
  readonly admissions: Admissions
  readonly picture: Picture
  readonly ends: NodeEndpoints
  /** The selected node. */
  readonly node: string
}

type Titles = ReadonlyMap<string, string>
type End = NonNullable<PictureEdge['blockedAt']>

/**
 * What is denied between the selection and each other card, in the directions in which nothing passes: labelled with
 * the ports that the target declares, and with the end that blocks them.
 */
export function deniedEdges(looking: Looking, others: SelectionView['others'], titles: Titles): readonly PictureEdge[] {
  const { picture, node } = looking
  const cards = picture.nodes.filter(({ id, kind }) => kind === 'workload' && others.has(id))
  const ways = cards.flatMap(({ id }): (readonly [string, string])[] => [
    ...(others.get(id)?.out === 'denied' ? [[node, id] as const] : []),
    ...(others.get(id)?.in === 'denied' ? [[id, node] as const] : []),
  ])
  return ways.slice(0, MOST_DENIED).map(([from, to]) => deniedEdge(looking, from, to, titles))
}

function deniedEdge(looking: Looking, from: string, to: string, titles: Titles): PictureEdge {
  const { ports } = looking.admissions
  const declared = declaredPorts(looking, to)
  const words = declared === NO_PORTS ? 'any port' : ports.label(declared)
  const blockedAt = blockingEnd(looking, from, to, declared)
  const [source, target] = [titles.get(from) ?? from, titles.get(to) ?? to]
  return {
    id: `${from} -> ${to} denied`,
    from,
    to,
    answer: 'denied',
    label: shorten(words),
    blockedAt,
    rules: [],
    pairs: 1,
    stale: false,
    accessibleName: edgeName('denied', `${source} to ${target}`, words, {
      blocked: { source: `${source} (egress)`, target: `${target} (ingress)`, both: 'both ends' }[blockedAt],
    }),
  }
}

/** "8080, 9090" as "8080 +1": what is denied is said in full by the name of the edge. */
function shorten(label: string): string {
  const [first = label, ...others] = label.split(', ')
  const isNumbers = /^[\d-]+$/.test(first) && others.every((other) => /^[\d-]+$/.test(other))
  return isNumbers && others.length > 0 ? `${first} +${others.length}` : label
}

/** The ports that the containers behind a node declare; none where nothing is known of them. */
function declaredPorts({ admissions, ends }: Looking, node: string): PortsId {
  const { endpoints, ports } = admissions
  return [...ends.numbersOf(node)]
    .flatMap((number) => {
      const endpoint = endpoints[number]
      return endpoint?.kind === 'pods' ? (endpoint.pods[0]?.ports ?? []) : []
    })
    .map(({ protocol, port }) => ports.of({ [protocol]: [{ first: port, last: port }] }))
    .reduce((joined, one) => ports.union(joined, one), NO_PORTS)
}

/** The end that admits none of the ports; both when each admits none, or only what the other does not. */
function blockingEnd({ admissions, ends }: Looking, from: string, to: string, declared: PortsId): End {
  const asked = declared === NO_PORTS ? EVERY_PORT : declared
  const found = new Set<End>()
  for (const source of ends.numbersOf(from))
    for (const target of ends.numbersOf(to)) {
      const isOut = isAdmitted(admissions, 'egress', source, target, asked)
      const isIn = isAdmitted(admissions, 'ingress', target, source, asked)
      found.add(isOut === isIn ? 'both' : isIn ? 'source' : 'target')
    }
  const [only] = found
  return only !== undefined && found.size === 1 ? only : 'both'
}

function isAdmitted(
  admissions: Admissions,
  direction: 'ingress' | 'egress',
  own: number,
  other: number,
  asked: PortsId,
): boolean {
  const { ports } = admissions
  const admitted = ports.union(
    certainAtEnd(admissions, direction, own, other),
    maybeAtEnd(admissions, direction, own, other),
  )
  return ports.intersect(admitted, asked) !== NO_PORTS
}
