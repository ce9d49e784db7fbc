import type { Path } from '../core/model/path.ts'
import { findEdge, isInPicture } from './find-edge.ts'
import { NO_FORM } from './form-slice.ts'
import { gather, gatherableNodes } from './gather.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'
import type { Selection } from './viewpoint.ts'

type ViewActions = Pick<
  AppActions,
  | 'showView'
  | 'select'
  | 'gather'
  | 'gatherAll'
  | 'toggleDenied'
  | 'caretMoved'
  | 'revealPath'
  | 'revealLocation'
  | 'ask'
  | 'askSetting'
  | 'check'
  | 'showNotes'
>

/** What a person looks at: selection, caret, revealed places, the question. */
export function createViewSlice({ set, get, answers }: SliceContext): ViewActions {
  const revealRules = (edgeId: string) => {
    const edge = findEdge(get(), edgeId)
    if (!edge) return
    answers.locate(edge.rules, (locations) => {
      if (get().selection?.id !== edgeId) return
      const reveal = locations.find(({ file }) => file === get().openFile) ?? locations[0]
      if (reveal) set({ reveal: { ...reveal }, openFile: reveal.file, highlights: locations })
    })
  }

  const takeTogether = (gathered: readonly string[]) => {
    const [only] = gathered
    if (only === undefined || gathered.length === 1)
      get().select(only === undefined ? null : { kind: isInPicture(get(), only) ? 'edge' : 'node', id: only })
    else set({ selection: null, gathered, changed: null, ...viewOf(get(), null) })
  }

  return {
    showView: (pictureView) => set({ pictureView }),
    check: () => answers.askChecks(),
    showNotes(showsNotes) {
      set({ showsNotes })
      answers.askChecks()
    },
    select(selection) {
      const focus = selection?.kind === 'node' ? get().focus : null
      const formRule = ruleLedBy(get(), selection)
      set({ selection, focus, gathered: [], changed: null, formRule, ...viewOf(get(), selection) })
      answers.askSelection()
      if (selection?.kind === 'edge') revealRules(selection.id)
      else if (selection?.kind === 'policy') get().revealPath(selection.id)
    },
    gather: (id) => takeTogether(gather(get(), id)),
    gatherAll: () => takeTogether(gatherableNodes(get())),
    toggleDenied() {
      set({ showDenied: !get().showDenied })
      answers.askSelection()
    },
    caretMoved(caret) {
      set({ caret })
      answers.askCaret()
    },
    revealPath(path) {
      answers.locate([path], ([location]) => location && set({ reveal: { ...location }, openFile: location.file }))
    },
    revealLocation: (location) => set({ reveal: { ...location }, openFile: location.file }),
    askSetting: (askedSetting) => set({ askedSetting }),
    ask(question) {
      set({ question, explanation: null })
      answers.askQuestion()
    },
  }
}

/** Who goes from an edge to a policy means the rule of it that is behind the edge. */
function ruleLedBy(state: AppState, to: Selection | null): Path | null {
  const edge =
    state.selection?.kind === 'edge' && to?.kind === 'policy' ? findEdge(state, state.selection.id) : undefined
  return edge?.rules.find((rule) => rule.startsWith(`${to?.id}/`)) ?? null
}

/** An edge that is drawn only because of a bundle or a node keeps what draws it. */
function viewOf(state: AppState, selection: Selection | null): Partial<AppState> {
  const cleared = { selectionView: null, openedEdges: [], highlights: [], spareRules: [], details: null, ...NO_FORM }
  if (selection?.kind !== 'edge' || isInPicture(state, selection.id)) return cleared
  return { highlights: [], spareRules: [], details: null, ...NO_FORM }
}
