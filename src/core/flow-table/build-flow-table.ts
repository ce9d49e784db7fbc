import { isFromOwnNode, memberAt } from '../engine/judge.ts'
import { isSinglePod } from '../engine/member.ts'
import type { Prepared } from '../engine/prepare.ts'
import { createSpread } from '../engine/spread-row.ts'
import type { FlowPorts } from '../engine/verdict-ports.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { finish, type Work } from '../model/work.ts'
import type { BitSet } from '../net/bit-set.ts'
import type { FlowTable } from './flow-table.ts'
import { mergeParts } from './merge-parts.ts'
import { createWhyOpen, type WhyOpen } from './other-causes.ts'
import { createRowList, type RowColumns } from './row-list.ts'
import { createRuleFinder, type RuleFinder } from './rule-finder.ts'
import { allRows, sortingByNumber } from './sort-rows.ts'
import { createEndBook, listNodes, type TableNode } from './table-ends.ts'
import { createPortsBook, type RowStates } from './table-ports.ts'

/** More pairs than this that are open because nothing isolates either end are counted, and not listed. */
const MOST_OPEN = 4_000_000

/** Rows are looked at so many sources at a time. */
const SOURCES_PER_STEP = 4

export function buildFlowTable(prepared: Prepared, mostOpen = MOST_OPEN): FlowTable {
  return finish(buildingFlowTable(prepared, mostOpen))
}

/** All pairs of nodes between which something passes or may pass, as `eachFlow` has them, parts of workloads joined. */
export function* buildingFlowTable(prepared: Prepared, mostOpen = MOST_OPEN): Work<FlowTable> {
  yield { doing: 'listing flows' }
  const nodes = listNodes(prepared)
  prepared.rows()
  yield undefined
  const rules = createRuleFinder(prepared)
  yield undefined
  const open = findOpen(prepared, nodes, mostOpen)
  const gatherer = createGatherer(prepared, nodes, rules, open)
  for (const [index, node] of nodes.entries()) {
    gatherer.addSource(node)
    if (index % SOURCES_PER_STEP === 0) yield { doing: 'listing flows', done: index / nodes.length }
  }
  const { columns, rank, ...rest } = gatherer.finish()
  return { prepared, rules, ...rest, ...(yield* arranging(columns, rank)) }
}

/** The nodes that nothing isolates at all their places, where pairs of them are too many to be listed. */
interface OpenNodes {
  readonly isLeftOut: (source: TableNode, target: TableNode) => boolean
}

function findOpen(prepared: Prepared, nodes: readonly TableNode[], most: number): OpenNodes {
  const openIn = (direction: 'ingress' | 'egress') =>
    new Set(
      nodes.filter(({ places }) => places.every((place) => prepared.profiles(place, direction).tiers.length === 0)),
    )
  const [sources, targets] = [openIn('egress'), openIn('ingress')]
  const isMany = sources.size * targets.size > most
  return { isLeftOut: (source, target) => isMany && sources.has(source) && targets.has(target) }
}

function createGatherer(prepared: Prepared, nodes: readonly TableNode[], rules: RuleFinder, open: OpenNodes) {
  const { atoms, rowFrom } = prepared.rows()
  const spread = createSpread(atoms, prepared.members.length)
  const ports = createPortsBook(atoms)
  const book = createEndBook(prepared, nodes)
  const rows = createRowList()
  const wholes = nodes.map((node) => book.numberOf(node, node.places))
  const whyOpen = createWhyOpen(prepared)
  let omitted = 0

  const addRows = (from: number, to: number, { allowed, depends }: RowStates) => {
    if (allowed !== undefined) rows.add(from, to, allowed)
    if (depends !== undefined) rows.add(from, to, depends)
  }
  const addSource = (source: TableNode) => {
    const portsFrom = new Map(source.places.map((place) => [place, spread(rowFrom(place))]))
    const passing = (from: number, to: number): FlowPorts | undefined =>
      from === to && isSinglePod(memberAt(prepared, from)) ? undefined : portsFrom.get(from)?.(to)
    const [only] = source.places
    const isWhole = source.places.length === 1 && only !== undefined
    const isOutside = source.first.kind === 'outside'
    const whole = book.numberOf(source, source.places)
    for (let index = 0; index < nodes.length; index += 1) {
      const target = nodes[index] as TableNode
      if (isOutside && target.first.kind === 'outside') continue
      if (open.isLeftOut(source, target)) {
        if (source.places.some((from) => target.places.some((to) => passing(from, to)))) omitted += 1
      } else if (isWhole && target.places.length === 1) {
        const found = passing(only, target.places[0] as number)
        if (found) addRows(whole, wholes[index] as number, ports.statesOf(found))
      } else addParts(source, target, passing)
    }
  }
  const addParts = (
    source: TableNode,
    target: TableNode,
    passing: (from: number, to: number) => FlowPorts | undefined,
  ) => {
    const keyOf = (from: number, to: number) => {
      const found = passing(from, to)
      if (!found) return undefined
      const { allowed, depends } = ports.statesOf(found)
      return [
        allowed ?? '',
        depends ?? '',
        describeEnds(prepared, { rules, whyOpen }, from, to, ports.atomsOf(found)),
      ].join(';')
    }
    for (const { from, to } of mergeParts(source.places, target.places, keyOf)) {
      const found = passing(from[0] as number, to[0] as number)
      if (found) addRows(book.numberOf(source, from), book.numberOf(target, to), ports.statesOf(found))
    }
  }
  return {
    addSource,
    finish: () => {
      const { ends, rank } = book.finish()
      return { ends, rank, ports: ports.list(), omitted, columns: rows.finish() }
    },
  }
}

/** Equal for pairs that something alike lets pass at both ends. */
function describeEnds(
  prepared: Prepared,
  { rules, whyOpen }: EndTools,
  from: number,
  to: number,
  ports: readonly BitSet[],
): string {
  const own = { egress: from, ingress: to }
  const isFromNode = isFromOwnNode(memberAt(prepared, from), memberAt(prepared, to))
  return DIRECTIONS.map((direction) => {
    const isOpen = prepared.profiles(own[direction], direction).tiers.length === 0
    if (isOpen) return whyOpen(direction, from, to)
    return ports.map((mask) => `${isFromNode} ${rules.find(direction, from, to, mask).join()}`).join('/')
  }).join(' ')
}

interface EndTools {
  readonly rules: RuleFinder
  readonly whyOpen: WhyOpen
}

/** Rows by source, destination and answer, with the numbers of ends in the order in which these sort. */
function* arranging({ count, ...columns }: RowColumns, rank: Uint32Array): Work<RowColumns> {
  yield undefined
  const ranked = (column: Uint32Array) => column.map((number) => rank[number] as number)
  const [from, to, state] = [ranked(columns.from), ranked(columns.to), columns.state]
  yield undefined
  if (isSorted(from, to)) return { count, from, to, state }
  const byTarget = yield* sortingByNumber(allRows(count), rank.length, (row) => to[row] as number)
  const order = yield* sortingByNumber(byTarget, rank.length, (row) => from[row] as number)
  const arranged = (column: Uint32Array) => order.map((row) => column[row] as number)
  return { count, from: arranged(from), to: arranged(to), state: arranged(state) }
}

function isSorted(from: Uint32Array, to: Uint32Array): boolean {
  for (let row = 1; row < from.length; row += 1) {
    const step = (from[row] as number) - (from[row - 1] as number)
    if (step < 0 || (step === 0 && (to[row] as number) < (to[row - 1] as number))) return false
  }
  return true
}
