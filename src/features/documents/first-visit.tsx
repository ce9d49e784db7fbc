import { X } from 'lucide-react'
import { useState } from 'react'
import { readPreference, writePreference } from '../../platform/preferences.ts'
import { useApp } from '../../store/context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Doors } from './doors.tsx'
import { isFirstSample } from './first-sample.ts'

const SEEN = 'first-visit-seen'

/** The doors, over the sample that somebody new sees; gone with it, or once they are sent away. */
export function FirstVisit() {
  const documentId = useApp((state) => state.documentId)
  const [seen, setSeen] = useState(() => readPreference(SEEN) !== null)
  if (seen || !isFirstSample(documentId)) return null
  const dismiss = () => {
    writePreference(SEEN, 'yes')
    setSeen(true)
  }
  return (
    <section className="first-visit" aria-label="Getting started">
      <div className="first-visit-row">
        <p className="first-visit-words">
          This is a sample. <strong>Begin&nbsp;with</strong>
        </p>
        <Doors />
        <IconButton variant="quiet" name="Dismiss getting started" onClick={dismiss}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
    </section>
  )
}
