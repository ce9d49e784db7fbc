import type { Direction } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import { listBits } from '../net/bit-set.ts'
import { isEmptyPorts } from '../net/ports.ts'
import { subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { createAddressIndex } from './address-index.ts'
import { describeRules } from './describe-policy.ts'
import type { MeetOptions } from './family-rows.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import { remember } from './remember.ts'
import { hasSameInventory } from './same-inventory.ts'
import { isSameMember } from './same-member.ts'
import { createSpread, type Spread } from './spread-row.ts'
import type { CompiledPolicy } from './tiers.ts'
import type { FlowPorts } from './verdict-ports.ts'

/** What a change of the document opens and closes. */
export interface FlowChanges {
  /** What may pass after and did not before, by the endpoints of `after`. */
  readonly opened: Iterable<Flow>
  /** What might pass before and does not after, by the endpoints of `before`. */
  readonly closed: Iterable<Flow>
}

/**
 * Compares what may pass before and after a change, for endpoints that are there in both. `allowed` of a row is what
 * became certain (or stopped being), `depends` what became possible. Only ends that are not what they were are judged,
 * and those that a changed policy selects, before or after.
 */
export function compareFlows(before: Prepared, after: Prepared): FlowChanges {
  return {
    opened: { [Symbol.iterator]: () => findGains(before, after) },
    closed: { [Symbol.iterator]: () => findGains(after, before) },
  }
}

/** What passes in `to` and did not pass in `from`. */
function* findGains(from: Prepared, to: Prepared): Generator<Flow> {
  const counterparts = pairMembers(from, to)
  const places = comparedPlaces(from, to)
  const touched = {
    egress: new Set(places.filter(findTouched(from, to, 'egress', counterparts))),
    ingress: places.filter(findTouched(from, to, 'ingress', counterparts)),
  }
  const isFew = (touched.egress.size + touched.ingress.length) * places.length <= MANY_PAIRS
  const now = createJudge(to, isFew)
  const then = createJudge(from, isFew)
  const subtract = rememberSubtraction()
  for (const source of places) {
    const isTouched = touched.egress.has(source)
    const way = isFew && !isTouched ? 'inColumn' : 'inRow'
    for (const target of isTouched ? places : touched.ingress) {
      if (!isCompared(to, source, target)) continue
      const current = now[way](source, target)
      const gains = (counterparts[source] ?? []).flatMap((earlierSource) =>
        (counterparts[target] ?? []).flatMap((earlier) => subtract(current, then[way](earlierSource, earlier)) ?? []),
      )
      if (gains.length > 0) yield { from: idAt(to, source), to: idAt(to, target), ...uniteGains(gains) }
    }
  }
}

/** The endpoints; IPv6 addresses as well when only one side uses them. */
function comparedPlaces(from: Prepared, to: Prepared): readonly number[] {
  const isHidden = [from, to].every(({ endpoints, members }) => endpoints.length < members.length)
  return [...(isHidden ? to.endpoints : to.members).keys()]
}

function idAt({ members }: Prepared, place: number): string {
  return members[place]?.endpoint.id ?? ''
}

const FAMILIES = [4, 6] as const

/** Up to how many pairs the rows and columns that changed are few. */
const MANY_PAIRS = 200_000

/** How many rows are kept: those of the endpoints that stood for one source before. */
const KEPT_ROWS = 8

/**
 * Judges pairs by the row of all destinations of one source, or by the column of all sources of one destination. Columns
 * are all kept, so that is for few of them.
 */
function createJudge(prepared: Prepared, isFew: boolean) {
  const rows = prepared.rows()
  const spread = createSpread(rows.atoms, prepared.members.length)
  const options: MeetOptions = { isOneOfFew: isFew }
  const columnOf = remember((target: number) => spread(rows.columnTo(target, options)))
  const kept = new Map<number, PortsAt>()
  const rowOf = (source: number): PortsAt => {
    const row = kept.get(source) ?? spread(rows.rowFrom(source, options))
    if (!kept.has(source) && kept.size >= KEPT_ROWS) kept.clear()
    kept.set(source, row)
    return row
  }
  return {
    inRow: (source: number, target: number): FlowPorts => rowOf(source)(target) ?? NO_PORTS,
    inColumn: (source: number, target: number): FlowPorts => columnOf(target)(source) ?? NO_PORTS,
  }
}

type PortsAt = ReturnType<Spread>

const NO_PORTS: FlowPorts = { allowed: {}, depends: {} }

function isCompared(prepared: Prepared, source: number, target: number): boolean {
  const from = prepared.members[source] as Member
  if (source === target && isSinglePod(from)) return false
  return from.endpoint.kind === 'pods' || prepared.members[target]?.endpoint.kind === 'pods'
}

/** What `now` has and `then` had not; undefined for nothing. Rows share their ports, so answers are remembered. */
function rememberSubtraction(): (now: FlowPorts, then: FlowPorts) => FlowPorts | undefined {
  const remembered = new WeakMap<FlowPorts, WeakMap<FlowPorts, { readonly gains: FlowPorts | undefined }>>()
  return (now, then) => {
    const known = remembered.get(now) ?? new WeakMap<FlowPorts, { readonly gains: FlowPorts | undefined }>()
    remembered.set(now, known)
    const answer = known.get(then) ?? { gains: subtractPorts(now, then) }
    known.set(then, answer)
    return answer.gains
  }
}

function subtractPorts(now: FlowPorts, then: FlowPorts): FlowPorts | undefined {
  const allowed = subtractTraffic(now.allowed, then.allowed)
  const depends = subtractTraffic(now.depends, unionTraffic(then.allowed, then.depends))
  return isEmptyPorts(allowed) && isEmptyPorts(depends) ? undefined : { allowed, depends }
}

function uniteGains(gains: readonly FlowPorts[]): FlowPorts {
  const allowed = gains.map((part) => part.allowed).reduce(unionTraffic)
  return { allowed, depends: subtractTraffic(gains.map((part) => part.depends).reduce(unionTraffic), allowed) }
}

/** Per endpoint of `to` the endpoints of `from` that stand for some of the same pods or addresses. */
function pairMembers(from: Prepared, to: Prepared): readonly (readonly number[])[] {
  const byPod = new Map<string, number>()
  for (const [place, member] of from.members.entries()) {
    for (const name of podNames(member)) byPod.set(name, place)
  }
  const indexes = FAMILIES.map((family) => createAddressIndex(from.members, family))
  return to.members.map((member) => {
    const { endpoint } = member
    if (endpoint.kind === 'pods') return [...new Set(podNames(member).flatMap((name) => byPod.get(name) ?? []))]
    return indexes.flatMap((index) => listBits(index.outsideIn(endpoint.addresses)))
  })
}

function podNames({ endpoint }: Member): readonly string[] {
  if (endpoint.kind === 'outside') return []
  if (!endpoint.workload) return [endpoint.id]
  return endpoint.pods.map((pod) => `${endpoint.workload?.id}#${pod.name}`)
}

/** Whether an endpoint of `to` changed, or its policies in a direction. */
function findTouched(
  from: Prepared,
  to: Prepared,
  direction: Direction,
  counterparts: readonly (readonly number[])[],
): (place: number) => boolean {
  if (from.settings !== to.settings || from.cluster.families.join() !== to.cluster.families.join()) return () => true
  const isSameEnd = hasSameInventory(from.cluster, to.cluster)
    ? () => true
    : (place: number, earlier: number) => isSameMember(to.members[place] as Member, from.members[earlier])
  return (place) => {
    const now = to.profiles(place, direction)
    return (counterparts[place] ?? []).some(
      (earlier) => !isSameEnd(place, earlier) || !isSameProfile(now, from.profiles(earlier, direction), direction),
    )
  }
}

function isSameProfile(a: Profile<CompiledPolicy>, b: Profile<CompiledPolicy>, direction: Direction): boolean {
  const [mine, theirs] = [listPolicies(a), listPolicies(b)]
  if (mine.length !== theirs.length) return false
  if (mine.every(({ policy, isSure }, index) => policy === theirs[index]?.policy && isSure === theirs[index]?.isSure)) {
    return true
  }
  const describe = (list: ReturnType<typeof listPolicies>) =>
    list.map(({ policy, isSure }) => `${isSure} ${describeRules(policy, direction)}`).sort()
  const words = describe(theirs)
  return describe(mine).every((one, index) => one === words[index])
}

function listPolicies({ tiers }: Profile<CompiledPolicy>) {
  return tiers.flatMap(({ sure, unsure }) => [
    ...sure.map(({ policy }) => ({ policy, isSure: true })),
    ...unsure.map(({ policy }) => ({ policy, isSure: false })),
  ])
}
