import { useReactFlow } from '@xyflow/react'

const MOTION = { duration: 160 }

/** Room for the legend below and the notices above. */
export const FIT = { padding: { top: '56px', right: '40px', bottom: '72px', left: '40px' }, maxZoom: 1.1 } as const

export function ViewControls({ onTidy }: { onTidy: () => void }) {
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  return (
    <div className="view-controls" role="toolbar" aria-label="View">
      <button type="button" onClick={onTidy} title="lay the picture out anew; moved nodes go back">
        Tidy
      </button>
      <button type="button" onClick={() => zoomOut(toMotion())} aria-label="Zoom out">
        −
      </button>
      <button type="button" onClick={() => zoomIn(toMotion())} aria-label="Zoom in">
        +
      </button>
      <button type="button" onClick={() => fitView({ ...FIT, ...toMotion() })} title="show everything">
        Fit
      </button>
    </div>
  )
}

function toMotion(): { duration: number } {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? { duration: 0 } : MOTION
}
