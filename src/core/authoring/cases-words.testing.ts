/** Changed flows as lines that a person can check: `shop/web, shop/odd -> shop/api TCP 8080`. */
import { subtractAddresses, toAddressSet } from '../net/address.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic } from '../net/ports-by-protocol.ts'
import { toCidrs } from '../net/to-cidrs.ts'
import type { CaseEnd } from './cases-ends.testing.ts'

export interface FlowChange {
  readonly kind: 'opens' | 'closes' | 'unsettles'
  readonly from: CaseEnd
  readonly to: CaseEnd
  readonly ports: PortsByProtocol
}

/** The flows of each kind; those with the same target and ports in one line, then those with the same sources. */
export function describeFlows(
  flows: readonly FlowChange[],
  all: readonly CaseEnd[],
): Readonly<Record<FlowChange['kind'], readonly string[]>> {
  const linesOf = (kind: FlowChange['kind']) =>
    describeKind(
      flows.filter((flow) => flow.kind === kind),
      all,
    )
  return { opens: linesOf('opens'), closes: linesOf('closes'), unsettles: linesOf('unsettles') }
}

function describeKind(flows: readonly FlowChange[], all: readonly CaseEnd[]): readonly string[] {
  const byTarget = groupBy(flows, ({ to, ports }) => `${to.name} ${formatTraffic(ports)}`)
  const sources = byTarget.map((group) => ({
    from: namesOf(
      group.map(({ from }) => from),
      all.filter((end) =>
        mayFace(
          end,
          group.map(({ to }) => to),
        ),
      ),
    ),
    to: group.flatMap(({ to }, index) => (index === 0 ? [to] : [])),
    ports: wordsOf(group.map(({ ports }) => ports)),
  }))
  return groupBy(sources, ({ from, ports }) => `${from} ${ports}`).flatMap(([first, ...more]) => {
    if (!first) return []
    const targets = [first, ...more].flatMap(({ to }) => to)
    return [`${first.from} -> ${namesOf(targets, all)} ${first.ports}`]
  })
}

/** A bare pod has no flow to itself, and addresses have none to each other. */
function mayFace(end: CaseEnd, [to]: readonly CaseEnd[]): boolean {
  if (to?.kind === 'addresses') return end.kind === 'pod'
  return end !== to || end.kind !== 'pod' || !end.isAlone
}

function wordsOf([ports = {}]: readonly PortsByProtocol[]): string {
  const words = formatTraffic(ports)
  return words === formatTraffic(ALL_TRAFFIC) ? 'every port' : words
}

/** `everyone`, `every pod`, `shop/web, outside 10.0.0.0/8`. */
function namesOf(ends: readonly CaseEnd[], all: readonly CaseEnd[]): string {
  if (ends.length === all.length && all.some(({ kind }) => kind === 'addresses')) return 'everyone'
  const pods = ends.flatMap((end) => (end.kind === 'pod' ? [end.name] : []))
  const isEveryPod = pods.length > 1 && pods.length === all.filter(({ kind }) => kind === 'pod').length
  return [...(isEveryPod ? ['every pod'] : pods), ...outsideOf(ends, all)].join(', ')
}

function outsideOf(ends: readonly CaseEnd[], all: readonly CaseEnd[]): readonly string[] {
  const own = rangesOf(ends)
  if (own.length === 0) return []
  const rest = subtractAddresses(rangesOf(all), own)
  if (rest.length === 0) return ['outside']
  const [holds, lacks] = [toCidrs(own), toCidrs(rest)]
  return [holds.length <= lacks.length ? `outside ${holds.join(' ')}` : `outside but ${lacks.join(' ')}`]
}

function rangesOf(ends: readonly CaseEnd[]) {
  return toAddressSet(ends.flatMap((end) => (end.kind === 'addresses' ? end.ranges : [])))
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}
