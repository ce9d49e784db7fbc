import { type RefObject, useLayoutEffect, useState } from 'react'

/** Whether an element has less room than that, in pixels. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, below: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const look = () => setIsNarrow(current.clientWidth < below)
    const observer = new ResizeObserver(look)
    observer.observe(current)
    look()
    return () => observer.disconnect()
  }, [element, below])
  return isNarrow
}
