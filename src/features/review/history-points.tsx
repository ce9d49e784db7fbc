import { useState } from 'react'
import { useApp, useAppStore } from '../../store/context.tsx'
import { filesAt } from '../../store/history.ts'
import type { HistoryEntry } from '../../store/history-entry.ts'
import type { ComparedSet } from '../../store/review-slice.ts'
import '../../ui/button.css'

/** How many steps are listed at first, newest first. */
const SHOWN = 6

/** The points of the history whose text may be another: as opened, and before each step that changed the text. */
export function HistoryPoints({ onChoose }: { onChoose: (set: ComparedSet) => void }) {
  const store = useAppStore()
  const past = useApp((state) => state.past)
  const [isOpen, setIsOpen] = useState(false)
  const points = past.map((entry, position) => ({ entry, position })).filter(({ entry }) => entry.redo.length > 0)
  if (points.length === 0) return <p className="quiet">Nothing was changed since it was opened.</p>
  const choose = (position: number, title: string) => onChoose({ title, files: filesAt(store.getState(), position) })
  const later = points.slice(1).reverse()
  const shown = isOpen ? later : later.slice(0, SHOWN)
  return (
    <ul className="compared-list">
      <li>
        <button type="button" className="link-button" onClick={() => choose(0, 'as opened')}>
          as opened
        </button>
      </li>
      {shown.map(({ entry, position }) => (
        <li key={position}>
          <button type="button" className="link-button" onClick={() => choose(position, titleOf(entry))}>
            {titleOf(entry)} <time className="quiet">{toTime(entry)}</time>
          </button>
        </li>
      ))}
      {later.length > shown.length && (
        <li>
          <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
            {later.length - shown.length} more…
          </button>
        </li>
      )}
    </ul>
  )
}

function titleOf({ label }: HistoryEntry): string {
  return `before “${label}”`
}

function toTime({ at }: HistoryEntry): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}
