import type { Work } from '../model/work.ts'
import { type BitSet, listBits } from '../net/bit-set.ts'
import type { Bundling } from './bundle.ts'
import type { Count, Counted, Drawn, KnownCounts, Recalled, Share } from './known-counts.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import { NO_PORTS, type PortsId } from './port-sets.ts'
import { isSelf, passingOutside, ruleAt } from './rule-passing.ts'

/** What counting needs beside the rule. */
export interface Counting {
  readonly bundling: Bundling
  readonly drawn: Drawn
  readonly known: KnownCounts
  /** The endpoints of a set, ascending. */
  readonly membersIn: (endpoints: BitSet) => readonly number[]
}

/** Takes what one peer of a rule adds to the edges. */
export type TakeShare = (share: Share, rule: RuleTable) => void

/** Peers that mean the same share their set. */
export function createMembersIn(): Counting['membersIn'] {
  const lists = new WeakMap<BitSet, readonly number[]>()
  return (endpoints) => {
    const list = lists.get(endpoints) ?? listBits(endpoints)
    lists.set(endpoints, list)
    return list
  }
}

/**
 * The edges of one rule in a picture too large for exact bundles: what may pass between cards and folded frames, with
 * the number of pairs. Nothing is drawn inside a folded frame. Undefined where it was known, and is taken.
 */
export function countingRule(counting: Counting, rule: RuleTable, take: TakeShare): Work<void> | undefined {
  for (const table of rule.peers) outsideNode(counting, table)
  const known = counting.known.rule(rule)
  if (!known) return countingPeers(counting, rule, take)
  takeAll(known, rule, take)
  return undefined
}

function takeAll(counted: readonly Counted[], rule: RuleTable, take: TakeShare): void {
  for (const { shares } of counted) for (const share of shares) take(share, rule)
}

function* countingPeers(counting: Counting, rule: RuleTable, take: TakeShare): Work<void> {
  const counted: Counted[] = []
  for (const [peer, table] of rule.peers.entries())
    counted.push(counting.known.whole(rule, peer) ?? (yield* countingPeer(counting, rule, peer, table)))
  counting.known.keep(rule, counted)
  takeAll(counted, rule, take)
}

/** Asked for even where nothing passes: whoever is named is drawn. */
function outsideNode({ bundling: { nodes } }: Counting, table: PeerTable): string | undefined {
  if (table.outside === undefined) return undefined
  return table.peer !== 'anyone' && table.peer.kind === 'block' ? nodes.block(table, table.peer) : nodes.internet()
}

function* countingPeer(counting: Counting, rule: RuleTable, peer: number, table: PeerTable): Work<Counted> {
  const { known, drawn, membersIn } = counting
  const outside = outsideNode(counting, table)
  const shares = createShares(counting, rule)
  if (outside !== undefined) shareOutside(counting, rule, table, outside, shares.add)
  if (table.peer !== 'anyone' && table.peer.kind === 'block')
    return { subjects: rule.subjects.map(known.numberAt), counts: rule.subjects.map(() => []), shares: shares.all() }
  const recall = known.part(rule, peer)
  const counts: (readonly Count[])[] = []
  for (const own of rule.subjects) {
    const near = drawn.nodes[own]
    const count = (members: readonly number[]) =>
      near === undefined ? [] : countFrom(counting, rule, own, members, near)
    const members = membersIn(table.certain)
    const recalled = recall?.(own)
    const isLittle = recalled && recalled.missing.length * 2 <= members.length
    const found = isLittle ? complete(recalled, count, known) : count(members)
    counts.push(found)
    if (near !== undefined) for (const { far, ports, pairs } of found) shares.add(near, far, ports, pairs)
    yield undefined
  }
  return { subjects: rule.subjects.map(known.numberAt), counts, shares: shares.all() }
}

/** In the order in which all of them would be counted. */
function complete(
  { counts, missing }: Recalled,
  count: (members: readonly number[]) => readonly Count[],
  { placeOf }: KnownCounts,
): readonly Count[] {
  const counted = missing.length > 0 ? count(missing) : []
  if (counted.length === 0) return counts
  return [...counts, ...counted].sort((a, b) => placeOf(a.first) - placeOf(b.first))
}

function countFrom(
  { bundling, drawn, known }: Counting,
  rule: RuleTable,
  own: number,
  members: readonly number[],
  near: string,
): readonly Count[] {
  const { admissions } = bundling
  const counts = new Map<string, { far: string; ports: PortsId; pairs: number; first: number }>()
  const { passing } = ruleAt(bundling, rule, own, members.length)
  for (const other of members) {
    const far = drawn.nodes[other]
    if (far === undefined || far === near || isSelf(admissions, own, other)) continue
    const ports = passing(other)
    if (ports === NO_PORTS) continue
    const count = counts.get(far)
    if (!count) counts.set(far, { far, ports, pairs: 1, first: known.numberAt(other) })
    else {
      count.pairs += 1
      if (count.ports !== ports) count.ports = admissions.ports.union(count.ports, ports)
    }
  }
  return [...counts.values()]
}

type AddShare = (near: string, far: string, ports: PortsId, pairs: number) => void

function shareOutside(
  { bundling: { admissions }, drawn }: Counting,
  rule: RuleTable,
  table: PeerTable,
  far: string,
  add: AddShare,
): void {
  for (const own of rule.subjects) {
    const near = drawn.nodes[own]
    const ports = passingOutside(admissions, rule, own, table.outside ?? -1)
    if (near !== undefined && ports !== NO_PORTS) add(near, far, ports, 1)
  }
}

/** Joins what several subjects add between the same two nodes, in the order in which they first do. */
function createShares({ bundling, known: { numbering } }: Counting, rule: RuleTable) {
  const { ports: sets } = bundling.admissions
  const shares = new Map<number, { -readonly [Part in keyof Share]: Share[Part] }>()
  return {
    add(near: string, far: string, ports: PortsId, pairs: number) {
      const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
      const key = numbering.ofPair(from, to)
      const share = shares.get(key)
      if (!share) shares.set(key, { key, from, to, ports, pairs })
      else {
        share.ports = sets.union(share.ports, ports)
        share.pairs = Math.max(share.pairs, pairs)
      }
    },
    all: (): readonly Share[] => [...shares.values()],
  }
}
