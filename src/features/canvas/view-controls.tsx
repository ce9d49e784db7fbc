import { useReactFlow } from '@xyflow/react'
import { Button } from '../../ui/button.tsx'

const MOTION = { duration: 160 }

/** Room for the legend below and the notices above. */
export const FIT = { padding: { top: '56px', right: '40px', bottom: '72px', left: '40px' }, maxZoom: 1.1 } as const

export function ViewControls({ onTidy }: { onTidy: () => void }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
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
      <Button onClick={() => fitView({ ...FIT, ...toMotion() })} title="show everything">
        Fit
      </Button>
    </div>
  )
}

function toMotion(): { duration: number } {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? { duration: 0 } : MOTION
}
