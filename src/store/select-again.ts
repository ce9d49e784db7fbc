import { assertNever } from '../core/model/assert-never.ts'
import { findEdge } from './find-edge.ts'
import { NO_FORM } from './form-slice.ts'
import type { AppState } from './state.ts'
import type { Selection } from './viewpoint.ts'

/** The selection of another point of the history, as far as its thing is drawn; nothing where it is selected already. */
export function selectAgain(state: AppState, selection: Selection | null): Partial<AppState> {
  const { selection: current } = state
  if (current?.kind === selection?.kind && current?.id === selection?.id) return {}
  return { selection: selection && isThere(selection, state) ? selection : null, ...NOTHING_SELECTED }
}

/** What belongs to a selection, once there is another one or none. */
export const NOTHING_SELECTED = {
  gathered: [],
  selectionView: null,
  openedEdges: [],
  highlights: [],
  spareRules: [],
  details: null,
  ...NO_FORM,
}

/** Whether the thing that is selected is still drawn, or written. */
export function isThere({ kind, id }: Selection, { snapshot, openedEdges, selectionView }: AppState): boolean {
  switch (kind) {
    case 'node':
      return snapshot?.picture.nodes.some((node) => node.id === id) === true
    case 'edge':
      return findEdge({ snapshot, openedEdges, selectionView }, id) !== undefined
    case 'policy':
      return snapshot?.policies.some(({ path }) => path === id) === true
    default:
      return assertNever(kind)
  }
}

/** A form that is open stays open. */
export function isSamePolicy(one: Selection | null, other: Selection | null): boolean {
  return one?.kind === 'policy' && one.kind === other?.kind && one.id === other.id
}
