import { useStoreApi } from '@xyflow/react'
import { useCallback, useMemo, useRef } from 'react'
import type { Layout } from '../../core/picture/picture.ts'
import { useApp, useAppStore } from '../../store/context.tsx'
import { CommandButton } from '../../ui/commands/command-button.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { fitBoxes, zoomAtMiddle } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import type { View } from './use-view.ts'
import { viewCommands } from './view-commands.ts'

interface ViewControlsProps {
  readonly view: View
  readonly layout: Layout
  readonly onFit: () => void
}

export function ViewControls({ view, layout, onFit }: ViewControlsProps) {
  const isTidying = useApp((state) => state.tidying)
  const { zoomIn, zoomOut, fit, tidy } = useViewCommands(view, layout, onFit)
  return (
    <div className="view-controls" role="toolbar" aria-label="View">
      <CommandButton
        command={tidy}
        hint={isTidying ? 'go on with the picture as it is' : 'lay the picture out anew, by the direction of flow'}
      >
        {isTidying ? 'Stop tidying' : 'Tidy'}
      </CommandButton>
      <CommandButton command={zoomOut} isNamed>
        −
      </CommandButton>
      <CommandButton command={zoomIn} isNamed>
        +
      </CommandButton>
      <CommandButton command={fit}>Fit</CommandButton>
    </div>
  )
}

function useViewCommands(view: View, layout: Layout, onFit: () => void) {
  const store = useAppStore()
  const size = useStoreApi()
  const latest = useRef({ view, layout, onFit })
  latest.current = { view, layout, onFit }
  const commands = useMemo(() => {
    /** From where the view is going: who presses quickly gets as many steps as presses. */
    const zoom = (wanted: (now: number) => number) => () => {
      const { width, height, minZoom, maxZoom } = size.getState()
      const { goal, moveTo } = latest.current.view
      const pane = { left: 0, top: 0, right: width, bottom: height }
      moveTo(zoomAtMiddle(pane, goal(), Math.min(maxZoom, Math.max(minZoom, wanted(goal().zoom)))))
    }
    const showSelection = () => {
      const { selection, gathered } = store.getState()
      const ids = selection ? [selection.id] : gathered
      const boxes = ids.flatMap((id) => latest.current.layout.get(id) ?? [])
      const { width, height } = size.getState()
      if (boxes.length > 0) latest.current.view.moveTo(fitBoxes(boxes, freeArea(width, height), MOST_ZOOM))
    }
    return viewCommands(store, {
      zoomIn: zoom((now) => now * STEP),
      zoomOut: zoom((now) => now / STEP),
      zoomToOne: zoom(() => 1),
      showAll: () => latest.current.onFit(),
      showSelection,
    })
  }, [store, size])
  useCommands(useMemo(() => Object.values(commands), [commands]))
  return commands
}

/** So much nearer, or further away, is one step. */
const STEP = 1.2

/** Nothing is drawn larger than this only because there is room. */
const MOST_ZOOM = 1.15

/** Shows the whole picture, with room for what lies over the canvas. */
export function useShowAll(layout: Layout, { moveTo }: View): (instantly?: 'instantly') => void {
  const flow = useStoreApi()
  return useCallback(
    (instantly) => {
      const { width, height } = flow.getState()
      if (layout.size > 0) moveTo(fitBoxes([...layout.values()], freeArea(width, height), MOST_ZOOM), instantly)
    },
    [layout, flow, moveTo],
  )
}
