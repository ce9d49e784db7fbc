import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, ChevronUp } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { NamespacePosture, PodPosture } from '../../core/checks/posture/posture.ts'
import { doorWords, outsideWords, standingWords, workloadsWords } from '../../core/checks/posture/posture-words.ts'
import type { Direction } from '../../core/model/policy.ts'
import { createNodeFinder } from '../../core/picture/node-finder.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { COLUMNS, type Column, listRows, type PostureRow, type Sorting } from './posture-rows.ts'

const HEADS: Readonly<Record<Column, string>> = {
  name: 'Namespace',
  ingress: 'Ingress',
  egress: 'Egress',
  exposed: 'Ways in from outside',
}

/** Pixels of a row before it is measured. */
const ROW = 32

/** Namespaces that open to workloads; only rows in sight are there. */
export function PostureTable({ namespaces }: { namespaces: readonly NamespacePosture[] }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [sorting, setSorting] = useState<Sorting>({ column: 'name', isDown: false })
  const rows = useMemo(() => listRows(namespaces, opened, sorting), [namespaces, opened, sorting])
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 600, height: 320 },
  })
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const toggle = (name: string) => {
    const next = new Set(opened)
    if (!next.delete(name)) next.add(name)
    setOpened(next)
  }
  return (
    <section className="posture-scroll" ref={scroller} aria-label="Posture by namespace">
      <table className="posture-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <SortHead key={column} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <Row key={keyOf(row)} row={row} at={index + 2} measure={virtual.measureElement} onToggle={toggle} />
              )
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  )
}

function keyOf(row: PostureRow): string {
  return row.kind === 'namespace' ? `namespace ${row.namespace.name}` : row.pods.id
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td colSpan={COLUMNS.length} style={{ height, padding: 0 }} />
    </tr>
  ) : null
}

interface SortHeadProps {
  readonly column: Column
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
}

function SortHead({ column, sorting, onSort }: SortHeadProps) {
  const isHere = sorting.column === column
  const Icon = sorting.isDown ? ChevronDown : ChevronUp
  const order = sorting.isDown ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={isHere ? order : 'none'}>
      <button
        type="button"
        className="posture-sort"
        onClick={() => onSort({ column, isDown: isHere && !sorting.isDown })}
      >
        {HEADS[column]} {isHere && <Icon size={13} aria-hidden />}
      </button>
    </th>
  )
}

interface RowProps {
  readonly row: PostureRow
  /** Counted from 1, the head included. */
  readonly at: number
  readonly measure: (element: HTMLTableRowElement | null) => void
  readonly onToggle: (namespace: string) => void
}

function Row({ row, at, measure, onToggle }: RowProps) {
  return (
    <tr ref={measure} data-index={at - 2} aria-rowindex={at} className={`posture-${row.kind}`}>
      {row.kind === 'namespace' ? <SpaceCells row={row} onToggle={onToggle} /> : <PodCells pods={row.pods} />}
    </tr>
  )
}

type SpaceRow = Extract<PostureRow, { kind: 'namespace' }>

function SpaceCells({ row: { namespace, isOpen }, onToggle }: { row: SpaceRow } & Pick<RowProps, 'onToggle'>) {
  const { name, tally } = namespace
  const policed = tally.all - tally.onHost
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <>
      <th scope="row">
        <button type="button" className="posture-open" aria-expanded={isOpen} onClick={() => onToggle(name)}>
          <Icon size={14} aria-hidden /> {name}
          <span className="quiet"> {tally.all.toLocaleString('en')}</span>
        </button>
      </th>
      <td>{isolatedWords(tally.isolated.ingress, policed)}</td>
      <td>{isolatedWords(tally.isolated.egress, policed)}</td>
      <td>{tally.exposed === 0 ? <span className="quiet">none</span> : `${tally.exposed} exposed`}</td>
    </>
  )
}

function isolatedWords(isolated: number, all: number): ReactNode {
  if (all === 0) return <span className="quiet">node network</span>
  if (isolated === 0) return <strong>all open</strong>
  return isolated === all ? 'all isolated' : `${isolated} of ${all} isolated`
}

function PodCells({ pods }: { pods: PodPosture }) {
  return (
    <>
      <th scope="row">
        <SelectPods pods={pods} />
      </th>
      <StandingCell pods={pods} direction="ingress" />
      <StandingCell pods={pods} direction="egress" />
      <td>{pods.doors.length === 0 ? <span className="quiet">none</span> : pods.doors.map(doorWords).join('; ')}</td>
    </>
  )
}

const WAYS: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' }

function StandingCell({ pods, direction }: { pods: PodPosture; direction: Direction }) {
  const words = standingWords(pods, direction)
  const way = WAYS[direction]
  return (
    <td>
      {pods[direction].isolation === 'open' ? <strong>{words}</strong> : words}
      <span className="quiet">
        {' '}
        {way} {workloadsWords(pods[direction])} workloads; outside: {outsideWords(pods[direction])}
      </span>
    </td>
  )
}

/** Selects who it is on the picture. */
function SelectPods({ pods: { id, name, kind } }: { pods: PodPosture }) {
  const { select } = useAppActions()
  const picture = useApp((state) => state.snapshot?.picture)
  const show = () => {
    const node = picture && createNodeFinder(picture).nodeOf(id)
    if (node !== undefined) select({ kind: 'node', id: node })
  }
  return (
    <button type="button" className="link-button posture-name" aria-label={`Select ${kind} ${name}`} onClick={show}>
      {name}
    </button>
  )
}
