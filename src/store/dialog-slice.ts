import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import type { Dialog } from './dialog.ts'
import { findEdge } from './find-edge.ts'
import { rebaseEdits } from './form-edits.ts'
import { endpointsOf } from './generate-intention.ts'
import { isPlanned } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState } from './state.ts'

type DialogActions = Pick<
  AppActions,
  | 'startConnect'
  | 'startDisconnect'
  | 'proposeChange'
  | 'beginChange'
  | 'showTemplates'
  | 'changeIntention'
  | 'confirmDialog'
  | 'planAgain'
  | 'closeDialog'
  | 'setAppliesSmall'
>

/** Whatever a person wants: an intention is planned, previewed, and planned again whenever the text changes. */
export function createDialogSlice({ set, get, answers }: SliceContext): DialogActions {
  const open = (dialog: Dialog) => {
    set({ dialog })
    answers.askPlan()
  }
  const propose = (intention: ChangeIntention) =>
    open(toDialog(intention, get().appliesSmall || QUIET.includes(intention.kind)))

  return {
    startConnect(from, fromTitle, to) {
      if (to) propose({ kind: 'connect', from, to, ports: [] })
      else open({ kind: 'pick-target', from, fromTitle })
    },
    proposeChange: propose,
    beginChange: (intention) => open(toDialog(intention, false)),
    showTemplates: () => set({ dialog: { kind: 'templates' } }),
    changeIntention(intention) {
      const { dialog } = get()
      if (!isPlanned(dialog) || dialog.intention.kind !== intention.kind) return propose(intention)
      // Who chooses in a dialog sees it, and confirms it too.
      open({ ...dialog, intention, planning: true, stopped: false, quiet: false } as Dialog)
    },
    startDisconnect(edgeId) {
      const edge = findEdge(get(), edgeId)
      if (!edge) return
      const [from, to] = [endpointsAt(get(), edge.from), endpointsAt(get(), edge.to)]
      propose({ kind: 'disconnect', rules: edge.rules, from, to })
    },
    confirmDialog() {
      const { dialog, applyChange } = get()
      if (!isPlanned(dialog) || dialog.planning || dialog.stopped || !dialog.preview?.plan.edits) return
      const { plan, revision } = dialog.preview
      const change = { edits: plan.edits ?? [], label: plan.label, base: revision }
      set({ dialog: null })
      if (applyChange(change, 'gesture') === 'applied') {
        if (dialog.intention.kind === 'edit-policy')
          set({ formEdits: rebaseEdits(get().formEdits, get().document.revision) })
        return
      }
      open({ ...dialog, planning: true, textChanged: true })
    },
    planAgain() {
      const { dialog } = get()
      if (isPlanned(dialog)) open({ ...dialog, planning: true, stopped: false })
    },
    closeDialog() {
      set({ dialog: null })
      get().advanceForm()
    },
    setAppliesSmall: (appliesSmall) => set({ appliesSmall }),
  }
}

/** Edits of a form, whose fields say what comes of them, and expectations, which change no flow. */
const QUIET: readonly ChangeIntention['kind'][] = ['edit-policy', 'expect', 'remove-expectation', 'flip-expectation']

function toDialog(intention: ChangeIntention, quiet: boolean): Dialog {
  const planning = { preview: null, quiet, planning: true, stopped: false, textChanged: false }
  switch (intention.kind) {
    case 'connect':
      return { kind: 'connect', intention, ...planning }
    case 'disconnect':
      return { kind: 'disconnect', intention, ...planning }
    default:
      return { kind: 'change', intention, ...planning }
  }
}

/** The engine's endpoints behind a node of the picture. */
function endpointsAt({ snapshot }: Pick<AppState, 'snapshot'>, nodeId: string): readonly string[] {
  const node = snapshot?.picture.nodes.find(({ id }) => id === nodeId)
  return node && snapshot
    ? endpointsOf(
        node,
        snapshot.endpoints.map(({ id }) => id),
      )
    : []
}
