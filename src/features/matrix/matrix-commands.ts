import type { MatrixAxes, MatrixEnd } from '../../core/matrix/matrix.ts'
import type { AppStore } from '../../store/create-app-store.ts'
import { inspectEnd, isolateEnd } from '../../store/end-acts.ts'
import { announce } from '../../ui/announcer.tsx'
import type { Command, KeyHint } from '../../ui/commands/command.ts'
import type { CellChanges } from './cell-changes.ts'
import { toEnd } from './cell-ends.ts'
import type { CellPlace } from './use-matrix-place.ts'

export interface MatrixDoors {
  readonly axes: () => MatrixAxes
  /** The active cell, or header. */
  readonly at: () => CellPlace
  readonly act: (cell: Required<CellPlace>, action: keyof CellChanges) => void
}

/** What is done at the active cell, and with its ends as at their nodes in the graph. */
export function matrixCommands(store: AppStore, doors: MatrixDoors): readonly Command[] {
  const common = { section: 'Matrix', scope: 'matrix' } as const
  const cell = () => {
    const { row, column } = doors.at()
    return row === undefined || column === undefined ? undefined : { row, column }
  }
  const whyNotCell = () => (cell() ? undefined : 'a cell has to be chosen')
  const sender = () => doors.axes().rows.find(({ id }) => id === doors.at().row)
  const receiver = () => doors.axes().columns.find(({ id }) => id === doors.at().column)
  const acting = (action: keyof CellChanges) => ({
    whyNot: whyNotCell,
    run: () => {
      const chosen = cell()
      if (chosen) doors.act(chosen, action)
    },
  })
  const about = (find: () => MatrixEnd | undefined, act: typeof inspectEnd) => ({
    whyNot: () => (find() ? undefined : 'a cell or a header has to be chosen'),
    run: () => {
      const state = store.getState()
      const end = find()
      const whyNot = act(end && state.snapshot ? toEnd(end, state.snapshot) : undefined, state)
      if (whyNot !== undefined) announce(whyNot)
    },
  })
  const either = () => receiver() ?? sender()
  return [
    { ...common, id: 'matrix.connect', title: 'Connect the ends of the cell…', keys: ['C'], ...acting('connect') },
    {
      ...common,
      id: 'matrix.expect',
      title: 'Expect what is in the cell',
      words: 'expectation must keep',
      keys: ['X'],
      ...acting('expect'),
    },
    {
      ...common,
      id: 'matrix.remove',
      title: 'Remove what passes in the cell…',
      keys: ['Delete', 'Backspace'],
      ...acting('remove'),
    },
    { ...common, id: 'matrix.sender', title: 'Inspect the sender', keys: ['F'], ...about(sender, inspectEnd) },
    { ...common, id: 'matrix.receiver', title: 'Inspect the receiver', keys: ['T'], ...about(receiver, inspectEnd) },
    { ...common, id: 'matrix.isolate', title: 'Isolate the receiver…', keys: ['I'], ...about(either, isolateEnd) },
    {
      ...common,
      id: 'matrix.isolate-sender',
      title: 'Isolate the sender…',
      keys: ['Shift+I'],
      ...about(() => sender() ?? receiver(), isolateEnd),
    },
  ]
}

/** What the grid answers by itself. */
export const MATRIX_HINTS: readonly KeyHint[] = [
  {
    id: 'matrix.move',
    section: 'Matrix',
    scope: 'matrix',
    title: 'Go from cell to cell; with Ctrl or ⌘ to the edge',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  },
  { id: 'matrix.explain', section: 'Matrix', scope: 'matrix', title: 'Explain the cell', keys: ['Enter', 'Space'] },
  {
    id: 'matrix.open',
    section: 'Matrix',
    scope: 'matrix',
    title: 'At the header of a namespace: open it, and close it',
    keys: ['Plus', 'Minus'],
  },
]
