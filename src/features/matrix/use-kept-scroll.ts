import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { MatrixPlace } from './use-matrix-place.ts'

/** Comes back to where it was scrolled to. */
export function useKeptScroll(grid: RefObject<HTMLDivElement | null>, kept: MatrixPlace['scroll']): void {
  const first = useRef(kept.current)
  useLayoutEffect(() => {
    grid.current?.scrollTo(first.current)
  }, [grid])
  useEffect(() => {
    const element = grid.current
    const keep = () => {
      if (element) kept.current = { left: element.scrollLeft, top: element.scrollTop }
    }
    element?.addEventListener('scroll', keep, { passive: true })
    return () => element?.removeEventListener('scroll', keep)
  }, [grid, kept])
}
