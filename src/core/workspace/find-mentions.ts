import type { Prepared } from '../engine/prepare.ts'
import { peerMatches } from '../engine/rule-matches.ts'
import { type CompiledPeer, type CompiledPolicy, type CompiledRule, listPeers } from '../engine/tiers.ts'
import type { Path, ResourcePath } from '../model/path.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Work } from '../model/work.ts'
import type { Analysis } from './analyse.ts'
import { locationOf } from './locations.ts'
import type { Location } from './snapshot.ts'

/** A rule whose peers match an endpoint: a source of ingress, or a target of egress. */
export interface Mention {
  readonly policy: ResourcePath
  readonly namespace: string
  readonly name: string
  readonly direction: Direction
  readonly rule: Path
  /** Counted from 1, among the rules of its direction. */
  readonly number: number
  readonly peer: Path
  /** By its labels, or by its address. */
  readonly by: 'selector' | 'block'
  /** It matches only if a label value or an address nobody knows is the right one (END-2c, IPB-4). */
  readonly certain: boolean
  readonly location?: Location
}

/** How many are handed on; lists that are longer nobody reads. */
const MOST_MENTIONS = 100

export interface Mentions {
  readonly first: readonly Mention[]
  readonly total: number
}

/**
 * The effective rules that name one of `endpoints` as a peer, in document order; rules that name no peer mean everybody
 * and are left out. Ids of no endpoint are passed over.
 */
export function* findingMentions(analysis: Analysis, endpoints: readonly string[]): Work<Mentions> {
  const { prepared } = analysis
  const ids = new Set(endpoints.filter((id) => prepared.endpoint(id)))
  const places = [...ids].map((id) => prepared.indexOf(id))
  const first: Mention[] = []
  let total = 0
  for (const policy of prepared.tiers.flatMap(({ policies }) => policies)) {
    for (const { rule, direction, number } of rulesOf(policy)) {
      const found = findPeer(prepared, rule, ids, places)
      if (!found) continue
      total += 1
      if (total <= MOST_MENTIONS) first.push(toMention(analysis, policy, direction, number, rule, found))
    }
    yield undefined
  }
  return { first, total }
}

function rulesOf({ rules }: CompiledPolicy) {
  return DIRECTIONS.flatMap((direction) =>
    rules[direction].map((rule, index) => ({ rule, direction, number: index + 1 })),
  )
}

interface FoundPeer {
  readonly peer: CompiledPeer
  readonly certain: boolean
}

/** The peer that matches for certain, else one that may. */
function findPeer(
  prepared: Prepared,
  rule: CompiledRule,
  ids: ReadonlySet<string>,
  places: readonly number[],
): FoundPeer | undefined {
  const found = listPeers(rule).flatMap((peer): FoundPeer | readonly [] => {
    const match = matchPeer(prepared, peer, ids, places)
    return match === 'no' ? [] : { peer, certain: match === 'yes' }
  })
  return found.find(({ certain }) => certain) ?? found[0]
}

function matchPeer(
  prepared: Prepared,
  peer: CompiledPeer,
  ids: ReadonlySet<string>,
  places: readonly number[],
): 'yes' | 'maybe' | 'no' {
  if (peer.kind === 'pods') {
    const { yes, maybe } = peer.members
    if (places.some((place) => includesSorted(yes, place))) return 'yes'
    return places.some((place) => includesSorted(maybe, place)) ? 'maybe' : 'no'
  }
  const matches = peerMatches(prepared, peer.peer.path).filter(({ endpoint }) => ids.has(endpoint))
  if (matches.length === 0) return 'no'
  return matches.some(({ certain }) => certain) ? 'yes' : 'maybe'
}

/** Places are ascending: lists of thousands are looked up, not read. */
function includesSorted(places: readonly number[], wanted: number): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return places[low] === wanted
}

function toMention(
  { reading }: Analysis,
  { policy }: CompiledPolicy,
  direction: Direction,
  number: number,
  { rule }: CompiledRule,
  { peer, certain }: FoundPeer,
): Mention {
  const location = locationOf(reading, peer.peer.path)
  return {
    policy: policy.path,
    namespace: policy.namespace,
    name: policy.name,
    direction,
    rule: rule.path,
    number,
    peer: peer.peer.path,
    by: peer.kind === 'pods' ? 'selector' : 'block',
    certain,
    ...(location ? { location } : {}),
  }
}
