import type { AppData, Dialog } from './state.ts'

/** A dialog whose intention the worker plans. */
export type PlannedDialog = Exclude<Dialog, { kind: 'pick-target' }>

export function isPlanned(dialog: Dialog | null): dialog is PlannedDialog {
  return dialog !== null && dialog.kind !== 'pick-target'
}

/** Whether a person sees a plan: one that may be applied at once is shown only when it takes long. */
export function isPreviewed({ dialog, busy }: Pick<AppData, 'dialog' | 'busy'>): boolean {
  return isPlanned(dialog) && (busy || !dialog.quiet)
}

/** Whether the page waits for the worker to read a revision or to plan. */
export function isWaiting({ working, dialog }: Pick<AppData, 'working' | 'dialog'>): boolean {
  return working || (isPlanned(dialog) && dialog.planning)
}
