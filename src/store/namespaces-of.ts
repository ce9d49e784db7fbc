import type { AppData } from './state.ts'

/** The names of the namespaces that are drawn: to choose from. */
export function namespacesOf({ snapshot }: Pick<AppData, 'snapshot'>): readonly string[] {
  return snapshot?.picture.nodes.flatMap((node) => (node.kind === 'namespace' ? node.namespace : [])) ?? []
}

/** Where something new is likely meant to lie: beside what is selected, else in the first namespace. */
export function likelyNamespace(state: Pick<AppData, 'snapshot' | 'selection'>): string | undefined {
  const { snapshot, selection } = state
  const node = snapshot?.picture.nodes.find(({ id }) => id === selection?.id)
  return node && 'namespace' in node ? node.namespace : namespacesOf(state)[0]
}
