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
  /** What endpoints are drawn as. */
  readonly nodes: Drawn['nodes']
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

/** Hands on what was counted for the peers of a rule. */
export function takeAll(counted: readonly Counted[], rule: RuleTable, take: TakeShare): void {
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
  const { known, nodes, membersIn } = counting
  const outside = outsideNode(counting, table)
  const subjects = rule.subjects.map(known.numberAt)
  const outer = outside === undefined ? [] : shareOutside(counting, rule, table, outside)
  if (table.peer !== 'anyone' && table.peer.kind === 'block')
    return { subjects, counts: rule.subjects.map(() => []), shares: joinShares(counting, rule, outer) }
  const before = known.part(rule, peer)
  const counts: (readonly Count[])[] = []
  for (const own of rule.subjects) {
    const near = nodes[own]
    const count = (members: readonly number[]) =>
      near === undefined ? [] : countFrom(counting, rule, own, members, near)
    const members = membersIn(table.certain)
    const recalled = before?.recall(own)
    const isLittle = recalled && recalled.missing.length * 2 <= members.length
    const found = isLittle ? complete(recalled, count, known) : count(members)
    counts.push(found)
    yield undefined
  }
  if (before && outside === undefined && isSameCounted(before.counted, subjects, counts)) return before.counted
  return {
    subjects,
    counts,
    shares: joinShares(counting, rule, [...outer, ...counts.flatMap((list) => list.map(({ share }) => share))]),
  }
}

/** Whether somebody else came to be named, and nothing passes between them and the subjects. */
function isSameCounted(counted: Counted, subjects: readonly number[], counts: readonly (readonly Count[])[]): boolean {
  return (
    counted.subjects.length === subjects.length &&
    counted.subjects.every((subject, at) => subject === subjects[at] && counted.counts[at] === counts[at])
  )
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
  { bundling, nodes, known }: Counting,
  rule: RuleTable,
  own: number,
  members: readonly number[],
  near: string,
): readonly Count[] {
  const { admissions } = bundling
  const counts = new Map<string, OpenCount>()
  const { passing } = ruleAt(bundling, rule, own, members.length)
  for (const other of members) {
    const far = nodes[other]
    if (far === undefined || far === near || isSelf(admissions, own, other)) continue
    const ports = passing(other)
    if (ports === NO_PORTS) continue
    const count = counts.get(far)
    if (!count) counts.set(far, { far, first: known.numberAt(other), share: toShare(known, rule, near, far, ports) })
    else {
      const { share } = count
      share.pairs += 1
      if (share.ports !== ports) share.ports = admissions.ports.union(share.ports, ports)
    }
  }
  return [...counts.values()]
}

type Open<Type> = { -readonly [Part in keyof Type]: Type[Part] }

type OpenCount = Omit<Count, 'share'> & { readonly share: Open<Share> }

function toShare({ numbering }: KnownCounts, rule: RuleTable, near: string, far: string, ports: PortsId): Open<Share> {
  const [from, to] = rule.direction === 'ingress' ? [far, near] : [near, far]
  return { key: numbering.ofPair(from, to), from, to, ports, pairs: 1 }
}

function shareOutside(
  { bundling: { admissions }, nodes, known }: Counting,
  rule: RuleTable,
  table: PeerTable,
  far: string,
): readonly Share[] {
  return rule.subjects.flatMap((own) => {
    const near = nodes[own]
    const ports = passingOutside(admissions, rule, own, table.outside ?? -1)
    return near === undefined || ports === NO_PORTS ? [] : toShare(known, rule, near, far, ports)
  })
}

/** Joins what several subjects have between the same two nodes, in the order in which they first have. */
function joinShares({ bundling }: Counting, rule: RuleTable, shares: readonly Share[]): readonly Share[] {
  if (rule.subjects.length === 1) return shares
  const { ports } = bundling.admissions
  const joined = new Map<number, Share>()
  for (const share of shares) {
    const known = joined.get(share.key)
    if (!known) joined.set(share.key, share)
    else if (known.ports !== share.ports || known.pairs < share.pairs)
      joined.set(share.key, {
        ...known,
        ports: ports.union(known.ports, share.ports),
        pairs: Math.max(known.pairs, share.pairs),
      })
  }
  return joined.size === shares.length ? shares : [...joined.values()]
}
