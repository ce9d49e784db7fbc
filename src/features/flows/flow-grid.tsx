import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FlowView } from '../../core/flow-table/flow-desk.ts'
import type { FlowRow } from '../../core/flow-table/flow-table.ts'
import { say } from './count-words.ts'
import type { FlowActions } from './flow-actions.ts'
import { FlowBar } from './flow-bar.tsx'
import { FlowCells } from './flow-cells.tsx'
import { COLUMN_COUNT, FlowHeader } from './flow-header.tsx'
import { moveByKey } from './grid-keys.ts'
import type { FlowRows } from './use-flow-rows.ts'
import { useIsNarrow } from './use-is-narrow.ts'

/** The heights of the header, and of a row: of one line, or of two where there is little room. */
const HEADER = 30
const HEIGHTS = { wide: 30, narrow: 44 } as const

/** With less room than this, namespaces stand above names. */
const NARROW = 720

/** Browsers draw nothing that is higher than some millions of pixels. */
const MOST_ROWS = 400_000

interface FlowGridProps {
  readonly view: FlowView
  readonly rows: FlowRows
  readonly actions: FlowActions
  readonly onView: (view: FlowView) => void
  /** Tells which row is the first in sight. */
  readonly onFirst: (first: number) => void
}

/** The rows of a view, as far as they are in sight; arrows choose one. */
export function FlowGrid({ view, rows: { window, isWaiting }, actions, onView, onFirst }: FlowGridProps) {
  const pane = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState(0)
  const isNarrow = useIsNarrow(pane, NARROW)
  const height = isNarrow ? HEIGHTS.narrow : HEIGHTS.wide
  const shown = window?.shown ?? 0
  const count = Math.min(shown, MOST_ROWS)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const chosen = Math.min(active, Math.max(count - 1, 0))
  const rowAt = (index: number): FlowRow | undefined => window?.rows[index - window.offset]
  const chosenRow = rowAt(chosen)

  useEffect(() => onFirst(first), [first, onFirst])
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured anew when their height changes
  useEffect(() => virtual.measure(), [height])
  const key = JSON.stringify(view)
  const shownKey = useRef(key)
  useEffect(() => {
    if (shownKey.current === key) return
    shownKey.current = key
    setActive(0)
    pane.current?.scrollTo({ top: 0 })
  }, [key])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || count === 0) return
    const page = Math.max(1, Math.floor((pane.current?.clientHeight ?? 0) / height) - 2)
    const target = moveByKey(event.key, chosen, count, page)
    if (target !== undefined) {
      setActive(target)
      virtual.scrollToIndex(target)
      event.preventDefault()
    }
  }
  return (
    <>
      <div ref={pane} className="flow-pane" tabIndex={-1}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows choose among its rows
          role="grid"
          className={`flow-grid ${isNarrow ? 'is-narrow' : ''}`}
          aria-label="Flows"
          data-flows
          aria-rowcount={shown + 1}
          aria-colcount={COLUMN_COUNT}
          aria-busy={isWaiting}
          aria-activedescendant={count > 0 ? `flow-row-${chosen}` : undefined}
          tabIndex={0}
          ref={grid}
          onKeyDown={onKeyDown}
        >
          <thead>
            <FlowHeader sort={view.sort} onSort={(sort) => onView({ ...view, sort })} />
          </thead>
          <tbody className="flow-rows" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rowAt(index)
              return (
                <tr
                  key={index}
                  id={`flow-row-${index}`}
                  aria-rowindex={index + 2}
                  aria-selected={index === chosen}
                  className="flow-row"
                  style={{ transform: `translateY(${start - HEADER}px)` }}
                  onClick={() => {
                    setActive(index)
                    grid.current?.focus({ preventScroll: true })
                    if (row) actions.explain(row)
                  }}
                >
                  {row ? <FlowCells row={row} /> : <td className="flow-waiting">…</td>}
                </tr>
              )
            })}
          </tbody>
        </table>
        {count < shown && (
          <p className="flow-more">{say(shown - count)} more flows: narrow the filter, or sort the other way.</p>
        )}
      </div>
      {chosenRow && <FlowBar row={chosenRow} actions={actions} />}
    </>
  )
}
