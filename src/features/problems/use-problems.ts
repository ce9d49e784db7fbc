import { useCallback, useMemo, useRef, useState } from 'react'
import { ALL_PROBLEMS, filterProblems, type ProblemFilter } from '../../core/workspace/filter-problems.ts'
import type { FileSummary, Problem } from '../../core/workspace/snapshot.ts'
import { sortByPlace, stepProblem } from '../../core/workspace/step-problem.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import type { Caret } from '../../store/viewpoint.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command } from '../../ui/commands/command.ts'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { toKey } from './problem-key.ts'

const NONE: readonly Problem[] = []
const NO_FILES: readonly FileSummary[] = []

/** The problems that are looked at: those that pass the filter, and the one that was shown last. */
export interface Problems {
  readonly filter: ProblemFilter
  readonly setFilter: (filter: ProblemFilter) => void
  readonly shown: readonly Problem[]
  /** The key of the problem at the caret, else of the one that was shown last. */
  readonly current: string | null
  /** Shows a problem in the text. */
  readonly show: (problem: Problem) => void
  /** Shows the next one after the caret, or the one before it. */
  readonly step: (by: 1 | -1) => void
}

/** Holds the filter while the panel shows something else; F8 and Shift+F8 step through what passes it. */
export function useProblems(): Problems {
  const store = useAppStore()
  const all = useApp((state) => state.snapshot?.problems ?? NONE)
  const [filter, setFilter] = useState(ALL_PROBLEMS)
  const [last, setLast] = useState<string | null>(null)
  const caretThen = useRef<Caret | null>(null)
  const shown = useMemo(() => filterProblems(all, filter), [all, filter])
  const current = useApp(({ caret }) => findAt(shown, caret, last)) ?? last

  const show = useCallback(
    (problem: Problem) => {
      const { revealLocation, caret } = store.getState()
      caretThen.current = caret
      setLast(toKey(problem))
      revealLocation(problem.location)
    },
    [store],
  )

  const step = useCallback(
    (by: 1 | -1) => {
      const { caret, snapshot } = store.getState()
      const files = snapshot?.files ?? NO_FILES
      const here = shown.find((problem) => toKey(problem) === current)
      const isStill = here !== undefined && (caret === caretThen.current || isAt(caret, here))
      const next = stepProblem(shown, files, caret ?? undefined, by, isStill ? here : undefined)
      if (!next) return announce(all.length > 0 ? 'no problem passes the filter' : 'no problems in these files')
      show(next)
      const place = `${next.location.file} line ${next.location.line}`
      const number = sortByPlace(shown, files).indexOf(next) + 1
      announce(`${next.diagnostic.severity} ${number} of ${shown.length}: ${next.diagnostic.message}, ${place}`)
    },
    [store, all, shown, current, show],
  )

  useCommands(useMemo(() => stepCommands(step), [step]))
  return { filter, setFilter, shown, current, show, step }
}

/** The key of the problem at the caret, of several that was shown last: the editor steps through them as well. */
function findAt(problems: readonly Problem[], caret: Caret | null, last: string | null): string | undefined {
  const keys = problems.filter((problem) => isAt(caret, problem)).map(toKey)
  return keys.find((key) => key === last) ?? keys[0]
}

function isAt(caret: Caret | null, { location }: Problem): boolean {
  return caret !== null && caret.file === location.file && caret.offset === location.span.start
}

/** From anywhere but dialogs, unless the editor has answered the key itself. */
export function stepCommands(step: (by: 1 | -1) => void): readonly Command[] {
  const common = { section: 'Text', words: 'error warning', scope: 'anywhere' } as const
  return [
    { ...common, id: 'problems.next', title: 'Next problem', keys: ['F8'], run: () => step(1) },
    { ...common, id: 'problems.previous', title: 'Previous problem', keys: ['Shift+F8'], run: () => step(-1) },
  ]
}
