import { toCsv, toMarkdown, toMarkdownRows } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import type { MatrixCell, OpenNamespaces } from './matrix.ts'
import { createMatrixRows, matrixAxes } from './matrix-cells.ts'
import type { MatrixGround } from './matrix-ground.ts'
import { describeCell, nameEnd } from './matrix-words.ts'

export type TableFormat = 'csv' | 'markdown'

/** The matrix as it is opened, as a text, in steps: senders down, receivers across. */
export function* writingMatrix(ground: MatrixGround, opened: OpenNamespaces, format: TableFormat): Work<string> {
  const { rows, columns } = matrixAxes(ground, opened)
  const rowOf = createMatrixRows(
    ground,
    columns.map(({ id }) => id),
  )
  const head = ['from \\ to', ...columns.map(nameEnd)]
  const lines = [format === 'csv' ? toCsv([head]) : toMarkdown([head])]
  for (const row of rows) {
    yield { doing: 'writing the matrix', done: lines.length / rows.length }
    const cells = yield* rowOf(row.id)
    const line = [nameEnd(row), ...cells.map(writeCell)]
    lines.push(format === 'csv' ? toCsv([line]) : toMarkdownRows([line]))
  }
  return lines.join('')
}

function writeCell(cell: MatrixCell): string {
  return cell.answer === 'no-pairs' ? '' : describeCell(cell)
}
