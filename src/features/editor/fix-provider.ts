import type { OfferedFix } from '../../core/authoring/fix/fixes.ts'
import type { Fix } from '../../core/model/diagnostic.ts'
import type { Problem } from '../../core/workspace/snapshot.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { announce } from '../../ui/announcer.tsx'
import { type AssistContext, isRead } from './assist-context.ts'
import { type languages, Range } from './monaco.ts'
import { rangeOf } from './shown-files.ts'

/** A repair of a problem, as Monaco hands it back. */
export type ChosenFix =
  | { readonly kind: 'read'; readonly fix: Fix; readonly base: number }
  | { readonly kind: 'planned'; readonly fix: OfferedFix }

/** The repairs of the problems at the caret. Monaco only offers them: they are applied through the store. */
export function createFixProvider({ store, shownBy }: AssistContext, command: string): languages.CodeActionProvider {
  return {
    provideCodeActions(model, range) {
      const shown = shownBy(model)
      const state = store.getState()
      if (!shown || !isRead(state)) return NOTHING
      const here = state.snapshot?.problems.filter(
        ({ location }) =>
          location.file === shown.file && Range.areIntersectingOrTouching(rangeOf(shown, location.span), range),
      )
      const fixes = here?.flatMap((problem) => fixesOf(problem, state.document.revision)) ?? []
      const actions = fixes.map(({ title, chosen }, index) => {
        return {
          title,
          kind: 'quickfix',
          isPreferred: index === 0,
          command: { id: command, title, arguments: [chosen] },
        }
      })
      return { actions, dispose: () => {} }
    },
  }
}

const NOTHING: languages.CodeActionList = { actions: [], dispose: () => {} }

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

function fixesOf({ diagnostic: { fix }, fixes = [] }: Problem, base: number) {
  const own: readonly { readonly title: string; readonly chosen: ChosenFix }[] = fix
    ? [{ title: fix.title, chosen: { kind: 'read', fix, base } }]
    : []
  return [...own, ...fixes.map((one) => ({ title: one.title, chosen: { kind: 'planned', fix: one } as const }))]
}
