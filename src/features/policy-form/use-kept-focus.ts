import { type RefObject, useEffect, useRef } from 'react'

/**
 * Focus that goes with the part that had it is given to the part around it (`data-focus-home`): who works without a mouse
 * stays where they were.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const homes = useRef<readonly HTMLElement[]>([])
  useEffect(() => {
    const form = root.current
    const remember = ({ target }: FocusEvent) => {
      homes.current = target instanceof HTMLElement ? [target, ...homesOf(target)] : []
    }
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !form?.contains(relatedTarget)) homes.current = []
    }
    const restore = () => {
      const [focused] = homes.current
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && focused && !focused.isConnected) homes.current.find(({ isConnected }) => isConnected)?.focus()
    }
    const observer = new MutationObserver(restore)
    if (form) observer.observe(form, { childList: true, subtree: true })
    form?.addEventListener('focusin', remember)
    form?.addEventListener('focusout', forget)
    return () => {
      observer.disconnect()
      form?.removeEventListener('focusin', remember)
      form?.removeEventListener('focusout', forget)
    }
  }, [root])
}

function homesOf(element: HTMLElement): readonly HTMLElement[] {
  const home = element.parentElement?.closest<HTMLElement>('[data-focus-home]')
  return home ? [home, ...homesOf(home)] : []
}
