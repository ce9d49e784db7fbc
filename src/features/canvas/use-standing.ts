import type { SelectionView } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import { findEdge } from '../../store/find-edge.ts'
import { selectEffects } from '../../store/select-effects.ts'
import type { AppState } from '../../store/state.ts'

type Other = SelectionView['others'] extends ReadonlyMap<string, infer Value> ? Value : never

/** How a node stands to what is selected; null while nothing is, while the answer is on its way, and in a preview. */
export type Standing = Other | 'self' | 'unrelated' | null

export function useStanding(id: string): Standing {
  return useApp((state) => standingOf(state, id))
}

function standingOf(state: AppState, id: string): Standing {
  const { selection, gathered, selectionView, openedEdges, snapshot } = state
  if (gathered.includes(id)) return 'self'
  if (selection === null || selection.kind === 'policy' || selectEffects(state)) return null
  if (selection.kind === 'node') {
    if (selection.id === id) return 'self'
    if (selectionView === null || selectionView.node !== selection.id) return null
    return selectionView.others.get(id) ?? 'unrelated'
  }
  const edge = findEdge({ snapshot, selectionView, openedEdges }, selection.id)
  if (edge === undefined) return null
  const isEnd = [edge, ...openedEdges].some(({ from, to }) => from === id || to === id)
  return isEnd ? null : 'unrelated'
}

/** The class that gives a node its outline in a selection: by the better of both directions. */
export function standingClass(standing: Standing): string {
  if (standing === null) return ''
  if (standing === 'self') return 'is-selected'
  if (standing === 'unrelated') return 'is-faded'
  const both = [standing.out, standing.in]
  if (both.includes('allowed') || both.includes('some')) return 'is-reached'
  return both.includes('depends') ? 'is-maybe' : 'is-blocked'
}

/** The class of a node that a gesture or the history has changed. */
export function useChangedClass(id: string): string {
  return useApp((state) => (state.changed?.nodes.has(id) ? 'is-changed' : ''))
}
