import { useEffect, useLayoutEffect, useRef } from 'react'
import { toAddIntention } from '../../store/add-intention.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { selectIsEmpty } from '../../store/select-is-empty.ts'
import { Button } from '../../ui/button.tsx'
import { Doors } from './doors.tsx'

const NEW_THINGS = ['Namespace', 'Deployment', 'Pod'] as const

/** The doors, while the document draws nothing. */
export function EmptyDocument() {
  const isEmpty = useApp(selectIsEmpty)
  const isBroken = useApp(({ snapshot }) =>
    snapshot?.problems.some(({ diagnostic }) => diagnostic.severity === 'error'),
  )
  const { beginChange } = useAppActions()
  const card = useFocusHandedOn(isEmpty)
  if (!isEmpty) return null
  return (
    <div className="empty-document">
      <section className="empty-card" aria-label="Empty document" ref={card}>
        <h2>{isBroken ? 'Nothing here can be read yet' : 'Nothing is drawn yet'}</h2>
        {isBroken && <p className="quiet">Problems, below, says where and why.</p>}
        <p>Begin with</p>
        <Doors />
        <p>or with a new</p>
        <div className="empty-doors">
          {NEW_THINGS.map((kind) => (
            <Button key={kind} onClick={() => beginChange(toAddIntention(kind))}>
              {kind}…
            </Button>
          ))}
        </div>
      </section>
    </div>
  )
}

/** Whoever had the focus in the card is at the graph once it is gone. */
function useFocusHandedOn(isEmpty: boolean) {
  const card = useRef<HTMLElement>(null)
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    const remember = () => {
      hadFocus.current = card.current?.contains(document.activeElement) === true
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  useEffect(() => {
    if (isEmpty || !hadFocus.current || document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('[data-graph]')?.focus()
  }, [isEmpty])
  return card
}
