import type { OnConnectEnd } from '@xyflow/react'
import { useCallback } from 'react'
import type { ConnectEnd } from '../../core/authoring/plan.ts'
import type { Picture, PictureNode } from '../../core/picture/picture.ts'
import { toConnectEnd } from '../../store/connect-end.ts'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { toGatheredEnd } from '../../store/gather.ts'
import { nameGathered } from './gathered-name.ts'

/**
 * The end of drawing an edge: on a handle, or anywhere on a card, a frame or a pill. A workload among several that are
 * gathered stands for all of them.
 */
export function useDrop(picture: Picture): OnConnectEnd {
  const store = useAppStore()
  const { startConnect } = useAppActions()
  return useCallback(
    (event, state) => {
      const from = picture.nodes.find((node) => node.id === state.fromNode?.id)
      const targetId = state.toNode?.id ?? nodeUnder(event)
      const to = picture.nodes.find((node) => node.id === targetId)
      const { gathered } = store.getState()
      const [fromEnd, toEnd] = [from && endOf(picture, gathered, from), to && endOf(picture, gathered, to)]
      if (!from || !fromEnd || !toEnd) return
      startConnect(fromEnd, fromEnd.kind === 'workloads' ? nameGathered(picture.nodes, gathered) : from.title, toEnd)
    },
    [picture, store, startConnect],
  )
}

function endOf({ nodes }: Picture, gathered: readonly string[], node: PictureNode): ConnectEnd | undefined {
  return gathered.includes(node.id) ? toGatheredEnd(nodes, gathered) : toConnectEnd(node)
}

function nodeUnder(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (point === undefined) return undefined
  const element = document.elementFromPoint(point.clientX, point.clientY)
  return element?.closest<HTMLElement>('.react-flow__node')?.dataset.id
}
