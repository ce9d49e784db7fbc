import { createStore } from 'zustand/vanilla'
import { readPreference, writePreference } from '../../platform/preferences.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import type { Dialog } from '../../store/dialog.ts'
import type { AppState } from '../../store/state.ts'

/** What somebody new is told how to do, in this order, until they have done it once. */
export const FIRST_STEPS = ['draw', 'close', 'export'] as const

export type FirstStep = (typeof FIRST_STEPS)[number]

const DONE = 'first-steps-done'

/** The steps that were done in this browser, or are not to be spoken of any more. */
export const doneSteps = createStore<readonly FirstStep[]>()(() => {
  const stored = readPreference(DONE)?.split(',') ?? []
  return FIRST_STEPS.filter((step) => stored.includes(step))
})

export function noteSteps(...steps: readonly FirstStep[]): void {
  const before = doneSteps.getState()
  const after = FIRST_STEPS.filter((step) => before.includes(step) || steps.includes(step))
  if (after.length === before.length) return
  doneSteps.setState(after, true)
  writePreference(DONE, after.join(','))
}

/** Notes steps as they are done: by the changes that are confirmed. Who types is past being told. Returns what ends it. */
export function watchSteps(store: AppStore): () => void {
  let closed: Dialog | null = null
  return store.subscribe((state, before) => {
    if (before.dialog && !state.dialog) {
      closed = before.dialog
      // A change that was confirmed is applied right after its dialog is gone.
      queueMicrotask(() => {
        closed = null
      })
    }
    if (isAdded(state, before)) noteSteps(...stepsOf(state, closed))
  })
}

function isAdded(state: AppState, before: AppState): boolean {
  return state.documentId === before.documentId && state.past.length > before.past.length && state.future.length === 0
}

function stepsOf({ past }: AppState, dialog: Dialog | null): readonly FirstStep[] {
  if (past.at(-1)?.origin === 'typing') return FIRST_STEPS
  if (dialog?.kind === 'connect') return ['draw']
  const isClosing = dialog?.kind === 'change' && ['template', 'isolate'].includes(dialog.intention.kind)
  return isClosing ? ['draw', 'close'] : []
}
