import { useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import type { Layout, Picture, PictureNode } from '../../core/picture/picture.ts'
import { useAppActions } from '../../store/context.tsx'
import { fitBoxes } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import type { View } from './use-view.ts'

/** A node is shown no larger than this, however much room there is. */
const NEAR = 1.15

/** Goes near to a node, so that it fills what can be seen; a folded namespace is opened first. */
export function useNear(picture: Picture, layout: Layout, { moveTo }: View): (node: PictureNode) => void {
  const { foldNamespace } = useAppActions()
  const flow = useStoreApi()
  /** The namespace that is being opened. */
  const opening = useRef<string | null>(null)
  const goNear = useCallback(
    (id: string) => {
      const box = layout.get(id)
      const { width, height } = flow.getState()
      if (box) moveTo(fitBoxes([box], freeArea(width, height), NEAR))
    },
    [layout, flow, moveTo],
  )
  useEffect(() => {
    const opened = picture.nodes.find(({ id }) => id === opening.current)
    if (opened?.kind !== 'namespace' || opened.folded) return
    opening.current = null
    goNear(opened.id)
  }, [picture, goNear])
  return useCallback(
    (node) => {
      if (node.kind !== 'namespace' || !node.folded) return goNear(node.id)
      opening.current = node.id
      foldNamespace(node.namespace, false)
    },
    [goNear, foldNamespace],
  )
}
