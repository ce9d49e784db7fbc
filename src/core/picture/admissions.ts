import type { Prepared } from '../engine/prepare.ts'
import { flowBetween } from '../engine/reachability.ts'
import { peerPlaces, subjectsOf } from '../engine/rule-matches.ts'
import { CNI_FEATURES } from '../model/cni-cell.ts'
import { supportOf } from '../model/cni-profiles.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { formatRequirement } from '../model/matching.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type Rule } from '../model/policy.ts'
import type { LabelSelector } from '../model/selector.ts'
import { finish, type Work } from '../model/work.ts'
import { allBits, type BitSet, hasBit, intersectBits, isEmptyBits, listBits, toBits } from '../net/bit-set.ts'
import { type FixedPorts, fixedPorts, rulePortsAt } from './admitted-ports.ts'
import { createPortSets, EVERY_PORT, NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'

/** What the policies admit, in a form that is quick to ask: endpoints are numbers, port sets are ids. */
export interface Admissions {
  readonly prepared: Prepared
  readonly endpoints: readonly Endpoint[]
  readonly indexOf: ReadonlyMap<string, number>
  /** Rules in force, in document order. */
  readonly rules: readonly RuleTable[]
  /** The rules that may admit at an end, by endpoint number; absent where no policy isolates. */
  readonly atEnd: Readonly<Record<Direction, readonly (readonly RuleTable[] | undefined)[]>>
  readonly ports: PortSets
  /** The network plugin does what policies say; else only the engine knows what becomes of a rule (CNI-2). */
  readonly isLiteral: boolean
  /** Endpoints that the tables below cannot judge alone: selected by a label nobody knows, or on their node's network. */
  readonly special: ReadonlySet<number>
}

/** A rule in force. */
export interface RuleTable extends FixedPorts {
  readonly policy: NetworkPolicy
  readonly rule: Rule
  readonly direction: Direction
  /** The endpoints it speaks for, ascending. */
  readonly subjects: readonly number[]
  readonly peers: readonly PeerTable[]
  /** Its ports by destination, remembered where it names some. */
  readonly namedPorts: Map<number, PortsId>
}

/** One peer of a rule, or everyone when it names none. */
export interface PeerTable {
  /** Equal for peers that mean the same. */
  readonly key: string
  readonly peer: Peer | 'anyone'
  readonly certain: BitSet
  /** Those that may match, depending on what nobody knows; absent when there are none. */
  readonly maybe?: BitSet
  /** The first outside endpoint it holds; absent when it holds pods only. */
  readonly outside?: number
}

const compiled = new WeakMap<Prepared, Admissions>()

/** The admissions of a prepared cluster; made once for each. */
export function admissionsOf(prepared: Prepared): Admissions {
  return finish(gatheringAdmissions(prepared))
}

/** {@link admissionsOf} in steps, policy by policy. With `before`, sets of ports keep the ids they had there. */
export function* gatheringAdmissions(prepared: Prepared, before?: Prepared): Work<Admissions> {
  const known = compiled.get(prepared)
  if (known) return known
  const made = yield* compiling(prepared, portSetsOf(before))
  compiled.set(prepared, made)
  return made
}

/** Above so many sets of ports most of them are of texts that nobody has any more. */
const MOST_PORT_SETS = 20_000

function portSetsOf(before: Prepared | undefined): PortSets {
  const known = before && compiled.get(before)?.ports
  return known && known.size < MOST_PORT_SETS ? known : createPortSets()
}

function* compiling(prepared: Prepared, ports: PortSets): Work<Admissions> {
  const endpoints = prepared.endpoints
  const indexOf = new Map(endpoints.map(({ id }, index) => [id, index]))
  const atEnd: Record<Direction, (RuleTable[] | undefined)[]> = { ingress: [], egress: [] }
  const toPeer = createPeerTables(prepared)
  const rules: RuleTable[] = []
  for (const policy of prepared.cluster.policies) {
    const subjects = subjectsOf(prepared, policy.path).flatMap((id) => indexOf.get(id) ?? [])
    if (subjects.length === 0) continue
    for (const direction of DIRECTIONS) {
      if (!policy.isolates[direction]) continue
      for (const subject of subjects) atEnd[direction][subject] ??= []
      for (const rule of policy.rules[direction]) {
        const peers = toPeerTables(rule, policy, toPeer)
        const table: RuleTable = {
          policy,
          rule,
          direction,
          subjects,
          peers,
          namedPorts: new Map(),
          ...fixedPorts(rule, ports),
        }
        rules.push(table)
        for (const subject of subjects) atEnd[direction][subject]?.push(table)
      }
    }
    yield undefined
  }
  const isLiteral = CNI_FEATURES.every((feature) => supportOf(prepared.settings.cni, feature) === 'yes')
  return { prepared, endpoints, indexOf, rules, atEnd, ports, isLiteral, special: findSpecial(prepared) }
}

type ToPeer = (peer: Peer | 'anyone', policy: NetworkPolicy) => PeerTable

function toPeerTables(rule: Rule, policy: NetworkPolicy, toPeer: ToPeer): readonly PeerTable[] {
  return rule.peers === 'any' ? [toPeer('anyone', policy)] : rule.peers.map((peer) => toPeer(peer, policy))
}

/** Peers that mean the same share one table. */
function createPeerTables(prepared: Prepared): ToPeer {
  const tables = new Map<string, PeerTable>()
  const listed = allBits(prepared.endpoints.length)
  const outsiders = toBits(prepared.endpoints.flatMap(({ kind }, index) => (kind === 'outside' ? index : [])))
  return (peer, policy) => {
    const key = peerKey(peer, policy)
    const shared = tables.get(key)
    if (shared) return { ...shared, peer }
    const matches = matchesOf(prepared, peer, listed)
    const [outside] = listBits(intersectBits(matches.certain, outsiders))
    const table = { key, peer, ...matches, ...(outside === undefined ? {} : { outside }) }
    tables.set(key, table)
    return table
  }
}

function matchesOf(prepared: Prepared, peer: Peer | 'anyone', listed: BitSet) {
  if (peer === 'anyone') return { certain: listed }
  const places = peerPlaces(prepared, peer.path)
  const maybe = intersectBits(places.maybe, listed)
  return { certain: intersectBits(places.certain, listed), ...(isEmptyBits(maybe) ? {} : { maybe }) }
}

const peerKeys = new WeakMap<Peer, string>()

/** Says the same for peers of the same meaning, wherever they are written. */
function peerKey(peer: Peer | 'anyone', policy: NetworkPolicy): string {
  if (peer === 'anyone') return 'anyone'
  const key = peerKeys.get(peer) ?? describePeer(peer, policy)
  peerKeys.set(peer, key)
  return key
}

function describePeer(peer: Peer, policy: NetworkPolicy): string {
  if (peer.kind === 'block') return [peer.cidr, ...[...peer.except].sort()].join(' except ')
  const scope = peer.namespaceSelector ? `{${selectorKey(peer.namespaceSelector)}}` : policy.namespace
  return `${scope}/${selectorKey(peer.podSelector)}`
}

/** A selector's requirements in one order; absent and `{}` are alike, which is what they mean inside a peer. */
export function selectorKey(selector: LabelSelector | undefined): string {
  return (selector?.requirements ?? []).map(formatRequirement).sort().join(',')
}

function findSpecial(prepared: Prepared): ReadonlySet<number> {
  const unsure = prepared.tiers.flatMap(({ policies }) => policies.flatMap(({ subjects }) => subjects.maybe))
  const onNode = prepared.endpoints.flatMap((endpoint, index) =>
    endpoint.kind === 'pods' && endpoint.hostNetwork ? index : [],
  )
  return new Set([...unsure, ...onNode])
}

/** Whether the tables alone say what passes at an endpoint; the engine is asked about the others. */
export function isPlain({ special }: Admissions, endpoint: number): boolean {
  return !special.has(endpoint)
}

/** Ports that one end may let pass in doubt; see {@link certainAtEnd}. */
export function maybeAtEnd(admissions: Admissions, direction: Direction, own: number, other: number): PortsId {
  const destination = direction === 'ingress' ? own : other
  let maybe = NO_PORTS
  for (const table of admissions.atEnd[direction][own] ?? [])
    for (const peer of table.peers)
      if (peer.maybe && hasBit(peer.maybe, other))
        maybe = admissions.ports.union(maybe, rulePortsAt(admissions, table, destination))
  return maybe
}

/** Whether no policy isolates an end. */
export function isOpen(admissions: Admissions, direction: Direction, own: number): boolean {
  return admissions.atEnd[direction][own] === undefined
}

/**
 * What one end lets pass for certain to or from another endpoint: everything when nothing isolates it, else the union
 * of what its rules admit. Asked millions of times for a large cluster, so it makes no objects.
 */
export function certainAtEnd(admissions: Admissions, direction: Direction, own: number, other: number): PortsId {
  const rules = admissions.atEnd[direction][own]
  if (!rules) return EVERY_PORT
  const destination = direction === 'ingress' ? own : other
  let certain = NO_PORTS
  let blocks = 0
  for (const table of rules) {
    for (const peer of table.peers) {
      if (hasBit(peer.certain, other)) {
        certain = admissions.ports.union(certain, rulePortsAt(admissions, table, destination))
        break
      }
      if (peer.maybe && peer.peer !== 'anyone' && peer.peer.kind === 'block' && hasBit(peer.maybe, other)) blocks += 1
    }
  }
  return blocks > 1 ? settled(admissions, direction, own, other, certain) : certain
}

/** Several blocks that may each hold an address can hold it for certain together (IPB-4): the engine knows. */
function settled(admissions: Admissions, direction: Direction, own: number, other: number, certain: PortsId): PortsId {
  const [source, target] = direction === 'egress' ? [own, other] : [other, own]
  return admissions.ports.union(certain, judgedBetween(admissions, source, target))
}

/** The ports that pass for certain as the engine has it: for the cases the tables do not know. */
export function judgedBetween({ endpoints, prepared, ports }: Admissions, source: number, target: number): PortsId {
  const [from, to] = [endpoints[source]?.id, endpoints[target]?.id]
  return from === undefined || to === undefined ? NO_PORTS : ports.of(flowBetween(prepared, from, to).allowed)
}

/** The ports that pass at all, as the engine has it. */
export function possiblyBetween({ endpoints, prepared, ports }: Admissions, source: number, target: number): PortsId {
  const [from, to] = [endpoints[source]?.id, endpoints[target]?.id]
  if (from === undefined || to === undefined) return NO_PORTS
  const { allowed, depends } = flowBetween(prepared, from, to)
  return ports.union(ports.of(allowed), ports.of(depends))
}

/** What passes from one endpoint to another, both ends together. */
export interface Passing {
  readonly certain: PortsId
  /** Including what passes for certain. */
  readonly maybe: PortsId
}

export function passingBetween(admissions: Admissions, source: number, target: number): Passing {
  const { ports } = admissions
  if (!admissions.isLiteral)
    return {
      certain: judgedBetween(admissions, source, target),
      maybe: possiblyBetween(admissions, source, target),
    }
  const egress = certainAtEnd(admissions, 'egress', source, target)
  const ingress = certainAtEnd(admissions, 'ingress', target, source)
  const egressAtAll = ports.union(egress, maybeAtEnd(admissions, 'egress', source, target))
  const ingressAtAll = ports.union(ingress, maybeAtEnd(admissions, 'ingress', target, source))
  return { certain: ports.intersect(egress, ingress), maybe: ports.intersect(egressAtAll, ingressAtAll) }
}
