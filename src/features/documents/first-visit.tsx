import { X } from 'lucide-react'
import { useState } from 'react'
import { readPreference, writePreference } from '../../platform/preferences.ts'
import { useApp } from '../../store/context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { FETCH_COMMAND } from './fetch-command.ts'

const SEEN = 'first-visit-seen'
const SAMPLE = 'first-sample'

/** Remembers which document is the sample of the first visit. */
export function noteFirstSample(documentId: string): void {
  writePreference(SAMPLE, documentId)
}

/** What this is and how to get one's own cluster in: on the first sample, until it is sent away. */
export function FirstVisit() {
  const documentId = useApp((state) => state.documentId)
  const [seen, setSeen] = useState(() => readPreference(SEEN) !== null)
  if (seen || documentId === '' || documentId !== readPreference(SAMPLE)) return null
  const dismiss = () => {
    writePreference(SEEN, 'yes')
    setSeen(true)
  }
  return (
    <section className="first-visit" aria-label="Getting started">
      <div className="first-visit-words">
        <p>
          <strong>A sample.</strong> Paste or drop here what this prints
          <span className="first-visit-aside"> for your own cluster (it reads no Secrets)</span>:
        </p>
        <Copyable name="command" text={FETCH_COMMAND} />
      </div>
      <IconButton variant="quiet" name="Dismiss getting started" onClick={dismiss}>
        <X size={15} aria-hidden />
      </IconButton>
    </section>
  )
}
