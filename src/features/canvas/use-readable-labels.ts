import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { markCovered } from '../../core/picture/mark-covered.ts'
import type { Layout, Picture, PictureEdge, Routes } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import { isLookedAt } from './drawn-edges.ts'

interface Routed {
  readonly picture: Picture
  readonly edges: readonly PictureEdge[]
  readonly layout: Layout
  readonly routes: Routes
}

/** The routes with their labels marked anew for what is looked at: where two cannot both be read, its label is. */
export function useReadableLabels({ picture, edges, layout, routes }: Routed): Routes {
  const looked = useApp(useShallow((state) => edges.flatMap((edge) => (isLookedAt(edge, state) ? edge.id : []))))
  return useMemo(
    () => (looked.length === 0 ? routes : markCovered(picture, edges, layout, routes, new Set(looked))),
    [picture, edges, layout, routes, looked],
  )
}
