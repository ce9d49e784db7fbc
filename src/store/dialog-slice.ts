import type { ChangeIntention } from '../core/authoring/plan-change.ts'
import { findEdge } from './find-edge.ts'
import { isPlanned } from './is-waiting.ts'
import type { SliceContext } from './slice-context.ts'
import type { AppActions, AppState, Dialog } from './state.ts'

type DialogActions = Pick<
  AppActions,
  | 'startConnect'
  | 'startDisconnect'
  | 'proposeChange'
  | 'changeIntention'
  | 'confirmDialog'
  | 'planAgain'
  | 'closeDialog'
  | 'setAppliesSmall'
  | 'addResource'
>

/** Whatever a person wants: an intention is planned, previewed, and planned again whenever the text changes. */
export function createDialogSlice({ set, get, engine, answers }: SliceContext): DialogActions {
  const open = (dialog: Dialog) => {
    set({ dialog })
    answers.askPlan()
  }
  const propose = (intention: ChangeIntention) => open(toDialog(intention, get().appliesSmall))

  return {
    startConnect(from, fromTitle, to) {
      if (to) propose({ kind: 'connect', from, to, ports: [] })
      else open({ kind: 'pick-target', from, fromTitle })
    },
    proposeChange: propose,
    changeIntention(intention) {
      const { dialog } = get()
      if (!isPlanned(dialog) || dialog.intention.kind !== intention.kind) return propose(intention)
      // Who chooses in a dialog sees it, and confirms it too.
      open({ ...dialog, intention, planning: true, stopped: false, quiet: false } as Dialog)
    },
    startDisconnect(edgeId) {
      const edge = findEdge(get(), edgeId)
      if (!edge) return
      const [from, to] = [endpointsOf(get(), edge.from), endpointsOf(get(), edge.to)]
      propose({ kind: 'disconnect', rules: edge.rules, from, to })
    },
    confirmDialog() {
      const { dialog, applyChange } = get()
      if (!isPlanned(dialog) || dialog.planning || dialog.stopped || !dialog.preview?.plan.edits) return
      const { plan, revision } = dialog.preview
      const change = { edits: plan.edits ?? [], label: plan.label, base: revision }
      set({ dialog: null })
      if (applyChange(change, 'gesture') === 'applied') return
      open({ ...dialog, planning: true, textChanged: true })
    },
    planAgain() {
      const { dialog } = get()
      if (isPlanned(dialog)) open({ ...dialog, planning: true, stopped: false })
    },
    closeDialog: () => set({ dialog: null }),
    setAppliesSmall: (appliesSmall) => set({ appliesSmall }),
    async addResource(resource) {
      if (get().outdated) answers.refresh()
      const answer = get().applyChange(await engine.call('addResource', resource), 'gesture')
      return answer === 'applied' ? undefined : 'the text changed in the meantime: try again'
    },
  }
}

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

/** The engine's endpoints behind a node; a frame stands for all of its namespace. */
function endpointsOf({ snapshot }: Pick<AppState, 'snapshot'>, nodeId: string): readonly string[] {
  const node = snapshot?.picture.nodes.find(({ id }) => id === nodeId)
  if (!node) return []
  if (node.kind !== 'namespace') return node.endpoints
  return snapshot?.endpoints.map(({ id }) => id).filter((id) => id.startsWith(`${node.namespace}/`)) ?? []
}
