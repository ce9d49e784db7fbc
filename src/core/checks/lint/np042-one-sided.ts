import type { ConnectIntention, WantedPort } from '../../authoring/plan.ts'
import type { FlowRows } from '../../engine/flow-rows.ts'
import type { Member } from '../../engine/member.ts'
import { remember } from '../../engine/remember.ts'
import { resolvePorts } from '../../engine/rule-ports.ts'
import type { CompiledRule } from '../../engine/tiers.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type PodPeer, type Rule } from '../../model/policy.ts'
import { type BitSet, intersectsBits, toBits, unionAllBits } from '../../net/bit-set.ts'
import { asks, type LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { nameMembers } from './words.ts'

export const NP042: LintRule = {
  id: 'NP042',
  code: 'ISO-6',
  severity: 'warning',
  title: 'One end admits, the other never does',
  why: 'A connection must be allowed at both of its ends: a rule at one of them opens nothing while the other stays closed.',
  check: (context) => {
    const find = createFind(context)
    return each(context.policies, (policy) => find(policy))
  },
}

/** Some pods of a rule's own end, and the pods that one of its peers names, between which nothing of the rule passes. */
interface OneSided {
  readonly policy: NetworkPolicy
  readonly rule: CompiledRule
  readonly peer: PodPeer
  readonly subjects: readonly Member[]
  readonly others: readonly Member[]
}

function createFind(context: LintContext): (policy: NetworkPolicy) => readonly Hit[] {
  const { prepared, podsOf, podsAt } = context
  const rows = prepared.rows()
  const placesOf = remember((members: readonly Member[]) =>
    members.map(({ endpoint }) => prepared.indexOf(endpoint.id)),
  )
  const bitsOf = remember((members: readonly Member[]) => toBits(placesOf(members)))
  const compiled = new Map(
    prepared.tiers
      .flatMap(({ policies }) => policies)
      .flatMap(({ rules }) => DIRECTIONS.flatMap((direction) => rules[direction]))
      .map((rule) => [rule.rule.path, rule]),
  )
  const passingAt = createPassing(rows)
  const passes = ({ rule, subjects, others }: OneSided) => {
    const ports = portsOf(rows, rule, rule.rule.direction === 'ingress' ? subjects : others)
    return placesOf(subjects).some((place) => passingAt(place, rule.rule.direction, bitsOf(others), ports))
  }
  return (policy) =>
    DIRECTIONS.filter((direction) => policy.isolates[direction])
      .flatMap((direction) => policy.rules[direction])
      .flatMap(({ path, peers }): readonly OneSided[] => {
        const rule = compiled.get(path)
        const subjects = podsOf(policy)
        if (!rule || peers === 'any' || subjects.length === 0) return []
        return peers.flatMap((peer) =>
          isSomebody(peer) ? { policy, rule, peer, subjects, others: podsAt(policy, peer) } : [],
        )
      })
      .filter((one) => one.others.length > 0 && !passes(one))
      .map(toHit)
}

/** Everything that a rule may admit at some destinations, its port names looked up at each. */
function portsOf({ atoms }: FlowRows, { ports }: CompiledRule, destinations: readonly Member[]): BitSet {
  const sets = ports.named.length === 0 ? [ports] : destinations.map((destination) => resolvePorts(ports, destination))
  return unionAllBits(sets.map(({ possible }) => atoms.maskOf(possible)))
}

/** Tells whether anything on some ports may pass between a place and some others; the row of each place is made once. */
function createPassing({ rowFrom, columnTo }: FlowRows) {
  const known = {
    ingress: new Map<number, ReturnType<typeof rowFrom>>(),
    egress: new Map<number, ReturnType<typeof rowFrom>>(),
  }
  return (place: number, direction: 'ingress' | 'egress', others: BitSet, ports: BitSet): boolean => {
    const cells = known[direction].get(place) ?? (direction === 'egress' ? rowFrom(place) : columnTo(place))
    known[direction].set(place, cells)
    return cells.some((cell) => intersectsBits(cell.ports, ports) && intersectsBits(cell.possible, others))
  }
}

/** Every pod of every namespace is nobody in particular: that some of them are closed is no mistake. */
function isSomebody(peer: Peer): peer is PodPeer {
  return peer.kind === 'pods' && (asks(peer.podSelector) || peer.namespaceSelector?.requirements.length !== 0)
}

function toHit(found: OneSided): Hit {
  const { policy, rule, peer, subjects, others } = found
  const isEgress = rule.rule.direction === 'egress'
  const [from, to] = isEgress ? [subjects, others] : [others, subjects]
  const closed = isEgress ? `the ingress of ${nameMembers(others)}` : `the egress of ${nameMembers(others)}`
  return {
    path: peer.path,
    message: `${policy.name} admits ${nameMembers(from)} → ${nameMembers(to)}, and ${closed} admits none of it: nothing passes`,
    fixes: openOther(found),
  }
}

/** The connection as it would be drawn: it writes only what the other end lacks. */
function openOther({ rule: { rule }, subjects, others }: OneSided): readonly LintFix[] {
  const [from, to] = rule.direction === 'egress' ? [subjects, others] : [others, subjects]
  const ends = [from, to].map(toEnd)
  const ports = wantedOf(rule)
  const [source, target] = ends
  if (!source || !target || ports.length === 0) return []
  const intention: ConnectIntention = { kind: 'connect', from: source, to: target, ports }
  return [{ title: `Admit it at ${nameMembers(others)} as well`, intention }]
}

/** Every port of one protocol is nothing that a connection can ask for: then there is nothing to offer. */
function wantedOf({ ports }: Rule): 'every' | readonly WantedPort[] {
  if (ports === 'any') return 'every'
  return ports.flatMap(({ protocol, port }): readonly WantedPort[] =>
    port.kind === 'every' ? [] : [{ protocol, ...port }],
  )
}

function toEnd(members: readonly Member[]) {
  const ids = [
    ...new Set(members.flatMap(({ endpoint }) => (endpoint.kind === 'pods' ? (endpoint.workload?.id ?? []) : []))),
  ]
  const [id, ...more] = ids
  if (id === undefined) return undefined
  return more.length === 0 ? ({ kind: 'workload', id } as const) : ({ kind: 'workloads', ids } as const)
}
