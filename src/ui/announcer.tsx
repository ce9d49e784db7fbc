import { useSyncExternalStore } from 'react'

let words = ''
const listeners = new Set<() => void>()

/** Says what happened to those who do not see it. */
export function announce(what: string) {
  // The same words twice are still two events: a changed end makes screen readers speak again.
  words = what === words ? `${what}\u00a0` : what
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The one live region of the page. */
export function Announcer() {
  const said = useSyncExternalStore(subscribe, () => words)
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {said}
    </div>
  )
}
