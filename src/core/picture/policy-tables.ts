import type { Member } from '../engine/member.ts'
import type { Membership } from '../engine/membership.ts'
import type { Prepared } from '../engine/prepare.ts'
import { compiledPeerPlaces, compiledPolicies } from '../engine/rule-matches.ts'
import type { CompiledPolicy, TierPeer } from '../engine/tiers.ts'
import { formatRequirement } from '../model/matching.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type Rule } from '../model/policy.ts'
import type { LabelSelector } from '../model/selector.ts'
import { allBits, type BitSet, EMPTY_BITS, intersectBits, isEmptyBits, listBits } from '../net/bit-set.ts'
import { type FixedPorts, findFixedPorts } from './admitted-ports.ts'
import type { PortSets, PortsId } from './port-sets.ts'

/** A policy that selects somebody, with its rules in force. */
export interface PolicyTable {
  readonly policy: NetworkPolicy
  /** What the engine made of it: the tables hold as long as these are the same. */
  readonly compiled: readonly CompiledPolicy[]
  /** The endpoints it speaks for, ascending. */
  readonly subjects: readonly number[]
  readonly rules: readonly RuleTable[]
}

/** A rule in force. */
export interface RuleTable extends FixedPorts {
  readonly policy: NetworkPolicy
  readonly rule: Rule
  readonly direction: Direction
  /** The endpoints it speaks for, ascending. */
  readonly subjects: readonly number[]
  /** What the engine made of its peers: while these are the same, so is whom they match. */
  readonly compiledPeers: readonly TierPeer[]
  readonly peers: readonly PeerTable[]
  /** Whether it says the same wherever addresses outside stand among the endpoints, and looks no names of ports up. */
  readonly isOfPods: boolean
  /** Its ports by destination, remembered; undefined where it names none. */
  readonly namedPorts: Map<number, PortsId> | undefined
}

/** One peer of a rule, or everyone when it names none. Tables have all their parts, so that loops over them stay quick. */
export interface PeerTable extends Matches {
  /** Equal for peers that mean the same. */
  readonly key: string
  readonly peer: Peer | 'anyone'
}

interface Matches {
  readonly certain: BitSet
  /** Those that may match, depending on what nobody knows; absent when there are none. */
  readonly maybe: BitSet | undefined
  /** The first outside endpoint it holds; absent when it holds pods only. */
  readonly outside: number | undefined
}

/** Makes the tables of policies, in any order. */
export type TablesOf = (policy: NetworkPolicy) => PolicyTable

/** Tables of an earlier revision. */
interface Earlier {
  readonly tables: ReadonlyMap<NetworkPolicy, PolicyTable>
  /** Whether the endpoints are the same. */
  readonly isSameGround: boolean
}

/**
 * With `earlier` tables, those of rules that the engine did not compile again are taken over; where other endpoints
 * came or went, only those that speak of pods alone.
 */
