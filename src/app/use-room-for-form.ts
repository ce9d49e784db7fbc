import { useEffect, useRef } from 'react'
import { usePanelRef } from 'react-resizable-panels'
import { useApp } from '../store/context.tsx'

/** Percent of the height: less shows too little of a form to work in. */
const ROOM = 52

/** Makes the panel higher while a policy's form is open in it, and as high as it was afterwards, if nobody resized it. */
export function useRoomForForm() {
  const panel = usePanelRef()
  const isOpen = useApp((state) => state.selection?.kind === 'policy')
  const before = useRef<number | null>(null)
  useEffect(() => {
    const size = panel.current?.getSize().asPercentage
    if (size === undefined) return
    if (isOpen && size < ROOM) {
      before.current = size
      panel.current?.resize(`${ROOM}%`)
    } else if (!isOpen && before.current !== null) {
      if (Math.abs(size - ROOM) < 1) panel.current?.resize(`${before.current}%`)
      before.current = null
    }
  }, [isOpen, panel])
  return panel
}
