import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MatrixEnd } from '../../core/matrix/matrix.ts'

interface MatrixHeaderProps {
  readonly role: 'rowheader' | 'columnheader'
  readonly id: string
  readonly row: number
  readonly column: number
  /** Of a column: pixels from the left. */
  readonly left?: number
  readonly end: MatrixEnd
  readonly isActive: boolean
  readonly isMarked: boolean
}

/** The name of a row or a column; a namespace opens and closes. */
export function MatrixHeader({ role, id, row, column, left, end, isActive, isMarked }: MatrixHeaderProps) {
  const canOpen = end.kind === 'namespace' && end.workloads > 0
  const detail = detailOf(end, role)
  const named = {
    'aria-colindex': column + 2,
    'aria-label': nameHeader(end),
    ...(canOpen ? { 'aria-expanded': end.isOpen } : {}),
  }
  return (
    <div
      role={role}
      id={id}
      className={`matrix-head is-${end.kind} ${isActive ? 'is-active' : ''} ${isMarked ? 'is-marked' : ''}`}
      style={left === undefined ? undefined : { left }}
      {...named}
      title={nameHeader(end)}
      data-row={row}
      data-column={column}
    >
      {canOpen && (end.isOpen ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />)}
      <span className="matrix-head__words">
        <span className={isImplied(end) ? 'matrix-head__title is-implied' : 'matrix-head__title'}>
          {role === 'columnheader' ? breakAtSlashes(end.title) : end.title}
        </span>
        {detail !== end.title && <span className="matrix-head__detail">{detail}</span>}
      </span>
    </div>
  )
}

/** A block that is wider than its column is broken before the length of its prefix, not within a number. */
function breakAtSlashes(title: string): ReactNode {
  const [first, ...others] = title.split('/')
  return others.reduce<ReactNode>(
    (before, part) => (
      <>
        {before}/<wbr />
        {part}
      </>
    ),
    first,
  )
}

/** "namespace payments, 3 workloads", "api-server in payments, Deployment". */
function nameHeader(end: MatrixEnd): string {
  switch (end.kind) {
    case 'namespace':
      return `namespace ${end.title}, ${end.detail}`
    case 'workload':
      return `${end.title} in ${end.namespace}, ${end.detail}`
    case 'outside':
      return end.detail === end.title ? end.title : `${end.title}, ${end.detail}`
  }
}

/** Beside a name there is less room than under it. */
function detailOf(end: MatrixEnd, role: MatrixHeaderProps['role']): string {
  if (end.kind === 'workload') return end.namespace
  return end.kind === 'namespace' && end.workloads > 0 && role === 'rowheader' ? `${end.workloads}` : end.detail
}

function isImplied(end: MatrixEnd): boolean {
  return end.kind === 'workload' && end.implied
}
