import { useCallback, useMemo, useRef, useState } from 'react'
import { layoutPicture } from '../../core/picture/layout-picture.ts'
import type { Layout, Picture, Positions } from '../../core/picture/picture.ts'

interface PlacedPicture {
  readonly layout: Layout
  /** Forgets where things were, so that the picture is laid out as if seen for the first time. */
  readonly startAfresh: () => void
}

/** The layouts of one document since it was last tidied. */
interface Known {
  readonly key: string
  readonly whole: Layout | undefined
  readonly filtered: { readonly filter: string; readonly layout: Layout } | undefined
}

/**
 * Places the picture; things stay where they were when the text changes. A new document starts afresh, and so does each
 * filter, which leaves no holes; without it everything is back where it was. What a person moved is laid over places that
 * never learn of it: undoing a move brings back exactly what was. `filter` tells filters apart, empty for none.
 */
export function useLayout(picture: Picture, positions: Positions, documentId: string, filter: string): PlacedPicture {
  const known = useRef<Known | null>(null)
  const [round, setRound] = useState(0)
  const unmoved = useMemo(() => {
    const key = `${documentId} ${round}`
    const before = known.current?.key === key ? known.current : { key, whole: undefined, filtered: undefined }
    const previous =
      filter === '' ? before.whole : before.filtered?.filter === filter ? before.filtered.layout : undefined
    const layout = layoutPicture(picture, {}, previous)
    known.current = filter === '' ? { ...before, whole: layout } : { ...before, filtered: { filter, layout } }
    return layout
  }, [picture, documentId, filter, round])
  const layout = useMemo(() => layoutPicture(picture, positions, unmoved), [picture, positions, unmoved])
  const startAfresh = useCallback(() => setRound((count) => count + 1), [])
  return { layout, startAfresh }
}
