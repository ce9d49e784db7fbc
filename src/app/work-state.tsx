import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Progress } from '../core/model/work.ts'
import { useApp, useAppActions } from '../store/context.tsx'
import { isPlanned } from '../store/is-waiting.ts'
import { announce } from '../ui/announcer.tsx'
import { describeProgress, WorkLine } from '../ui/work-line.tsx'

const READING: Progress = { doing: 'reading the text' }
const STOPPING: Progress = { doing: 'stopping' }

/** Over the picture: what the engine is reading, and a way to stop it; afterwards that the picture is of an older text. */
export function WorkState() {
  const isShown = useApp(
    ({ working, busy, outdated, dialog, engineFailure, snapshot }) =>
      (outdated && (engineFailure === null || snapshot !== null)) || (working && busy && !isPlanned(dialog)),
  )
  return isShown && <ShownState />
}

function ShownState() {
  const isReading = useApp((state) => state.working)
  const told = useApp((state) => state.progress) ?? READING
  const older = useApp(({ snapshot }) => (snapshot ? 'picture of an older text' : 'this text is not read yet'))
  const { cancelWork, readAgain } = useAppActions()
  const [isStopping, setIsStopping] = useState(false)
  const box = useReturnedFocus()
  useEffect(() => {
    if (isReading) return
    setIsStopping(false)
    announce(older)
  }, [isReading, older])
  const progress = isStopping ? STOPPING : told
  const cancel = () => {
    setIsStopping(true)
    cancelWork()
  }
  // One line in both states, so that its button keeps the focus when Cancel becomes Update.
  return (
    <div className="work-state" ref={box}>
      <WorkLine
        progress={isReading ? progress : undefined}
        words={isReading ? describeProgress(progress) : older}
        action={isReading ? 'Cancel' : 'Update'}
        onAction={isReading ? cancel : readAgain}
      />
    </div>
  )
}

/** What had the focus in a box that goes away hands it to the graph. */
function useReturnedFocus() {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    return () => {
      if (element?.contains(document.activeElement)) document.querySelector<HTMLElement>('[data-graph]')?.focus()
    }
  }, [])
  return box
}
