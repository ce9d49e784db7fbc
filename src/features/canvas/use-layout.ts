import { useMemo, useRef } from 'react'
import { layoutPicture } from '../../core/picture/layout-picture.ts'
import type { Layout, Picture, Positions } from '../../core/picture/picture.ts'

/** The layouts of one document, without what a person moved. */
interface Known {
  readonly documentId: string
  readonly whole: Layout | undefined
  readonly filtered: { readonly filter: string; readonly layout: Layout } | undefined
}

/**
 * Places the picture; things stay where they were when the text changes. A new document starts afresh, and so does each
 * filter, which leaves no holes; without it everything is back where it was. What a person moved is laid over places that
 * never learn of it: undoing a move brings back exactly what was. `filter` tells filters apart, empty for none.
 */
export function useLayout(picture: Picture, positions: Positions, documentId: string, filter: string): Layout {
  const known = useRef<Known | null>(null)
  const unmoved = useMemo(() => {
    const last = known.current
    const before = last?.documentId === documentId ? last : { documentId, whole: undefined, filtered: undefined }
    const same = before.filtered?.filter === filter ? before.filtered.layout : undefined
    const layout = layoutPicture(picture, {}, filter === '' ? before.whole : same)
    known.current = filter === '' ? { ...before, whole: layout } : { ...before, filtered: { filter, layout } }
    return layout
  }, [picture, documentId, filter])
  // A filtered picture keeps no places that were found for the whole.
  const own = useMemo(() => (filter === '' ? positions : withoutTidied(positions)), [positions, filter])
  return useMemo(() => layoutPicture(picture, own, unmoved), [picture, own, unmoved])
}

function withoutTidied(positions: Positions): Positions {
  return Object.fromEntries(Object.entries(positions).filter(([, place]) => !place.tidied))
}
