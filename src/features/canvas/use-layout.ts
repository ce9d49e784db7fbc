import { useCallback, useMemo, useRef, useState } from 'react'
import { layoutPicture } from '../../core/picture/layout-picture.ts'
import type { Layout, Picture, Positions } from '../../core/picture/picture.ts'

interface PlacedPicture {
  readonly layout: Layout
  /** Forgets where things were, so that the picture is laid out as if seen for the first time. */
  readonly startAfresh: () => void
}

/**
 * Places the picture; things stay where they were when the text changes. A new document starts afresh. What a person
 * moved is laid over places that never learn of it: undoing a move brings back exactly what was.
 */
export function useLayout(picture: Picture, positions: Positions, documentId: string): PlacedPicture {
  const previous = useRef<{ documentId: string; round: number; layout: Layout } | null>(null)
  const [round, setRound] = useState(0)
  const unmoved = useMemo(() => {
    const known = previous.current
    const isSame = known?.documentId === documentId && known.round === round
    const layout = isSame ? layoutPicture(picture, {}, known.layout) : layoutPicture(picture, {})
    previous.current = { documentId, round, layout }
    return layout
  }, [picture, documentId, round])
  const layout = useMemo(() => layoutPicture(picture, positions, unmoved), [picture, positions, unmoved])
  const startAfresh = useCallback(() => setRound((count) => count + 1), [])
  return { layout, startAfresh }
}
