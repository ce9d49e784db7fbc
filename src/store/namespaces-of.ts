import type { AppData } from './state.ts'

/** The names of the namespaces there are, drawn or left out by a filter: to choose from. */
export function namespacesOf({ snapshot }: Pick<AppData, 'snapshot'>): readonly string[] {
  const drawn = snapshot?.picture.nodes.flatMap((node) => (node.kind === 'namespace' ? node.namespace : [])) ?? []
  if (snapshot?.picture.filtered === undefined) return drawn
  const others = snapshot.endpoints.map(({ id }) => id.slice(0, id.indexOf('/')))
  return [...new Set([...drawn, ...others])].filter((name) => name !== 'outside')
}

/** Where something new is likely meant to lie: beside what is selected, else in the first namespace. */
export function likelyNamespace(state: Pick<AppData, 'snapshot' | 'selection'>): string | undefined {
  const { snapshot, selection } = state
  const node = snapshot?.picture.nodes.find(({ id }) => id === selection?.id)
  return node && 'namespace' in node ? node.namespace : namespacesOf(state)[0]
}
