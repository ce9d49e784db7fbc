import type { Dialog, Planning } from './dialog.ts'
import type { AppData } from './state.ts'

/** A dialog whose intention the worker plans. */
export type PlannedDialog = Extract<Dialog, Planning>

export function isPlanned(dialog: Dialog | null): dialog is PlannedDialog {
  return dialog !== null && 'intention' in dialog
}

/**
 * Whether a person sees a plan: one that may be applied at once is shown only when it takes long, and one of a form, whose
 * field says that it waits, not even then.
 */
export function isPreviewed({ dialog, busy }: Pick<AppData, 'dialog' | 'busy'>): boolean {
  return isPlanned(dialog) && (!dialog.quiet || (busy && dialog.intention.kind !== 'edit-policy'))
}

/** Whether the page waits for the worker to read a revision or to plan. */
export function isWaiting({ working, dialog }: Pick<AppData, 'working' | 'dialog'>): boolean {
  return working || (isPlanned(dialog) && dialog.planning)
}
