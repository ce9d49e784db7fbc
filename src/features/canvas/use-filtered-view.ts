import { useEffect, useRef } from 'react'
import type { Layout, Picture } from '../../core/picture/picture.ts'
import { isFiltering, type PictureFilter } from '../../core/picture/picture-filter.ts'
import { useApp } from '../../store/context.tsx'

/** Tells filters that are drawn apart; empty for none. A filter is drawn once its picture has arrived. */
export function useDrawnFilter(picture: Picture): string {
  const filter = useApp((state) => state.filter)
  const drawn = useRef({ picture, key: keyOf(picture, filter) })
  if (drawn.current.picture !== picture) drawn.current = { picture, key: keyOf(picture, filter) }
  return drawn.current.key
}

function keyOf({ filtered }: Picture, filter: PictureFilter): string {
  return filtered && isFiltering(filter) ? JSON.stringify(filter) : ''
}

/** What a filter leaves, or gives back, is shown as a whole, unless the person goes to one thing of it. */
export function useFilteredView(layout: Layout, filter: string, showAll: () => void): void {
  const isGoing = useApp((state) => state.goal !== null)
  const shown = useRef(filter)
  useEffect(() => {
    if (shown.current === filter || layout.size === 0) return
    shown.current = filter
    if (!isGoing) showAll()
  }, [layout, filter, isGoing, showAll])
}
