import type { SelectionView } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import { findEdge } from '../../store/find-edge.ts'
import { selectEffects } from '../../store/select-effects.ts'
import type { AppState } from '../../store/state.ts'

type Answers = SelectionView['others'] extends ReadonlyMap<string, infer Value> ? Value : never

/** While one direction is looked at, only that one. */
export type Other = Partial<Answers>

/** How a node stands to what is selected; null while nothing is, while the answer is on its way, and in a preview. */
export type Standing = Other | 'self' | 'unrelated' | null

export function useStanding(id: string): Standing {
  return useApp((state) => standingOf(state, id))
}

/** See {@link useStanding}. */
export function standingOf(state: AppState, id: string): Standing {
  const { selection, gathered, selectionView, openedEdges, snapshot, focus } = state
  if (gathered.includes(id)) return 'self'
  if (selection === null || selection.kind === 'policy' || selectEffects(state)) return null
  if (selection.kind === 'node') {
    if (selection.id === id) return 'self'
    if (selectionView === null || selectionView.node !== selection.id) return null
    const other = selectionView.others.get(id)
    return other ? inFocus(other, focus) : 'unrelated'
  }
  const edge = findEdge({ snapshot, selectionView, openedEdges }, selection.id)
  if (edge === undefined) return null
  const isEnd = [edge, ...openedEdges].some(({ from, to }) => from === id || to === id)
  return isEnd ? null : 'unrelated'
}

/** One object for each pair of answers, so that nodes whose standing did not change are not drawn again. */
const DIRECTED = new Map<string, Other>()

function inFocus(other: Answers, focus: 'in' | 'out' | null): Other {
  if (focus === null) return other
  const key = `${focus} ${other[focus]}`
  const known = DIRECTED.get(key) ?? { [focus]: other[focus] }
  DIRECTED.set(key, known)
  return known
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

/** Marks of a node beside its standing: changed by a gesture or the history, found, or an end of the policy pointed at. */
export function useMarks(id: string): string {
  return useApp(({ changed, found, pointedPolicy }) => {
    const ends = pointedPolicy?.ends
    const marks = [
      changed?.nodes.has(id) ? 'is-changed' : '',
      found.has(id) ? 'is-found' : '',
      ends?.subjects.includes(id) ? 'is-subject' : '',
      ends?.peers.includes(id) ? 'is-peer' : '',
    ]
    return marks.filter(Boolean).join(' ')
  })
}
