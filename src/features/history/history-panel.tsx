import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import { useApp, useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { EntryRow } from './entry-row.tsx'
import { toSentence } from './entry-words.ts'
import './history.css'

/**
 * What was done to the document, oldest first. A click goes there: what was undone stays in the list, dimmed, until
 * something new is done. The arrow keys move along the list, Enter goes there.
 */
export function HistoryPanel() {
  const past = useApp((state) => state.past)
  const future = useApp((state) => state.future)
  const entries = useMemo(() => [...past, ...future], [past, future])
  const list = useCurrentInSight(past.length)
  const go = useGo()
  return (
    <div className="history-panel">
      <ol className="history-list" aria-label="History" ref={list} onKeyDown={moveAlong}>
        <EntryRow position={0} current={past.length} onGo={go} />
        {entries.map((entry, index) => (
          // Entries are told apart by where they stand: nothing is ever put between them.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <EntryRow key={index} entry={entry} position={index + 1} current={past.length} onGo={go} />
        ))}
      </ol>
      {entries.length === 0 && (
        <p className="history-none">What you do is listed here, and any step can be gone back to.</p>
      )}
    </div>
  )
}

function useGo(): (position: number) => void {
  const store = useAppStore()
  return useCallback(
    (position) => {
      store.getState().jumpTo(position)
      const label = store.getState().past.at(-1)?.label
      announce(label === undefined ? 'back at the beginning' : `now at: ${toSentence(label)}`)
    },
    [store],
  )
}

function useCurrentInSight(current: number) {
  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that is current is found in the page
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return list
}

/** The arrow keys, Home and End move the focus from row to row. */
function moveAlong(event: KeyboardEvent<HTMLOListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = nextRow(event.key, at, rows.length)
  if (at < 0 || next === undefined) return
  event.preventDefault()
  rows[next]?.focus()
}

function nextRow(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
