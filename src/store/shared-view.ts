import type { SharedSelection, SharedView } from '../core/workspace/share/shared-view.ts'
import type { AppState, OpenedDocument } from './state.ts'
import type { Selection } from './viewpoint.ts'

/** How the open document is looked at, to be handed on with it. */
export function toSharedView(state: AppState): SharedView {
  const { positions, folds, filter, settings, question, pictureView } = state
  return { positions, folds, filter, settings, question, shows: pictureView, selection: toSharedSelection(state) }
}

/** What belongs to the document of a view that was handed on. */
export function ofSharedView({ positions, folds, filter, settings, question }: SharedView): Partial<OpenedDocument> {
  return { positions, folds, filter, settings, question }
}

function toSharedSelection({ selection, snapshot }: AppState): SharedSelection | null {
  if (selection === null) return null
  const { kind, id } = selection
  if (kind !== 'policy') return { kind, id }
  const policy = snapshot?.policies.find(({ path }) => path === id)
  return policy ? { kind, namespace: policy.namespace, name: policy.name } : null
}

/** The thing that was selected, where it is in what was opened. */
export function findShared({ snapshot }: AppState, selection: SharedSelection | null): Selection | null {
  if (selection === null || snapshot === null) return null
  const { picture, policies } = snapshot
  if (selection.kind === 'policy') {
    const { namespace, name } = selection
    const policy = policies.find((one) => one.namespace === namespace && one.name === name)
    return policy ? { kind: 'policy', id: policy.path } : null
  }
  const things = selection.kind === 'node' ? picture.nodes : picture.edges
  return things.some(({ id }) => id === selection.id) ? selection : null
}
