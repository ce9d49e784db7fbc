import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useCallback, useMemo, useRef } from 'react'

/** Where the picture is looked at from. */
export interface View {
  /** What it is on its way to, or is. */
  readonly goal: () => Viewport
  /** Goes there; at once for who asked for less motion, where nobody can see it, or where `instantly` is said. */
  readonly moveTo: (viewport: Viewport, instantly?: 'instantly') => void
  /** The person moves it now: it is on no other way any more. */
  readonly release: () => void
}

/** The one way to move the view, so that who moves it next knows where it will be while it is still moving. */
export function useView(): View {
  const { getViewport, setViewport } = useReactFlow()
  const flow = useStoreApi()
  const target = useRef<Viewport | null>(null)
  const goal = useCallback(() => target.current ?? getViewport(), [getViewport])
  const release = useCallback(() => {
    target.current = null
  }, [])
  const moveTo = useCallback(
    (viewport: Viewport, instantly?: 'instantly') => {
      target.current = viewport
      // On the way from one view of nothing to another there are no numbers: who goes on from there has no picture.
      const isHidden = flow.getState().domNode?.clientWidth === 0
      setViewport(viewport, instantly || isHidden ? { duration: 0 } : toMotion()).then(() => {
        if (target.current === viewport) target.current = null
      })
    },
    [setViewport, flow],
  )
  return useMemo(() => ({ goal, moveTo, release }), [goal, moveTo, release])
}

const MOTION = { duration: 160 }

/** At once for who asked for less motion. */
function toMotion(): { readonly duration: number } {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? { duration: 0 } : MOTION
}

/** Whether two views show the same, as far as a person sees. */
export function isSameView(one: Viewport, other: Viewport): boolean {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y) < 2 && Math.abs(one.zoom - other.zoom) < 0.01
}
