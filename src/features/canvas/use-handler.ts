import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * A handler that stays the same object and does what the newest one does: React Flow asks every node anew for each
 * handler that is another.
 */
export function useHandler<Args extends readonly unknown[]>(handler: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(handler)
  useLayoutEffect(() => {
    newest.current = handler
  })
  return useCallback((...args) => newest.current(...args), [])
}
