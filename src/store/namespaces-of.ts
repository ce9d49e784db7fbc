import type { Snapshot } from '../core/workspace/snapshot.ts'

/** The names of the namespaces that are drawn: to choose from. */
export function namespacesOf(snapshot: Snapshot | null): readonly string[] {
  return snapshot?.picture.nodes.flatMap((node) => (node.kind === 'namespace' ? node.namespace : [])) ?? []
}
