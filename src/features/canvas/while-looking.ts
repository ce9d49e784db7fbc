import type { AppState } from '../../store/state.ts'

/** Why nothing is changed while a change is looked at: one can look around, apply it, or be done with it. */
export function whileLooking({ dialog }: AppState): string | undefined {
  return dialog === null ? undefined : 'a change is being looked at: apply or leave it first'
}
