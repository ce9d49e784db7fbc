import type { OnConnectEnd } from '@xyflow/react'
import { useCallback } from 'react'
import type { Picture } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { useAppActions } from '../../store/context.tsx'

/** The end of drawing an edge: on a handle, or anywhere on a card, a frame or a pill. */
export function useDrop(picture: Picture): OnConnectEnd {
  const { startConnect } = useAppActions()
  return useCallback(
    (event, state) => {
      const from = picture.nodes.find((node) => node.id === state.fromNode?.id)
      const targetId = state.toNode?.id ?? nodeUnder(event)
      const to = picture.nodes.find((node) => node.id === targetId)
      const [fromEnd, toEnd] = [from && toConnectEnd(from), to && toConnectEnd(to)]
      if (from && fromEnd && toEnd) startConnect(fromEnd, from.title, toEnd)
    },
    [picture, startConnect],
  )
}

function nodeUnder(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (point === undefined) return undefined
  const element = document.elementFromPoint(point.clientX, point.clientY)
  return element?.closest<HTMLElement>('.react-flow__node')?.dataset.id
}
