import { ArrowDown, ArrowUp } from 'lucide-react'
import type { FlowColumn, FlowSort } from '../../core/flow-table/sort-flows.ts'

const COLUMNS: readonly (readonly [column: FlowColumn, name: string])[] = [
  ['from', 'From'],
  ['to', 'To'],
  ['ports', 'Ports'],
  ['answer', 'Answer'],
  ['egress', 'Leaving, by'],
  ['ingress', 'Reaching, by'],
]

export const COLUMN_COUNT = COLUMNS.length

interface FlowHeaderProps {
  readonly sort: FlowSort
  readonly onSort: (sort: FlowSort) => void
}

/** The names of the columns; each sorts, and sorts the other way when it does already. */
export function FlowHeader({ sort, onSort }: FlowHeaderProps) {
  return (
    <tr aria-rowindex={1} className="flow-row flow-header">
      {COLUMNS.map(([column, name]) => {
        const isSorted = sort.column === column
        const Arrow = sort.descending ? ArrowDown : ArrowUp
        return (
          <th key={column} scope="col" aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
            <button
              type="button"
              className="flow-sort"
              onClick={() => onSort({ column, descending: isSorted && !sort.descending })}
            >
              {name}
              {isSorted && <Arrow size={12} aria-hidden />}
            </button>
          </th>
        )
      })}
    </tr>
  )
}
