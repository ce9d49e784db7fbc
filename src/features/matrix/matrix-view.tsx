import { useRef } from 'react'
import type { MatrixAxes, MatrixDetail, MatrixEnd } from '../../core/matrix/matrix.ts'
import { useAppActions, useAppStore } from '../../store/context.tsx'
import { announce } from '../../ui/announcer.tsx'
import { changesOfCell } from './cell-changes.ts'
import type { GridPlace } from './grid-keys.ts'
import './matrix.css'
import { type ExplanationView, MatrixDetailCard } from './matrix-detail.tsx'
import { type GridAction, MatrixGrid } from './matrix-grid.tsx'
import { MatrixLegend } from './matrix-legend.tsx'
import { MatrixTools } from './matrix-tools.tsx'
import { openEnds, type Side, toggleNamespace } from './opened.ts'
import { useAxes } from './use-axes.ts'
import { useMarks } from './use-marks.ts'
import type { MatrixPlace } from './use-matrix-place.ts'

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
  const act = useCellKeys(axes)
  const choose = useChoice()
  const onToggle = ({ row, column }: GridPlace, isOpen?: boolean) => {
    const [side, end]: [Side, MatrixEnd | undefined] =
      row < 0 ? ['columns', axes.columns[column]] : ['rows', axes.rows[row]]
    if (end?.kind !== 'namespace') return choose(end)
    if (end.workloads === 0) return
    place.setOpened(toggleNamespace(place.opened, side, end.namespace, isOpen ?? !end.isOpen))
    announce(`${end.title} ${(isOpen ?? !end.isOpen) ? 'opened' : 'closed'}`)
  }
  const onAct = (at: GridPlace, action: GridAction) => {
    const [row, column] = [axes.rows[at.row]?.id, axes.columns[at.column]?.id]
    if (row === undefined || column === undefined) return
    if (action === 'explain') place.setAsked({ row, column })
    else act({ row, column }, action)
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
      <MatrixGrid axes={axes} place={place} marks={marks} onToggle={onToggle} onAct={onAct} grid={grid} />
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

/** Connects or removes without a look at the reasons first. */
function useCellKeys(axes: MatrixAxes) {
  const store = useAppStore()
  return async (cell: { row: string; column: string }, action: Exclude<GridAction, 'explain'>) => {
    const { askEngine } = store.getState()
    const detail = await askEngine('matrixDetail', cell)
    const { snapshot } = store.getState()
    const change =
      detail && detail !== 'gone' && snapshot ? changesOfCell(detail, snapshot, store.getState())[action] : undefined
    if (change) change()
    else if (axes.rows.length > 0) announce(action === 'connect' ? 'nothing to connect here' : 'nothing passes here')
  }
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
