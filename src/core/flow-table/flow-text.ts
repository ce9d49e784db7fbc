import { type Table, toCsv, toMarkdown, toMarkdownRows } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { type FlowEnd, type FlowRow, titleOf } from './flow-table.ts'
import { sayAdmitted } from './flow-words.ts'

/** In what form rows leave the page. */
export type FlowFormat = 'csv' | 'markdown'

const CSV_HEAD = [
  ...['from namespace', 'from', 'to namespace', 'to', 'ports', 'answer', 'depends on'],
  ...['leaving admitted by', 'reaching admitted by'],
]

const MARKDOWN_HEAD = ['From', 'To', 'Ports', 'Answer', 'Leaving, by', 'Reaching, by']

/** Rows between two pauses. */
const STRIDE = 200

/** Rows as a text, in the order given: a CSV file with a header, or a table in Markdown. */
export function* writingFlows(
  order: Uint32Array,
  describeRow: (row: number) => FlowRow,
  format: FlowFormat,
): Work<string> {
  const write = format === 'csv' ? writeCsv : writeMarkdown
  const pieces = [format === 'csv' ? toCsv([CSV_HEAD]) : toMarkdown([MARKDOWN_HEAD])]
  for (let index = 0; index < order.length; index += STRIDE) {
    yield { doing: 'writing flows', done: index / order.length }
    pieces.push(write(Array.from(order.subarray(index, index + STRIDE), describeRow)))
  }
  return pieces.join('')
}

function writeCsv(rows: readonly FlowRow[]): string {
  return toCsv(
    rows.map(({ from, to, ports, answer, question, admitted }) => [
      ...[...nameEnd(from), ...nameEnd(to), formatTraffic(ports), answer, question ?? ''],
      ...[sayAdmitted(admitted.egress), sayAdmitted(admitted.ingress)],
    ]),
  )
}

function nameEnd(end: FlowEnd): readonly string[] {
  const { namespace, ...named } = end
  return [namespace ?? '', titleOf(named)]
}

function writeMarkdown(rows: readonly FlowRow[]): string {
  const table: Table = rows.map(({ from, to, label, answer, question, admitted }) => {
    const verdict = question === undefined ? answer : `${answer}: ${question}`
    return [titleOf(from), titleOf(to), label, verdict, sayAdmitted(admitted.egress), sayAdmitted(admitted.ingress)]
  })
  return toMarkdownRows(table)
}
