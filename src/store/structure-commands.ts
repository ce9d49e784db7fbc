import type { StructureIntention } from '../core/authoring/structure/plan-structure.ts'
import type { StructureTarget } from '../core/authoring/structure/structure-find.ts'
import type { NamespaceNode, PictureNode, WorkloadNode } from '../core/picture/picture.ts'
import type { PolicySummary } from '../core/workspace/snapshot.ts'

/** What can be done to a thing of the document: `beginChange` shows it, and asks for the rest. */
export interface StructureCommand {
  readonly words: string
  readonly intention: StructureIntention
  /** It takes something away. */
  readonly danger?: boolean
}

/** The commands of a drawn node: none for what stands in no manifest, such as addresses and groups. */
export function commandsOfNode(node: PictureNode): readonly StructureCommand[] {
  if (node.kind === 'workload') return commandsOfWorkload(node)
  return node.kind === 'namespace' ? commandsOfNamespace(node) : []
}

/** The commands of a policy. */
export function commandsOfPolicy({ path, name }: Pick<PolicySummary, 'path' | 'name'>): readonly StructureCommand[] {
  const target = { kind: 'policy', path } as const
  return [...commandsOfTarget(target, name), deletionOf(target)]
}

/** What the Delete key begins at a node; undefined where nothing can be deleted. */
export function toDeletion(node: PictureNode): StructureIntention | undefined {
  return commandsOfNode(node).find(({ danger }) => danger)?.intention
}

/** What F2 begins at a node; undefined where nothing has a name of its own. */
export function toRenaming(node: PictureNode): StructureIntention | undefined {
  return commandsOfNode(node).find(({ intention }) => intention.kind === 'rename')?.intention
}

function commandsOfWorkload({ implied, endpoints: [endpoint] }: WorkloadNode): readonly StructureCommand[] {
  if (implied || endpoint === undefined) return []
  const id = endpoint.split('#')[0] ?? endpoint
  const target = { kind: 'workload', id } as const
  return [
    ...commandsOfTarget(target, id.split('/').slice(2).join('/')),
    { words: 'Labels…', intention: { kind: 'workload-labels', id, changes: [] } },
    { words: 'Move to namespace…', intention: { kind: 'move', id, namespace: '' } },
    deletionOf(target),
  ]
}

function commandsOfNamespace({ namespace, implied, declared }: NamespaceNode): readonly StructureCommand[] {
  const declare: StructureCommand = {
    words: 'Declare…',
    intention: { kind: 'add', resource: { kind: 'Namespace', name: namespace } },
  }
  if (implied) return [declare]
  const target = { kind: 'namespace', namespace } as const
  return [
    ...(declared ? [] : [declare]),
    ...commandsOfTarget(target, namespace),
    { words: 'Labels…', intention: { kind: 'namespace-labels', namespace, changes: [] } },
    deletionOf(target),
  ]
}

function commandsOfTarget(target: StructureTarget, name: string): readonly StructureCommand[] {
  return [
    { words: 'Rename…', intention: { kind: 'rename', target, to: name } },
    { words: 'Duplicate…', intention: { kind: 'duplicate', target } },
  ]
}

function deletionOf(target: StructureTarget): StructureCommand {
  return { words: 'Delete…', intention: { kind: 'delete', target }, danger: true }
}
