import type { Prepared } from '../engine/prepare.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { FlowEnd, TableEnd } from './flow-table.ts'

/** What the picture draws as one: the parts of a workload, a bare pod, an implied endpoint, addresses outside. */
export interface TableNode {
  readonly id: string
  /** Places in the engine, ascending; never empty. */
  readonly places: readonly number[]
  readonly first: Endpoint
}

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** All nodes as they sort: by namespace, name and kind, addresses last. */
export function listNodes({ endpoints }: Prepared): readonly TableNode[] {
  const nodes = new Map<string, { id: string; places: number[]; first: Endpoint }>()
  for (const [place, endpoint] of endpoints.entries()) {
    const id = endpoint.kind === 'pods' ? (endpoint.workload?.id ?? endpoint.id) : endpoint.id
    const node = nodes.get(id)
    if (node) node.places.push(place)
    else nodes.set(id, { id, places: [place], first: endpoint })
  }
  return [...nodes.values()].sort(compareNodes)
}

function compareNodes(a: TableNode, b: TableNode): number {
  const [one, other] = [a.first, b.first]
  if (one.kind !== other.kind) return one.kind === 'outside' ? 1 : -1
  const byNamespace = one.kind === 'pods' && other.kind === 'pods' ? BY_NAME.compare(one.namespace, other.namespace) : 0
  return byNamespace || BY_NAME.compare(one.name, other.name) || (a.id < b.id ? -1 : 1)
}

/** Numbers the ends of rows: a node as a whole, or some of its places. */
export interface EndBook {
  readonly numberOf: (node: TableNode, places: readonly number[]) => number
  /** The ends in the order in which they sort, and the place of each number in it. */
  readonly finish: () => { readonly ends: readonly TableEnd[]; readonly rank: Uint32Array }
}

/** Whole nodes come before their parts. */
export function createEndBook(prepared: Prepared, nodes: readonly TableNode[]): EndBook {
  const order = new Map(nodes.map((node, index) => [node, index]))
  const made: { readonly node: TableNode; readonly places: readonly number[]; readonly key: string }[] = []
  const numbers = new Map<string, number>()
  return {
    numberOf(node, places) {
      const key = places.length === node.places.length ? node.id : `${node.id} ${places.join()}`
      const number = numbers.get(key) ?? made.push({ node, places, key }) - 1
      numbers.set(key, number)
      return number
    },
    finish() {
      const sorted = [...made.keys()].sort((a, b) => {
        const [one, other] = [made[a], made[b]]
        if (!one || !other) return 0
        const byNode = (order.get(one.node) ?? 0) - (order.get(other.node) ?? 0)
        return (
          byNode || other.places.length - one.places.length || (one.places[0] ?? 0) - (other.places[0] ?? 0) || a - b
        )
      })
      const rank = new Uint32Array(made.length)
      for (const [index, number] of sorted.entries()) rank[number] = index
      const ends = sorted.flatMap((number) => {
        const one = made[number]
        return one ? toTableEnd(prepared, one.node, one.places) : []
      })
      return { ends, rank }
    },
  }
}

function toTableEnd(prepared: Prepared, node: TableNode, places: readonly number[]): TableEnd {
  const place = places[0] ?? 0
  const isOpen = (direction: 'ingress' | 'egress') => prepared.profiles(place, direction).tiers.length === 0
  return { end: toEnd(prepared, node, places), place, isOpen: { ingress: isOpen('ingress'), egress: isOpen('egress') } }
}

function toEnd({ endpoints }: Prepared, node: TableNode, places: readonly number[]): FlowEnd {
  const parts = places.flatMap((place) => endpoints[place] ?? [])
  const common = { node: node.id, endpoints: parts.map(({ id }) => id) }
  const { first } = node
  if (first.kind === 'outside') return { kind: 'outside', ...common, name: first.name }
  const pods = parts.flatMap((part) => (part.kind === 'pods' ? part.pods.map(({ name }) => name) : []))
  return {
    kind: first.implied ? 'implied' : 'workload',
    ...common,
    namespace: first.namespace,
    name: first.workload?.name ?? first.name,
    kindName: first.workload?.kind ?? first.kindName,
    ...(places.length < node.places.length ? { pods } : {}),
  }
}
