import { type RefObject, useEffect, useRef } from 'react'
import type { PanelImperativeHandle } from 'react-resizable-panels'
import { useApp, useAppStore } from '../store/context.tsx'
import { isPreviewed } from '../store/is-waiting.ts'

/** Pixels of height: less shows too little of a change beside its picture. A form that it began in stays in sight. */
const ROOM = { overForm: 400, else: 560 }

/**
 * Makes the panel lower while a change is looked at over a low picture, and as high as it was afterwards, if nobody resized
 * it.
 */
export function useRoomForDialog(panel: RefObject<PanelImperativeHandle | null>): void {
  const isShown = useApp(isPreviewed)
  const store = useAppStore()
  const made = useRef<{ readonly before: number; readonly after: number } | null>(null)
  useEffect(() => {
    const size = panel.current?.getSize()
    if (!panel.current || !size || size.asPercentage === 0) return
    if (isShown) {
      const room = store.getState().selection?.kind === 'policy' ? ROOM.overForm : ROOM.else
      const missing = room - size.inPixels * (100 / size.asPercentage - 1)
      if (missing <= 0) return
      panel.current.resize(Math.max(0, size.inPixels - missing))
      made.current = { before: size.asPercentage, after: panel.current.getSize().asPercentage }
    } else if (made.current) {
      if (Math.abs(size.asPercentage - made.current.after) < 1) panel.current.resize(`${made.current.before}%`)
      made.current = null
    }
  }, [isShown, panel, store])
}
