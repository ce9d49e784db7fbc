import { useMemo, useRef } from 'react'
import type { MatrixAxes, MatrixDetail, MatrixEnd } from '../../core/matrix/matrix.ts'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { useCommands } from '../../ui/commands/commands-context.tsx'
import { type CellChanges, changesOfCell } from './cell-changes.ts'
import type { GridPlace } from './grid-keys.ts'
import './matrix.css'
import { MATRIX_HINTS, matrixCommands } from './matrix-commands.ts'
import { type ExplanationView, MatrixDetailCard } from './matrix-detail.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixLegend } from './matrix-legend.tsx'
import { MatrixTools } from './matrix-tools.tsx'
import { openEnds, type Side, toggleNamespace } from './opened.ts'
import { useAxes } from './use-axes.ts'
import { useMarks } from './use-marks.ts'
import type { CellPlace, MatrixPlace } from './use-matrix-place.ts'

interface MatrixViewProps {
  readonly place: MatrixPlace
  readonly ExplanationView: ExplanationView
}

/** Who may send what to whom: namespaces by namespaces, opening into workloads, with what is outside. */
export function MatrixView({ place, ExplanationView }: MatrixViewProps) {
  const axes = useAxes(place.opened)
  if (axes === null || axes.rows.length === 0) return null
  return (
    <section className="matrix" aria-label="Matrix">
      <MatrixTools axes={axes} opened={place.opened} onOpened={place.setOpened} />
      <MatrixBody axes={axes} place={place} ExplanationView={ExplanationView} />
      <MatrixLegend />
    </section>
  )
}

interface BodyProps extends MatrixViewProps {
  readonly axes: MatrixAxes
}

function MatrixBody({ axes, place, ExplanationView }: BodyProps) {
  const grid = useRef<HTMLDivElement>(null)
  const marks = useMarks()
  useMatrixCommands(axes, place)
  const choose = useChoice()
  const onToggle = ({ row, column }: GridPlace, isOpen?: boolean) => {
    const [side, end]: [Side, MatrixEnd | undefined] =
      row < 0 ? ['columns', axes.columns[column]] : ['rows', axes.rows[row]]
    if (end?.kind !== 'namespace') return choose(end)
    if (end.workloads === 0) return
    place.setOpened(toggleNamespace(place.opened, side, end.namespace, isOpen ?? !end.isOpen))
    announce(`${end.title} ${(isOpen ?? !end.isOpen) ? 'opened' : 'closed'}`)
  }
  const onExplain = (at: GridPlace) => {
    const [row, column] = [axes.rows[at.row]?.id, axes.columns[at.column]?.id]
    if (row !== undefined && column !== undefined) place.setAsked({ row, column })
  }
  const close = () => {
    place.setAsked(null)
    grid.current?.focus({ preventScroll: true })
  }
  const open = (detail: MatrixDetail) => {
    place.setOpened(openEnds(place.opened, detail))
    close()
  }
  return (
    <>
      <MatrixGrid axes={axes} place={place} marks={marks} onToggle={onToggle} onExplain={onExplain} grid={grid} />
      {place.asked && (
        <MatrixDetailCard
          asked={place.asked}
          onAsk={place.setAsked}
          onOpen={open}
          onClose={close}
          ExplanationView={ExplanationView}
        />
      )}
    </>
  )
}

/** What is done at the active cell without a look at the reasons first. */
function useMatrixCommands(axes: MatrixAxes, place: MatrixPlace): void {
  const store = useAppStore()
  const latest = useRef({ axes, at: place.at })
  latest.current = { axes, at: place.at }
  useCommands(
    useMemo(() => {
      const act = async (cell: Required<CellPlace>, action: keyof CellChanges) => {
        const detail = await store.getState().askEngine('matrixDetail', cell)
        const { snapshot } = store.getState()
        const changes = detail && detail !== 'gone' && snapshot ? changesOfCell(detail, snapshot, store.getState()) : {}
        const change = changes[action]
        if (change) change()
        else announce(action === 'connect' ? 'nothing to connect here' : 'nothing passes here')
      }
      const at = () => placeInAxes(latest.current.axes, latest.current.at)
      return [...matrixCommands(store, { axes: () => latest.current.axes, at, act }), ...MATRIX_HINTS]
    }, [store]),
  )
}

/** Nobody has gone anywhere yet: the first cell is the active one. */
function placeInAxes({ rows, columns }: MatrixAxes, at: CellPlace): CellPlace {
  if (at.row !== undefined || at.column !== undefined) return at
  const [row, column] = [rows[0]?.id, columns[0]?.id]
  return row === undefined || column === undefined ? {} : { row, column }
}

/** Selects what the picture draws: a workload in an open frame, or what is outside. */
function useChoice() {
  const store = useAppStore()
  const { select } = useAppActions()
  return (end: MatrixEnd | undefined) => {
    const isDrawn = store.getState().snapshot?.picture.nodes.some(({ id }) => id === end?.id)
    if (end && isDrawn) select({ kind: 'node', id: end.id })
  }
}
