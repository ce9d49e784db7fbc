import type { PodEndpoint } from '../model/endpoint.ts'
import type { Admissions } from './admissions.ts'

/** What is drawn as one card: the parts of a workload, a bare pod, or an implied endpoint. */
export interface Leaf {
  /** Node id: the workload's, or the implied endpoint's. */
  readonly id: string
  readonly namespace: string
  /** Numbers of its endpoints in {@link Admissions}, ascending. */
  readonly parts: readonly number[]
  readonly first: PodEndpoint
}

export interface Leaves {
  /** In the order of the endpoints. */
  readonly all: readonly Leaf[]
  /** By endpoint number; absent for outside endpoints. */
  readonly at: readonly (Leaf | undefined)[]
  /** Those that selectors can match (END-5 leaves out pods on their node's network), by namespace. */
  readonly selectable: ReadonlyMap<string, readonly Leaf[]>
  /** Numbers of the outside endpoints. */
  readonly outside: readonly number[]
}

const found = new WeakMap<Admissions['endpoints'], Leaves>()

/** The cards of a picture, with the parts of a split workload joined; the same for the same endpoints. */
export function leavesOf({ endpoints }: Pick<Admissions, 'endpoints'>): Leaves {
  const leaves = found.get(endpoints) ?? findLeaves(endpoints)
  found.set(endpoints, leaves)
  return leaves
}

function findLeaves(endpoints: Admissions['endpoints']): Leaves {
  const parts = new Map<string, number[]>()
  const outside: number[] = []
  for (const [index, endpoint] of endpoints.entries()) {
    const key = endpoint.kind === 'pods' ? (endpoint.workload?.id ?? endpoint.id) : undefined
    const known = key === undefined ? outside : parts.get(key)
    if (known) known.push(index)
    else if (key !== undefined) parts.set(key, [index])
  }
  const all = [...parts].flatMap(([id, numbers]) => {
    const first = endpoints[numbers[0] ?? -1]
    return first?.kind === 'pods' ? [{ id, namespace: first.namespace, parts: numbers, first }] : []
  })
  const at: (Leaf | undefined)[] = endpoints.map(() => undefined)
  const selectable = new Map<string, Leaf[]>()
  for (const leaf of all) {
    for (const part of leaf.parts) at[part] = leaf
    if (leaf.first.hostNetwork) continue
    const frame = selectable.get(leaf.namespace)
    if (frame) frame.push(leaf)
    else selectable.set(leaf.namespace, [leaf])
  }
  return { all, at, selectable, outside }
}

/** The id of a namespace's frame. */
export function frameId(namespace: string): string {
  return `namespace:${namespace}`
}
