import type { Prepared } from '../engine/prepare.ts'
import { namespaceNode, servicesByLeaf, workloadNode } from './card-nodes.ts'
import type { NamespaceNode, WorkloadNode } from './picture.ts'
import type { Leaf, Leaves } from './workload-leaves.ts'

/** Every namespace that is declared or used, declared ones first, in document order. */
export function namespacesOf(prepared: Prepared, leaves: Leaves): readonly string[] {
  return [...new Set([...prepared.cluster.namespaces.keys(), ...leaves.all.map(({ namespace }) => namespace)])]
}

/** Which frames and cards are drawn. */
export interface DrawnCards {
  readonly namespaces: readonly string[]
  readonly leaves: readonly Leaf[]
  readonly folded: ReadonlySet<string>
}

/** Frames and cards; a frame tells of all its workloads, drawn or not. */
export function cardNodes(prepared: Prepared, all: readonly Leaf[], { namespaces, leaves, folded }: DrawnCards) {
  const services = servicesByLeaf(
    prepared,
    leaves.filter(({ namespace }) => !folded.has(namespace)),
  )
  const members = byNamespace(namespaces, all)
  const policies = byNamespace(namespaces, prepared.cluster.policies)
  return [...byNamespace(namespaces, leaves)].flatMap(([namespace, drawn]): (NamespaceNode | WorkloadNode)[] => {
    const whole = members.get(namespace) ?? []
    const isFolded = folded.has(namespace)
    const frame = namespaceNode(prepared, namespace, {
      leaves: whole,
      policies: policies.get(namespace) ?? [],
      folded: isFolded,
      hidden: whole.length - drawn.length,
    })
    return [frame, ...(isFolded ? [] : drawn.map((leaf) => workloadNode(prepared, leaf, services.get(leaf.id) ?? [])))]
  })
}

function byNamespace<Item extends { readonly namespace: string }>(
  namespaces: readonly string[],
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const members = new Map<string, Item[]>(namespaces.map((namespace) => [namespace, []]))
  for (const item of items) members.get(item.namespace)?.push(item)
  return members
}
