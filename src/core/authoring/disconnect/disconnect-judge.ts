import { compareFlows } from '../../engine/compare.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { createSpread } from '../../engine/spread-row.ts'
import type { Edit } from '../../model/edit.ts'
import type { Flow } from '../../model/verdict.ts'
import type { Work } from '../../model/work.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, intersectTraffic, subtractTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import type { Narrowing } from '../plan.ts'
import { selectorsOf } from '../written-selectors.ts'
import { carryEndpoints, outsideWithin, type Search } from './disconnect-search.ts'
import { passingBetween } from './find-contributions.ts'
import { judgingRewritten, type Rewritten } from './judge-draft.ts'

/** What a planned narrowing does, judged on its text. */
export type Judged = Pick<Narrowing, 'alsoCloses' | 'selectors'>

/** Why a draft is no way to stop the flow. */
export interface Failed {
  readonly why: string
  /** What still passes, where that is why. */
  readonly still?: PortsByProtocol
}

/** What else a draft closes, or that it fails: the flow still passes, another one opens, or a policy is not valid. */
export function* judgingNarrowing({ context, sides, passing }: Search, rewritten: Rewritten): Work<Judged | Failed> {
  const before = context.prepared
  const after = yield* judgingRewritten(context, rewritten)
  if (!after) return { why: 'a policy would not be valid any more' }
  yield
  const sidesAfter = { from: carryEndpoints(before, after, sides.from), to: carryEndpoints(before, after, sides.to) }
  const still = intersectTraffic(passingBetween(after, sidesAfter), passing)
  if (!isEmptyPorts(still))
    return {
      why: `${formatTraffic(still)} might still pass by what stays: other rules, or blocks that match pods by address`,
      still,
    }
  yield
  const { opened, closed } = compareFlows(before, after)
  for (const flow of opened) return { why: `${nameOf(after, flow.from)} → ${nameOf(after, flow.to)} would be opened` }
  yield
  return { alsoCloses: describeOthers(before, after, closed, sides, passing), selectors: newSelectors(before, after) }
}

/** The selectors of policies that changed which stood in none of these before. */
function newSelectors(before: Prepared, after: Prepared): Judged['selectors'] {
  const [then, now] = [new Set(before.cluster.policies), new Set(after.cluster.policies)]
  const gone = before.cluster.policies.filter((policy) => !now.has(policy))
  const known = new Set(selectorsOf(before, gone).map(({ words }) => words))
  const changed = after.cluster.policies.filter((policy) => !then.has(policy))
  return selectorsOf(after, changed).filter(({ words }) => !known.has(words))
}

function nameOf(prepared: Prepared, id: string): string {
  return prepared.endpoint(id)?.name ?? id
}

/** How much text edits write and take away. */
export function sizeOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => {
    if (edit.kind === 'splice') return sum + edit.text.length + edit.end - edit.start
    return sum + (edit.kind === 'createFile' ? edit.text.length : 0)
  }, 0)
}

/** How many flows are told before the others are counted. */
const MOST_TOLD = 5

/** The closed flows that were not asked for: "cron → api TCP 8080". */
function describeOthers(
  before: Prepared,
  after: Prepared,
  closed: Iterable<Flow>,
  sides: Search['sides'],
  passing: PortsByProtocol,
): readonly string[] {
  const [from, to] = [new Set(sides.from), new Set(sides.to)]
  const told: string[] = []
  let count = 0
  for (const flow of closed) {
    const isAsked = from.has(flow.from) && to.has(flow.to)
    const ports = unionTraffic(flow.allowed, flow.depends)
    const others = isAsked ? subtractTraffic(ports, passing) : ports
    if (isEmptyPorts(others)) continue
    count += 1
    if (told.length < MOST_TOLD) told.push(describeFlow(before, after, flow, others))
  }
  return count > told.length ? [...told, `${count - told.length} more`] : told
}

function describeFlow(before: Prepared, after: Prepared, flow: Flow, ports: PortsByProtocol): string {
  const [source, target] = [namesIn(before, after, flow, 'from'), namesIn(before, after, flow, 'to')]
  return `${source} → ${target} ${formatTraffic(ports)}`
}

/** The name of an end; of addresses outside only those for which something is closed. */
function namesIn(before: Prepared, after: Prepared, flow: Flow, end: 'from' | 'to'): string {
  const endpoint = before.endpoint(flow[end])
  if (endpoint?.kind !== 'outside') return endpoint?.name ?? flow[end]
  const other = end === 'from' ? flow.to : flow.from
  if (!after.endpoint(other)) return endpoint.name
  const asked = unionTraffic(flow.allowed, flow.depends)
  const allowedAt = allowedWith(after, other, end)
  const closed = outsideWithin(after, endpoint).filter(({ id }) => !isEmptyPorts(subtractTraffic(asked, allowedAt(id))))
  return closed.length === 0 ? endpoint.name : closed.map(({ name }) => name).join(' and ')
}

/** What passes for certain between one end and any other, found for all others at once. */
function allowedWith(after: Prepared, id: string, end: 'from' | 'to'): (other: string) => PortsByProtocol {
  const rows = after.rows()
  const place = after.indexOf(id)
  const spread = createSpread(rows.atoms, after.members.length)
  const portsAt = spread(end === 'from' ? rows.columnTo(place) : rows.rowFrom(place))
  return (other) => portsAt(after.indexOf(other))?.allowed ?? {}
}
