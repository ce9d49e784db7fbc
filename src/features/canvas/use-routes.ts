import { useMemo, useRef } from 'react'
import { markCovered } from '../../core/picture/mark-covered.ts'
import type { Layout, Picture, PictureEdge, Routes } from '../../core/picture/picture.ts'
import { routeDrawn } from '../../core/picture/route-drawn.ts'

interface Routed {
  readonly edges: readonly PictureEdge[]
  readonly layout: Layout
  readonly routes: Routes
}

/** Above so many edges those that stay keep their way when others come and go: finding all takes too long. */
const MOST_AT_ONCE = 120

/** The ways of the drawn edges. While something is dragged only those of what moves are found anew. */
export function useRoutes(
  picture: Picture,
  edges: readonly PictureEdge[],
  layout: Layout,
  isDragging: boolean,
): Routes {
  const settled = useRef<Routed | null>(null)
  return useMemo(() => {
    const last = settled.current
    if (isDragging && last?.edges === edges) return rerouteMoved(picture, last, layout)
    const isLong = edges.length > MOST_AT_ONCE && last?.layout === layout
    const routes = isLong ? routeNew(picture, edges, last) : routeDrawn(picture, edges, layout)
    settled.current = { edges, layout, routes }
    return routes
  }, [picture, edges, layout, isDragging])
}

function rerouteMoved(picture: Picture, { edges, layout: before, routes }: Routed, layout: Layout): Routes {
  const isMoved = (id: string) => {
    const [old, box] = [before.get(id), layout.get(id)]
    return old?.x !== box?.x || old?.y !== box?.y || old?.width !== box?.width || old?.height !== box?.height
  }
  const moved = edges.filter(({ from, to }) => isMoved(from) || isMoved(to))
  return markCovered(picture, edges, layout, new Map([...routes, ...routeDrawn(picture, moved, layout)]))
}

function routeNew(picture: Picture, edges: readonly PictureEdge[], last: Routed): Routes {
  const known = new Set(last.edges)
  const added = edges.filter((edge) => !known.has(edge))
  const routes = new Map([...last.routes, ...routeDrawn(picture, added, last.layout)])
  return markCovered(picture, edges, last.layout, routes)
}
