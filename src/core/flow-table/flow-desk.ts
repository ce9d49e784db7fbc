import type { Prepared } from '../engine/prepare.ts'
import { shareWork } from '../model/share-work.ts'
import type { Work } from '../model/work.ts'
import { buildingFlowTable } from './build-flow-table.ts'
import { createDescriber } from './describe-flow.ts'
import { type FlowFilter, filteringFlows } from './filter-flows.ts'
import type { FlowRow, FlowTable } from './flow-table.ts'
import { type FlowFormat, writingFlows } from './flow-text.ts'
import { type FlowSort, sortingFlows } from './sort-flows.ts'

/** What is wanted of the table: which rows, in which order. */
export interface FlowView {
  readonly filter: FlowFilter
  readonly sort: FlowSort
}

/** Some rows of a view, one after the other. */
export interface FlowWindow {
  /** The place of the first of them among those shown. */
  readonly offset: number
  readonly rows: readonly FlowRow[]
  /** How many rows the filter shows. */
  readonly shown: number
  /** How many there are in all. */
  readonly total: number
  /** Pairs that are open because nothing isolates either end, and too many to be rows; else 0. */
  readonly omitted: number
}

export interface FlowWindowRequest extends FlowView {
  readonly offset: number
  readonly count: number
}

export interface FlowTextRequest extends FlowView {
  readonly format: FlowFormat
}

/** The table of one revision, made when it is first asked for; a view is kept for its next window. */
export interface FlowDesk {
  readonly window: (request: FlowWindowRequest) => Work<FlowWindow>
  /** All rows of a view as text. */
  readonly text: (request: FlowTextRequest) => Work<string>
}

/** So many views are kept: people go back and forth. */
const KEPT_VIEWS = 3

interface Opened {
  readonly table: FlowTable
  readonly describeRow: (row: number) => FlowRow
}

export function createFlowDesk(prepared: Prepared): FlowDesk {
  const open = shareWork(() => opening(prepared))
  const views = new Map<string, () => Work<Uint32Array>>()
  const viewing = (table: FlowTable, { filter, sort }: FlowView): Work<Uint32Array> => {
    const key = JSON.stringify([filter, sort])
    const known = views.get(key) ?? shareWork(() => arranging(table, { filter, sort }))
    views.delete(key)
    views.set(key, known)
    for (const old of [...views.keys()].slice(0, -KEPT_VIEWS)) views.delete(old)
    return known()
  }
  return {
    *window({ offset, count, ...view }) {
      const { table, describeRow } = yield* open()
      const order = yield* viewing(table, view)
      const rows: FlowRow[] = []
      for (const row of order.subarray(offset, offset + count)) {
        rows.push(describeRow(row))
        yield undefined
      }
      return { offset, rows, shown: order.length, total: table.count, omitted: table.omitted }
    },
    *text({ format, ...view }) {
      const { table } = yield* open()
      const order = yield* viewing(table, view)
      return yield* writingFlows(table, order, format)
    },
  }
}

function* opening(prepared: Prepared): Work<Opened> {
  const table = yield* buildingFlowTable(prepared)
  return { table, describeRow: createDescriber(table) }
}

function* arranging(table: FlowTable, { filter, sort }: FlowView): Work<Uint32Array> {
  const rows = yield* filteringFlows(table, filter)
  return yield* sortingFlows(table, rows, sort)
}
