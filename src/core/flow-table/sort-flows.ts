import { assertNever } from '../model/assert-never.ts'
import type { Direction } from '../model/policy.ts'
import { finish, type Work } from '../model/work.ts'
import { endsAt, type FlowTable, isDepending, portsAt } from './flow-table.ts'
import { sortingByNumber } from './sort-rows.ts'

/** Columns by which rows sort; a direction is that of the rules that admit at its end. */
export type FlowColumn = 'from' | 'to' | 'ports' | 'answer' | Direction

export interface FlowSort {
  readonly column: FlowColumn
  readonly descending: boolean
}

export const BY_SOURCE: FlowSort = { column: 'from', descending: false }

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** Rows between two pauses. */
const STRIDE = 20_000

/** Rows in the order of a column; those that are alike in it stay in the order they have in the table. */
export function* sortingFlows(table: FlowTable, rows: Uint32Array, sort: FlowSort): Work<Uint32Array> {
  const { column, descending } = sort
  if (column === 'from' && !descending) return rows
  const { keys, keyOf } = yield* rankRows(table, rows, column)
  return yield* sortingByNumber(rows, keys, descending ? (row) => keys - 1 - keyOf(row) : keyOf)
}

/** {@link sortingFlows} at once. */
export function sortFlows(table: FlowTable, rows: Uint32Array, sort: FlowSort): Uint32Array {
  return finish(sortingFlows(table, rows, sort))
}

interface Ranks {
  readonly keys: number
  readonly keyOf: (row: number) => number
}

function* rankRows(table: FlowTable, rows: Uint32Array, column: FlowColumn): Work<Ranks> {
  const { ends, from, to, state, ports } = table
  switch (column) {
    case 'from':
      return { keys: ends.length, keyOf: (row) => from[row] as number }
    case 'to':
      return { keys: ends.length, keyOf: (row) => to[row] as number }
    case 'ports': {
      const ranks = rankTexts(ports.map(({ label }) => label))
      return { keys: ports.length, keyOf: (row) => ranks[(state[row] as number) >>> 1] as number }
    }
    case 'answer':
      return { keys: 2, keyOf: (row) => (isDepending(table, row) ? 1 : 0) }
    case 'egress':
    case 'ingress':
      return yield* rankAdmissions(table, rows, column)
    default:
      return assertNever(column)
  }
}

/** By the names of the rules' policies; ends that no rule admits come last. */
function* rankAdmissions(table: FlowTable, rows: Uint32Array, direction: Direction): Work<Ranks> {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  const numberOf = new Uint32Array(table.count)
  for (let index = 0; index < rows.length; index += 1) {
    if (index % STRIDE === 0) yield { doing: 'sorting flows', done: index / rows.length }
    const row = rows[index] as number
    const found = listRules(table, row, direction)
    const key = found.join()
    const number = numbers.get(key) ?? texts.push(toText(table, found)) - 1
    numbers.set(key, number)
    numberOf[row] = number
  }
  const ranks = rankTexts(texts)
  return { keys: texts.length, keyOf: (row) => ranks[numberOf[row] as number] as number }
}

function listRules(table: FlowTable, row: number, direction: Direction): readonly number[] {
  const [source, target] = endsAt(table, row)
  if ((direction === 'egress' ? source : target).isOpen[direction]) return []
  return table.rules.find(direction, source.place, target.place, portsAt(table, row).atoms)
}

function toText({ rules: { rules } }: FlowTable, numbers: readonly number[]): string {
  const named = numbers.flatMap((number) => {
    const rule = rules[number]
    return rule ? `${rule.policy.policy.name} ${rule.policy.policy.namespace} ${rule.rule.path}` : []
  })
  return named.length === 0 ? LAST : named.join('\n')
}

/** Sorts after all names. */
const LAST = '\uffff'

/** The place of each text in their order; equal texts have one. */
function rankTexts(texts: readonly string[]): Uint32Array {
  const distinct = [...new Set(texts)].sort(BY_NAME.compare)
  const places = new Map(distinct.map((text, place) => [text, place]))
  return Uint32Array.from(texts, (text) => places.get(text) ?? 0)
}
