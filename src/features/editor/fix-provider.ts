import type { Problem } from '../../core/workspace/snapshot.ts'
import type { AppState } from '../../store/state.ts'
import type { ChosenFix } from './apply-fix.ts'
import { type AssistContext, isRead } from './assist-context.ts'
import { findingsIn } from './findings.ts'
import { type languages, Range } from './monaco.ts'
import { rangeOf, type ShownFile } from './shown-files.ts'

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
      const fixes = [
        ...(here?.flatMap((problem) => fixesOf(problem, state.document.revision)) ?? []),
        ...fixesOfFindings(state, shown, range),
      ]
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

/** The repairs of what the rules find on the line. */
function fixesOfFindings({ checks, document }: AppState, shown: ShownFile, { startLineNumber, endLineNumber }: Range) {
  if (checks?.revision !== document.revision) return []
  const here = findingsIn(checks, shown.file).filter(({ place }) => {
    const { startLineNumber: line } = rangeOf(shown, place.location.span)
    return startLineNumber <= line && line <= endLineNumber
  })
  return here.flatMap(({ rule, place }) => {
    const ignoring = { title: `Ignore ${rule.id} here…`, intention: place.ignore }
    return [...place.fixes, ignoring].map((fix) => ({ title: fix.title, chosen: { kind: 'planned', fix } as const }))
  })
}

function fixesOf({ diagnostic: { fix }, fixes = [] }: Problem, base: number) {
  const own: readonly { readonly title: string; readonly chosen: ChosenFix }[] = fix
    ? [{ title: fix.title, chosen: { kind: 'read', fix, base } }]
    : []
  return [...own, ...fixes.map((one) => ({ title: one.title, chosen: { kind: 'planned', fix: one } as const }))]
}
