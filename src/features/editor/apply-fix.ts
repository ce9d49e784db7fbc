import type { LintFix } from '../../core/checks/lint/lint-rule.ts'
import type { Fix } from '../../core/model/diagnostic.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { announce } from '../../ui/announcer.tsx'

/** A repair of a problem: of the reader, for the text of a revision, or one that is to be planned. */
export type ChosenFix =
  | { readonly kind: 'read'; readonly fix: Fix; readonly base: number }
  | { readonly kind: 'planned'; readonly fix: LintFix }

/** Applies the reader's own repair at once, and has the others planned. */
export function applyFix(store: AppStore, chosen: ChosenFix): void {
  const { applyChange, proposeChange } = store.getState()
  if (chosen.kind === 'planned') {
    proposeChange(chosen.fix.intention)
    return
  }
  const { edits, title } = chosen.fix
  const answer = applyChange({ edits, label: title, base: chosen.base }, 'fix')
  announce(answer === 'stale' ? 'the text changed in the meantime: look again' : `done: ${title}`)
}
