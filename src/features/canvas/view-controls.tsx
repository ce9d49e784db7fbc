import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { Button } from '../../ui/button.tsx'
import { toMotion } from './motion.ts'

export function ViewControls({ onTidy }: { onTidy: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow()
  const showAll = useShowAll()
  return (
    <div className="view-controls" role="toolbar" aria-label="View">
      <Button onClick={onTidy} title="lay the picture out anew; moved nodes go back">
        Tidy
      </Button>
      <Button onClick={() => zoomOut(toMotion())} aria-label="Zoom out">
        −
      </Button>
      <Button onClick={() => zoomIn(toMotion())} aria-label="Zoom in">
        +
      </Button>
      <Button onClick={() => showAll(toMotion())} title="show everything">
        Fit
      </Button>
    </div>
  )
}

/** Shows the whole picture, with room for what lies over the canvas: notices above, legend and controls below. */
export function useShowAll(): (motion?: { readonly duration: number }) => void {
  const { fitView } = useReactFlow()
  return useCallback(
    (motion) => {
      const foot = document.querySelector('.canvas__foot')?.clientHeight ?? 0
      const padding = { top: '48px', right: '32px', bottom: `${foot + 30}px`, left: '32px' } as const
      fitView({ padding, maxZoom: 1.15, ...motion })
    },
    [fitView],
  )
}
