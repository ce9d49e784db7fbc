import { toCsv, toMarkdown } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import type { MatrixCell, OpenNamespaces } from './matrix.ts'
import { matrixAxes, matrixCells } from './matrix-cells.ts'
import type { MatrixGround } from './matrix-ground.ts'
import { describeCell, nameEnd } from './matrix-words.ts'

export type TableFormat = 'csv' | 'markdown'

/** The matrix as it is opened, as a text, in steps: senders down, receivers across. */
export function* writingMatrix(ground: MatrixGround, opened: OpenNamespaces, format: TableFormat): Work<string> {
  const { rows, columns } = matrixAxes(ground, opened)
  const ids = columns.map(({ id }) => id)
  const table: string[][] = [['from \\ to', ...columns.map(nameEnd)]]
  for (const [index, row] of rows.entries()) {
    yield { doing: 'writing the matrix', done: index / rows.length }
    const [cells = []] = yield* matrixCells(ground, { rows: [row.id], columns: ids })
    table.push([nameEnd(row), ...cells.map(writeCell)])
  }
  return format === 'csv' ? toCsv(table) : toMarkdown(table)
}

function writeCell(cell: MatrixCell): string {
  return cell.answer === 'no-pairs' ? '' : describeCell(cell)
}
