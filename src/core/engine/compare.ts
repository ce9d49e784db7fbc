import type { Direction, NetworkPolicy, Peer } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import { formatRange, intersectAddresses } from '../net/address.ts'
import { isEmptyPorts } from '../net/ports.ts'
import { subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { createRows, type FlowRows } from './flow-rows.ts'
import { judgePair } from './judge.ts'
import { selectorKey } from './label-index.ts'
import { isSinglePod, type Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { profileOf } from './profile.ts'
import { hasSameInventory } from './same-inventory.ts'
import type { FlowPorts } from './standings.ts'
import { toFlowPorts } from './verdict-ports.ts'

/** What a change of the document opens and closes. */
export interface FlowChanges {
  /** What may pass after and did not before, by the endpoints of `after`. */
  readonly opened: Iterable<Flow>
  /** What might pass before and does not after, by the endpoints of `before`. */
  readonly closed: Iterable<Flow>
}

/**
 * Compares what may pass before and after a change, for endpoints that are there in both. `allowed` of a row is what
 * became certain (or stopped being), `depends` what became possible. Only ends of pods that a changed policy selects,
 * before or after, are judged, unless pods or namespaces changed too.
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
  const leaving = findTouched(from, to, 'egress')
  const arriving = findTouched(from, to, 'ingress')
  const places = comparedPlaces(from, to)
  const targets = places.filter(arriving)
  const now = createJudge(to)
  const then = createJudge(from)
  for (const source of places) {
    const reached = leaving(source) ? places : targets
    const isMany = reached.length > FEW
    for (const target of reached) {
      if (!isCompared(to, source, target)) continue
      const earlier = (counterparts[source] ?? []).flatMap((earlierSource) =>
        (counterparts[target] ?? []).map((earlierTarget) => then(earlierSource, earlierTarget, isMany)),
      )
      const gains = subtractAll(now(source, target, isMany), earlier)
      if (gains) yield { from: idAt(to, source), to: idAt(to, target), ...gains }
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

/** From how many destinations on a whole row is judged at once. */
const FEW = 30

/** Judges pairs one by one, or by rows of all destinations of one source. */
function createJudge(prepared: Prepared): (source: number, target: number, byRow: boolean) => FlowPorts {
  let rows: FlowRows | undefined
  const made = new Map<number, (target: number) => FlowPorts | undefined>()
  return (source, target, byRow) => {
    if (!byRow) return toFlowPorts(judgePair(prepared, source, target))
    rows ??= createRows(prepared)
    const row = made.get(source) ?? rows.rowFrom(source)
    made.clear()
    made.set(source, row)
    return row(target) ?? NO_PORTS
  }
}

const NO_PORTS: FlowPorts = { allowed: {}, depends: {} }

function isCompared(prepared: Prepared, source: number, target: number): boolean {
  const from = prepared.members[source] as Member
  if (source === target && isSinglePod(from)) return false
  return from.endpoint.kind === 'pods' || prepared.members[target]?.endpoint.kind === 'pods'
}

/** What `now` has and some of `earlier` had not; undefined for nothing. */
function subtractAll(now: FlowPorts, earlier: readonly FlowPorts[]): FlowPorts | undefined {
  const parts = earlier.map((then) => ({
    allowed: subtractTraffic(now.allowed, then.allowed),
    depends: subtractTraffic(now.depends, unionTraffic(then.allowed, then.depends)),
  }))
  const allowed = parts.map((part) => part.allowed).reduce(unionTraffic, {})
  const depends = subtractTraffic(parts.map((part) => part.depends).reduce(unionTraffic, {}), allowed)
  return isEmptyPorts(allowed) && isEmptyPorts(depends) ? undefined : { allowed, depends }
}

/** Per endpoint of `to` the endpoints of `from` that stand for some of the same pods or addresses. */
function pairMembers(from: Prepared, to: Prepared): readonly (readonly number[])[] {
  const byPod = new Map<string, number>()
  for (const [place, member] of from.members.entries()) {
    for (const name of podNames(member)) byPod.set(name, place)
  }
  const outside = [...from.members.entries()].filter(([, { endpoint }]) => endpoint.kind === 'outside')
  return to.members.map((member) => {
    const { endpoint } = member
    if (endpoint.kind === 'pods') return [...new Set(podNames(member).flatMap((name) => byPod.get(name) ?? []))]
    return outside.flatMap(([place, { endpoint: other }]) =>
      other.kind === 'outside' && intersectAddresses(endpoint.addresses, other.addresses).length > 0 ? place : [],
    )
  })
}

function podNames({ endpoint }: Member): readonly string[] {
  if (endpoint.kind === 'outside') return []
  if (!endpoint.workload) return [endpoint.id]
  return endpoint.pods.map((pod) => `${endpoint.workload?.id}#${pod.name}`)
}

/** Whether the policies of an endpoint of `to` changed in a direction. */
function findTouched(from: Prepared, to: Prepared, direction: Direction): (place: number) => boolean {
  if (from.settings !== to.settings || !hasSameInventory(from.cluster, to.cluster)) return () => true
  const earlier = new Map(from.members.map(({ endpoint }, place) => [endpoint.id, place]))
  return (place) => {
    const then = earlier.get(to.members[place]?.endpoint.id ?? '')
    return then === undefined || listPolicies(from, then, direction) !== listPolicies(to, place, direction)
  }
}

/** Equal for ends that the same rules judge. */
function listPolicies(prepared: Prepared, place: number, direction: Direction): string {
  return profileOf(prepared, place, direction)
    .tiers.flatMap(({ sure, unsure }) => [
      ...sure.map(({ policy }) => describePolicy(policy, direction)),
      ...unsure.map(({ policy }) => `perhaps ${describePolicy(policy, direction)}`),
    ])
    .sort()
    .join('\n')
}

const described: Readonly<Record<Direction, WeakMap<NetworkPolicy, string>>> = {
  ingress: new WeakMap(),
  egress: new WeakMap(),
}

/** What the rules of a policy mean, without their places. */
function describePolicy(policy: NetworkPolicy, direction: Direction): string {
  const known = described[direction].get(policy)
  if (known !== undefined) return known
  const rules = policy.rules[direction].map(({ peers, ports }) => [
    peers === 'any' ? peers : peers.map(describePeer),
    ports === 'any' ? ports : ports.map(({ protocol, port }) => [protocol, port]),
  ])
  const words = JSON.stringify([policy.namespace, rules])
  described[direction].set(policy, words)
  return words
}

function describePeer(peer: Peer): readonly unknown[] {
  if (peer.kind === 'block') return peer.addresses.map(formatRange)
  const { namespaceSelector, podSelector } = peer
  return [namespaceSelector, podSelector].map((selector) => (selector ? selectorKey(selector) : 'absent'))
}
