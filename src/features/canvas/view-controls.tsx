import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback } from 'react'
import type { Layout } from '../../core/picture/picture.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { Button } from '../../ui/button.tsx'
import { fitBoxes } from './fit-boxes.ts'
import { freeArea } from './free-area.ts'
import { toMotion } from './motion.ts'
import type { View } from './use-view.ts'

interface ViewControlsProps {
  readonly view: View
  readonly onFit: () => void
}

export function ViewControls({ view, onFit }: ViewControlsProps) {
  const { zoomIn, zoomOut } = useReactFlow()
  const isTidying = useApp((state) => state.tidying)
  const { tidy } = useAppActions()
  const zoom = (change: typeof zoomIn) => {
    view.release()
    change(toMotion())
  }
  return (
    <div className="view-controls" role="toolbar" aria-label="View">
      <Button
        onClick={tidy}
        title={isTidying ? 'go on with the picture as it is' : 'lay the picture out anew, by the direction of flow'}
      >
        {isTidying ? 'Stop tidying' : 'Tidy'}
      </Button>
      <Button onClick={() => zoom(zoomOut)} aria-label="Zoom out">
        −
      </Button>
      <Button onClick={() => zoom(zoomIn)} aria-label="Zoom in">
        +
      </Button>
      <Button onClick={onFit} title="show everything">
        Fit
      </Button>
    </div>
  )
}

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