export function createPolicyTables(prepared: Prepared, ports: PortSets, earlier?: Earlier): TablesOf {
  const compiledOf = compiledPolicies(prepared)
  const matches = matchesAmong(prepared)
  const holds = (table: RuleTable) => table.isOfPods || earlier?.isSameGround === true
  return (policy) => {
    const compiled = compiledOf.get(policy.path) ?? []
    const last = earlier?.tables.get(policy)
    if (last && isSameList(last.compiled, compiled) && last.rules.every(holds)) return last
    return toTable(policy, compiled, { matches, ports, last, holds })
  }
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

interface Tools {
  readonly matches: MatchesOf
  readonly ports: PortSets
  /** The table that the policy had. */
  readonly last: PolicyTable | undefined
  /** Whether the table of a rule holds while the engine makes the same of it. */
  readonly holds: (table: RuleTable) => boolean
}

function toTable(policy: NetworkPolicy, compiled: readonly CompiledPolicy[], tools: Tools): PolicyTable {
  const selecting = compiled.at(-1)
  const { last, holds } = tools
  const subjects =
    last && last.compiled.at(-1)?.subjects === selecting?.subjects ? last.subjects : selectedBy(selecting)
  // Its rules come in the same order as the last time, unless it spoke for nobody then.
  let at = 0
  const tablesOf = (direction: Direction) => {
    const rules = compiled.find((one) => one.rules[direction].length > 0)?.rules[direction]
    return policy.rules[direction].map((rule, index): RuleTable => {
      const peers = rules?.[index]?.peers
      const compiledPeers = peers === undefined || peers === 'any' ? NO_PEERS : peers
      const table = last?.rules[at]
      at += 1
      const isSame = table?.rule === rule && table.subjects === subjects && table.compiledPeers === compiledPeers
      return isSame && holds(table) ? table : toRuleTable({ policy, rule, direction, subjects, compiledPeers }, tools)
    })
  }
  const isolated = subjects.length === 0 ? [] : DIRECTIONS.filter((direction) => policy.isolates[direction])
  return { policy, compiled, subjects, rules: isolated.flatMap(tablesOf) }
}

const NO_PEERS: readonly TierPeer[] = []

type RuleParts = Pick<RuleTable, 'policy' | 'rule' | 'direction' | 'subjects' | 'compiledPeers'>

function toRuleTable(parts: RuleParts, { matches, ports }: Tools): RuleTable {
  const { policy, rule, direction, subjects, compiledPeers } = parts
  const { fixedPorts, fixedEntries } = findFixedPorts(rule, ports)
  const isOfPods = rule.peers !== 'any' && rule.peers.every(({ kind }) => kind === 'pods')
  return {
    policy,
    rule,
    direction,
    subjects,
    compiledPeers,
    peers:
      rule.peers === 'any'
        ? [toPeerTable('anyone', 'anyone', matches('anyone', ''))]
        : rule.peers.map((peer, at) => {
            const [key, compiled] = [peerKey(peer, policy), compiledPeers[at]]
            return toPeerTable(key, peer, compiled ? matches(compiled, key) : NOBODY)
          }),
    isOfPods: isOfPods && fixedPorts !== undefined,
    fixedPorts,
    fixedEntries,
    namedPorts: fixedPorts === undefined ? new Map() : undefined,
  }
}

function selectedBy(compiled: CompiledPolicy | undefined): readonly number[] {
  const { yes, maybe } = compiled?.subjects ?? { yes: [], maybe: [] }
  return maybe.length === 0 ? yes : [...yes, ...maybe].sort((a, b) => a - b)
}

function toPeerTable(key: string, peer: PeerTable['peer'], { certain, maybe, outside }: Matches): PeerTable {
  return { key, peer, certain, maybe, outside }
}

const NOBODY: Matches = { certain: EMPTY_BITS, maybe: undefined, outside: undefined }

type MatchesOf = (peer: TierPeer | 'anyone', key: string) => Matches

const remembered = new WeakMap<readonly Member[], MatchesOf>()

/** Peers that mean the same share what they match, as long as the endpoints are the same. */
function matchesAmong(prepared: Prepared): MatchesOf {
  const known = remembered.get(prepared.members) ?? createMatches(prepared)
  remembered.set(prepared.members, known)
  return known
}

function createMatches(prepared: Prepared): MatchesOf {
  const listed = allBits(prepared.listed)
  const pods = new WeakMap<Membership, Matches>()
  const blocks = new Map<string, Matches>()
  const find = (peer: TierPeer | 'anyone'): Matches => {
    const found = peer === 'anyone' ? { certain: listed, maybe: EMPTY_BITS } : compiledPeerPlaces(prepared, peer)
    const [certain, maybe] = [intersectBits(found.certain, listed), intersectBits(found.maybe, listed)]
    const outside = listBits(certain).find((place) => prepared.endpoints[place]?.kind === 'outside')
    return { certain, maybe: isEmptyBits(maybe) ? undefined : maybe, outside }
  }
  const anyone = find('anyone')
  return (peer, key) => {
    if (peer === 'anyone') return anyone
    if (peer.kind === 'pods') return remember(pods, peer, () => find(peer))
    return remember(blocks, key, () => find(peer))
  }
}

function remember<Key>(
  known: { get(key: Key): Matches | undefined; set(key: Key, matches: Matches): unknown },
  key: Key,
  find: () => Matches,
): Matches {
  const matches = known.get(key) ?? find()
  known.set(key, matches)
  return matches
}

const peerKeys = new WeakMap<Peer, string>()

/** Says the same for peers of the same meaning, wherever they are written. */
function peerKey(peer: Peer, policy: NetworkPolicy): string {
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
