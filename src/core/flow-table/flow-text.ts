import { CSV_END, toCsvLine } from '../model/csv.ts'
import type { Work } from '../model/work.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { escapeMarkdown } from '../sentences/markdown.ts'
import { type FlowEnd, type FlowRow, titleOf } from './flow-table.ts'
import { sayAdmitted } from './flow-words.ts'

/** In what form rows leave the page. */
export type FlowFormat = 'csv' | 'markdown'

const CSV_HEAD = [
  ...['from namespace', 'from', 'to namespace', 'to', 'ports', 'answer', 'depends on'],
  ...['leaving admitted by', 'reaching admitted by'],
]

const MARKDOWN_HEAD =
  '| From | To | Ports | Answer | Leaving, by | Reaching, by |\n| --- | --- | --- | --- | --- | --- |\n'

/** Rows between two pauses. */
const STRIDE = 500

/** Rows as a text, in the order given: a CSV file with a header, or a table in Markdown. */
export function* writingFlows(
  order: Uint32Array,
  describeRow: (row: number) => FlowRow,
  format: FlowFormat,
): Work<string> {
  const write = format === 'csv' ? toCsv : toMarkdown
  const pieces = [format === 'csv' ? toCsvLine(CSV_HEAD) + CSV_END : MARKDOWN_HEAD]
  for (const [index, row] of order.entries()) {
    if (index % STRIDE === 0) yield { doing: 'writing flows', done: index / order.length }
    pieces.push(write(describeRow(row)))
  }
  return pieces.join('')
}

function toCsv({ from, to, ports, answer, question, admitted }: FlowRow): string {
  const values = [...nameEnd(from), ...nameEnd(to), formatTraffic(ports), answer, question ?? '']
  return toCsvLine([...values, sayAdmitted(admitted.egress), sayAdmitted(admitted.ingress)]) + CSV_END
}

function nameEnd(end: FlowEnd): readonly string[] {
  const { namespace, ...named } = end
  return [namespace ?? '', titleOf(named)]
}

function toMarkdown({ from, to, label, answer, question, admitted }: FlowRow): string {
  const verdict = question === undefined ? answer : `${answer}: ${question}`
  const cells = [
    titleOf(from),
    titleOf(to),
    label,
    verdict,
    sayAdmitted(admitted.egress),
    sayAdmitted(admitted.ingress),
  ]
  return `| ${cells.map(escapeMarkdown).join(' | ')} |\n`
}
