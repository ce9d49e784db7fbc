import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import type { Layout, NodeBox } from '../../core/picture/picture.ts'
import type { DrawnEffects } from '../../core/workspace/preview.ts'
import { useApp } from '../../store/context.tsx'
import { selectEffects } from '../../store/select-effects.ts'
import { type Area, fitBoxes, isInside } from './fit-boxes.ts'
import { toMotion } from './motion.ts'

/**
 * Brings what a preview draws into sight beside its dialog, and goes back when the dialog is gone, unless the person has
 * looked elsewhere since. Answers what the view is on its way to, or is.
 */
export function useEffectsView(layout: Layout): () => Viewport {
  const effects = useApp(selectEffects)
  const isOpen = useApp((state) => state.dialog !== null)
  const { getViewport, setViewport } = useReactFlow()
  const flow = useStoreApi()
  const moved = useRef<{ readonly from: Viewport; readonly to: Viewport } | null>(null)
  const returning = useRef<Viewport | null>(null)

  useEffect(() => {
    if (effects === null) return
    const { width, height } = flow.getState()
    const area = freeArea(width, height)
    const boxes = boxesOf(effects, layout)
    const from = moved.current?.from ?? getViewport()
    if (boxes.length === 0 || isInside(boxes, getViewport(), area)) return
    const to = fitBoxes(boxes, area, from.zoom)
    moved.current = { from, to }
    setViewport(to, toMotion())
  }, [effects, layout, flow, getViewport, setViewport])

  useEffect(() => {
    if (isOpen) return
    const last = moved.current
    moved.current = null
    if (!last || !isSameView(getViewport(), last.to)) return
    returning.current = last.from
    setViewport(last.from, toMotion()).then(() => {
      returning.current = null
    })
  }, [isOpen, getViewport, setViewport])

  return useCallback(() => returning.current ?? getViewport(), [getViewport])
}

/** Room kept around what is shown: for notices above, for legend and controls below. */
const ROOM = { top: 44, side: 28, bottom: 64 }

/** What the dialog leaves of the canvas. */
function freeArea(width: number, height: number): Area {
  const dialog = document.querySelector('.change-layer.is-docked > .change-dialog')?.clientWidth ?? 0
  return {
    left: ROOM.side,
    top: ROOM.top,
    right: width - (dialog > 0 ? dialog + 12 : 0) - ROOM.side,
    bottom: height - ROOM.bottom,
  }
}

function boxesOf({ edges, isolated }: DrawnEffects, layout: Layout): readonly NodeBox[] {
  const ids = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...isolated.keys()])
  return [...ids].flatMap((id) => layout.get(id) ?? [])
}

function isSameView(one: Viewport, other: Viewport): boolean {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y) < 2 && Math.abs(one.zoom - other.zoom) < 0.01
}
