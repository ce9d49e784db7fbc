import { escapeMarkdown, toCsv, toCsvField, toMarkdown } from '../model/table-text.ts'
import type { Work } from '../model/work.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { createFlowTeller } from './describe-flow.ts'
import {
  type Admitted,
  endsAt,
  type FlowEnd,
  type FlowTable,
  isDepending,
  portsAt,
  type TablePorts,
  titleOf,
} from './flow-table.ts'
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
export function* writingFlows(table: FlowTable, order: Uint32Array, format: FlowFormat): Work<string> {
  const write = createRowWriter(table, format)
  const pieces = [format === 'csv' ? toCsv([CSV_HEAD]) : toMarkdown([MARKDOWN_HEAD])]
  for (let index = 0; index < order.length; index += STRIDE) {
    yield { doing: 'writing flows', done: index / order.length }
    let piece = ''
    for (const row of order.subarray(index, index + STRIDE)) piece += write(row)
    pieces.push(piece)
  }
  return pieces.join('')
}

/** One line a row. What many rows share, the names, ports and rules, is put into words once. */
function createRowWriter(table: FlowTable, format: FlowFormat): (row: number) => string {
  const tell = createFlowTeller(table)
  const { words, line } = format === 'csv' ? CSV : MARKDOWN
  const end = remember((one: FlowEnd) => words.end(one))
  const ports = remember((one: TablePorts) => words.ports(one))
  const admitted = remember((one: Admitted) => words.field(sayAdmitted(one)))
  const answer = remember((question: string | undefined) => words.answer(question))
  return (row) => {
    const [from, to] = endsAt(table, row)
    const told = tell(row)
    const said = isDepending(table, row) ? answer(told.question) : words.allowed
    const by = [admitted(told.admitted.egress), admitted(told.admitted.ingress)]
    return line([end(from.end), end(to.end), ports(portsAt(table, row)), said, ...by])
  }
}

const CSV = {
  words: {
    field: toCsvField,
    end: ({ namespace, ...named }: FlowEnd) => toCsvFields([namespace ?? '', titleOf(named)]),
    ports: ({ ports }: TablePorts) => toCsvField(formatTraffic(ports)),
    answer: (question: string | undefined) => toCsvFields(['depends', question ?? '']),
    allowed: toCsvFields(['allowed', '']),
  },
  line: (fields: readonly string[]) => `${fields.join(',')}\r\n`,
}

const MARKDOWN = {
  words: {
    field: escapeMarkdown,
    end: (end: FlowEnd) => escapeMarkdown(titleOf(end)),
    ports: ({ label }: TablePorts) => escapeMarkdown(label),
    answer: (question: string | undefined) =>
      escapeMarkdown(question === undefined ? 'depends' : `depends: ${question}`),
    allowed: 'allowed',
  },
  line: (fields: readonly string[]) => `| ${fields.join(' | ')} |\n`,
}

function toCsvFields(fields: readonly string[]): string {
  return fields.map(toCsvField).join(',')
}

function remember<Key>(say: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>()
  return (key) => {
    const words = known.get(key) ?? say(key)
    known.set(key, words)
    return words
  }
}
