import { FileInput, FilePlus2, Keyboard, type LucideIcon, MousePointerClick, Move, Wrench } from 'lucide-react'
import { memo } from 'react'
import type { HistoryEntry } from '../../store/history-entry.ts'
import { toSentence, toTime } from './entry-words.ts'

interface EntryRowProps {
  /** Absent for the text as it was opened. */
  readonly entry?: HistoryEntry
  /** How many entries are applied when one is here. */
  readonly position: number
  readonly current: number
  readonly onGo: (position: number) => void
}

/** One point of the history. Only the current one is reached with Tab. */
export const EntryRow = memo(function EntryRow({ entry, position, current, onGo }: EntryRowProps) {
  const isCurrent = position === current
  const isUndone = position > current
  const Icon = entry ? iconOf(entry) : FilePlus2
  return (
    <li>
      <button
        type="button"
        className={`history-row ${isUndone ? 'is-undone' : ''}`}
        aria-current={isCurrent ? 'step' : undefined}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => onGo(position)}
      >
        <Icon size={14} aria-hidden="true" />
        <span className="history-row__label">{entry ? toSentence(entry.label) : 'Opened'}</span>
        {isUndone && <span className="visually-hidden">undone</span>}
        {entry?.place && <code className="history-row__place">{toPlace(entry)}</code>}
        {entry && <time className="history-row__time">{toTime(entry.at)}</time>}
      </button>
    </li>
  )
}, isSameRow)

function isSameRow(before: EntryRowProps, now: EntryRowProps): boolean {
  const standing = ({ position, current }: EntryRowProps) => Math.sign(position - current)
  return before.entry === now.entry && before.position === now.position && standing(before) === standing(now)
}

const ICONS: Readonly<Record<HistoryEntry['origin'], LucideIcon>> = {
  typing: Keyboard,
  gesture: MousePointerClick,
  import: FileInput,
  fix: Wrench,
}

function iconOf({ origin, redo }: HistoryEntry): LucideIcon {
  return redo.length === 0 ? Move : ICONS[origin]
}

/** What was typed names its file already. */
function toPlace({ origin, place }: HistoryEntry): string {
  if (!place) return ''
  return origin === 'typing' ? `line ${place.line}` : `${place.file}:${place.line}`
}
