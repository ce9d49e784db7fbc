import { type RefObject, useCallback, useEffect, useRef } from 'react'

/**
 * Tells whether the pointer is pressed on an element. It knows before anybody else hears of the press: the border of a pane
 * beneath the element takes the focus at once, and the field that the element belongs to is not left by that.
 */
export function usePress(element: RefObject<HTMLElement | null>): () => boolean {
  const isPressed = useRef(false)
  useEffect(() => {
    const press = ({ target }: Event) => {
      isPressed.current = target instanceof Node && element.current?.contains(target) === true
    }
    const release = () => {
      isPressed.current = false
    }
    const hears = { pointerdown: press, pointerup: release, pointercancel: release }
    for (const [type, hear] of Object.entries(hears)) window.addEventListener(type, hear, true)
    return () => {
      for (const [type, hear] of Object.entries(hears)) window.removeEventListener(type, hear, true)
    }
  }, [element])
  return useCallback(() => isPressed.current, [])
}
