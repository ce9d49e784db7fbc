import { X } from 'lucide-react'
import { useState } from 'react'
import { readPreference, writePreference } from '../../platform/preferences.ts'
import { IconButton } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { FETCH_COMMAND } from './fetch-command.ts'

const SEEN = 'first-visit-seen'

/** What this is and how to get one's own cluster in; until it is sent away. */
export function FirstVisit() {
  const [shown, setShown] = useState(() => readPreference(SEEN) === null)
  if (!shown) return null
  const dismiss = () => {
    writePreference(SEEN, 'yes')
    setShown(false)
  }
  return (
    <section className="first-visit" aria-label="Getting started">
      <div className="first-visit-words">
        <p>
          <strong>A sample is open.</strong> For your own cluster, run this (it reads no Secrets) and paste the output
          here, or drop it as a file.
        </p>
        <Copyable name="command" text={FETCH_COMMAND} />
      </div>
      <IconButton variant="quiet" name="Dismiss getting started" onClick={dismiss}>
        <X size={15} aria-hidden />
      </IconButton>
    </section>
  )
}
