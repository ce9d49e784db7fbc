import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Snapshot } from '../../core/workspace/snapshot.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { doneSteps, FIRST_STEPS, type FirstStep, noteSteps, watchSteps } from './first-steps.ts'

const WORDS: Readonly<Record<FirstStep, string>> = {
  draw: 'To allow a connection, drag from the right edge of a card to another card; or select one and press C.',
  close: 'To close all the rest: Templates, Default deny.',
  export: 'Once it is as you want it, take it with you: Export, at the top right.',
}

/** What to do next, over the picture of somebody new; gone once it is done, or sent away. */
export function FirstHint() {
  const store = useAppStore()
  const next = useNextStep()
  useEffect(() => watchSteps(store), [store])
  if (!next) return null
  return (
    <aside className="first-hint" aria-label="Hint">
      <span>{WORDS[next]}</span>
      <IconButton variant="quiet" name="No more hints" onClick={() => noteSteps(...FIRST_STEPS)}>
        <X size={14} aria-hidden />
      </IconButton>
    </aside>
  )
}

/** Undefined where there is nothing to do it with, or no room to say it. */
function useNextStep(): FirstStep | undefined {
  const done = useStore(doneSteps)
  const hasPods = useApp(
    ({ snapshot }) => (snapshot?.picture.nodes.filter(({ kind }) => kind === 'workload').length ?? 0) > 1,
  )
  const isFree = useApp(
    ({ dialog, pictureView, selection, busy }) => !dialog && !selection && !busy && pictureView === 'graph',
  )
  const hasRoom = useApp(({ snapshot }) => snapshot === null || !hasNotices(snapshot))
  return hasPods && isFree && hasRoom ? FIRST_STEPS.find((step) => !done.includes(step)) : undefined
}

/** Whether lines stand over the picture, where the hint would. */
function hasNotices({ banners, picture }: Snapshot): boolean {
  return banners.length > 0 || picture.folded.size > 0 || picture.edgesNotDrawn > 0 || picture.filtered !== undefined
}
