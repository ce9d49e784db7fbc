import { useStore, type Viewport } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Layout, NodeBox, PictureEdge } from '../../core/picture/picture.ts'
import { useApp } from '../../store/context.tsx'
import type { ChangedThings } from '../../store/history-entry.ts'
import { viewOfChanges } from './changed-view.ts'
import { isInside } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import { isSameView, type View } from './use-view.ts'

interface Drawn {
  readonly layout: Layout
  readonly edges: readonly PictureEdge[]
  /** A node is being moved: nothing else may move. */
  readonly isDragging: boolean
}

/** What was brought into sight last, and how. */
interface Shown {
  readonly changed: ChangedThings
  readonly before: Layout
  readonly sawAll: boolean
  /** Where that led. */
  readonly view: Viewport
}

/**
 * Brings into sight what a gesture or the history changed, as far as it is not in sight, and never while the person drags
 * something. When the pane gets another size right afterwards, and the person has not looked elsewhere since, the view
 * follows.
 */
export function useChangedView({ layout, edges, isDragging }: Drawn, { goal, moveTo }: View): void {
  const changed = useApp((state) => state.changed)
  const width = useStore((flow) => flow.width)
  const height = useStore((flow) => flow.height)
  const isHeld = useStore(({ connection, paneDragging }) => connection.inProgress || paneDragging)
  const known = useRef(layout)
  const shown = useRef<Shown | null>(null)
  useEffect(() => {
    if (isHeld || isDragging) return
    const earlier = known.current
    known.current = layout
    if (changed === null) return
    const pane = { left: 0, top: 0, right: width, bottom: height }
    const last = shown.current?.changed === changed ? shown.current : null
    if (last && !isSameView(goal(), last.view)) return
    const before = last?.before ?? earlier
    const sawAll = last?.sawAll ?? isInside([...before.values()], goal(), pane)
    const boxes = boxesOf(changed, edges, layout)
    const areas = { free: freeArea(width, height), pane }
    const view = viewOfChanges({ boxes, layout, before, sawAll }, areas, goal())
    if (view) moveTo(view)
    shown.current = { changed, before, sawAll, view: view ?? goal() }
  }, [changed, edges, layout, width, height, isHeld, isDragging, goal, moveTo])
}

function boxesOf(changed: ChangedThings, edges: readonly PictureEdge[], layout: Layout): readonly NodeBox[] {
  const ends = edges.filter(({ id }) => changed.edges.has(id)).flatMap(({ from, to }) => [from, to])
  return [...new Set([...changed.nodes, ...ends])].flatMap((id) => layout.get(id) ?? [])
}
