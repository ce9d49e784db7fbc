import type { Problem } from '../../core/workspace/snapshot.ts'
import type { ChosenFix } from './apply-fix.ts'
import { type AssistContext, isRead } from './assist-context.ts'
import { type languages, Range } from './monaco.ts'
import { rangeOf } from './shown-files.ts'

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

function fixesOf({ diagnostic: { fix }, fixes = [] }: Problem, base: number) {
  const own: readonly { readonly title: string; readonly chosen: ChosenFix }[] = fix
    ? [{ title: fix.title, chosen: { kind: 'read', fix, base } }]
    : []
  return [...own, ...fixes.map((one) => ({ title: one.title, chosen: { kind: 'planned', fix: one } as const }))]
}
