import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useRef } from 'react'
import type { Problem } from '../../core/workspace/snapshot.ts'
import { toKey } from './problem-key.ts'
import { ProblemLine } from './problem-line.tsx'
import type { Problems } from './use-problems.ts'

/** Up to so many rows all are there; of more only those in sight. */
const MANY = 150

/** Pixels of a row before it is measured. */
const ROW = 30

type RowsProps = Pick<Problems, 'shown' | 'current' | 'show'>

/** The list of problems; the one that was shown last stays in sight. */
export function ProblemRows(props: RowsProps) {
  return props.shown.length > MANY ? <ManyRows {...props} /> : <AllRows {...props} />
}

function AllRows({ shown, current, show }: RowsProps) {
  return (
    <ul className="problems" aria-label="Problems">
      {shown.map((problem) => (
        <Row key={toKey(problem)} problem={problem} isCurrent={toKey(problem) === current} onShow={show} />
      ))}
    </ul>
  )
}

function ManyRows({ shown, current, show }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 600, height: 300 },
  })
  const index = shown.findIndex((problem) => toKey(problem) === current)
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' })
  }, [index, rows])
  return (
    <div className="problems-scroll" ref={scroller}>
      <ul className="problems problems-many" aria-label="Problems" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index: at, start, key }) => {
          const problem = shown[at]
          return (
            problem && (
              <Row
                key={key}
                problem={problem}
                isCurrent={at === index}
                onShow={show}
                measure={rows.measureElement}
                place={{ at, of: shown.length, start }}
              />
            )
          )
        })}
      </ul>
    </div>
  )
}

interface RowProps {
  readonly problem: Problem
  readonly isCurrent: boolean
  readonly onShow: (problem: Problem) => void
  /** Of a row among very many. */
  readonly measure?: (element: HTMLLIElement | null) => void
  readonly place?: { readonly at: number; readonly of: number; readonly start: number }
}

function Row({ problem, isCurrent, onShow, measure, place }: RowProps) {
  const row = useRef<HTMLLIElement | null>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const style: CSSProperties | undefined = place && { transform: `translateY(${place.start}px)` }
  return (
    <li
      className="problem"
      ref={(element) => {
        row.current = element
        measure?.(element)
      }}
      style={style}
      data-index={place?.at}
      aria-posinset={place && place.at + 1}
      aria-setsize={place?.of}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <ProblemLine problem={problem} onShow={onShow} />
    </li>
  )
}
