import type { Prepared } from '../engine/prepare.ts'
import { findChange } from '../engine/touched-places.ts'
import { DIRECTIONS, type Direction, type Rule } from '../model/policy.ts'
import { type BitSet, intersectBits, intersectsBits, listBits, toBits } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import { createNumbering, type Numbering } from './numbering.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import type { PortsId } from './port-sets.ts'

/** Where endpoints are drawn in a picture, by their places. */
export interface Drawn {
  /** The card or folded frame; absent outside. */
  readonly nodes: readonly (string | undefined)[]
  /** Address blocks are one node. */
  readonly joinsBlocks: boolean
}

/** What may pass by one peer of a rule between two things that are drawn; the most pairs of any of its subjects. */
export interface Share {
  /** The number of its ends as a pair. */
  readonly key: number
  readonly from: string
  readonly to: string
  readonly ports: PortsId
  readonly pairs: number
}

/** What one of the subjects has in it. */
export interface Count {
  readonly far: string
  /** The first endpoint it counts, by its number. */
  readonly first: number
  readonly share: Share
}

/** What was counted for one peer of a rule. */
export interface Counted {
  /** By their numbers, in the order of their places. */
  readonly subjects: readonly number[]
  /** In the same order. */
  readonly counts: readonly (readonly Count[])[]
  readonly shares: readonly Share[]
}

/** Of a subject, counts that still hold, and the places whose counts are missing there. */
export interface Recalled {
  readonly counts: readonly Count[]
  readonly missing: readonly number[]
}

/** What was counted for a peer in the revision before. */
export interface CountedBefore {
  readonly counted: Counted
  /** Asked about the subjects in ascending order. */
  readonly recall: (subject: number) => Recalled | undefined
}

/** Counts of the revision before that are true of this one as well, and a place for those of this one. */
export interface KnownCounts {
  /** Endpoints and nodes by number. */
  readonly numbering: Numbering
  /** The number of the endpoint at a place. */
  readonly numberAt: (place: number) => number
  /** The place of an endpoint by its number. */
  readonly placeOf: (number: number) => number
  /** All that was counted for a rule, peer by peer, where all of it still holds: it is kept. */
  rule(rule: RuleTable): readonly Counted[] | undefined
  /** All that was counted for a peer, where all of it still holds. */
  whole(rule: RuleTable, peer: number): Counted | undefined
  /** What was counted for a peer of which some may still hold; undefined where nothing is known. */
  part(rule: RuleTable, peer: number): CountedBefore | undefined
  keep(rule: RuleTable, counted: readonly Counted[]): void
  /** What was kept, in the order in which it was. */
  kept(): Iterable<readonly [RuleTable, readonly Counted[]]>
}

/** The counts of one revision. */
interface Revision {
  readonly admissions: Admissions
  readonly drawn: Drawn
  readonly numbering: Numbering
  readonly rules: Map<Rule, readonly Counted[]>
}

const revisions = new WeakMap<Prepared, Revision>()

/** Above so many numbers most of them are of names that nobody has any more. */
const MOST_NUMBERS = 200_000

/**
 * Between two endpoints that no change touched everything stays ({@link findChange}): what a rule that is the same
 * object lets pass between a subject and all that is drawn as one thing is as it was, unless the subject is touched, or
 * something of that thing, or it is drawn otherwise.
 */
export function createKnownCounts(admissions: Admissions, drawn: Drawn, before: Prepared | undefined): KnownCounts {
  const earlier = before && revisions.get(before)
  const isKnown = earlier !== undefined && canRecall(earlier, admissions, drawn)
  const numbering = isKnown ? earlier.numbering : createNumbering()
  const numbers = admissions.endpoints.map(({ id }) => numbering.of(id))
  const places: number[] = []
  for (const [place, number] of numbers.entries()) places[number] = place
  const placeOf = (number: number) => places[number] ?? -1
  const change = isKnown ? findRedrawn(earlier, admissions, drawn) : undefined
  const rules = new Map<Rule, readonly Counted[]>()
  const missingIn = rememberMissing()
  revisions.set(admissions.prepared, { admissions, drawn, numbering, rules })
  return {
    numbering,
    numberAt: (place) => numbers[place] ?? -1,
    placeOf,
    rule(rule) {
      const known = change && earlier?.rules.get(rule.rule)
      if (!known || !isAllWhole(known, change, rule, admissions)) return undefined
      rules.set(rule.rule, known)
      return known
    },
    whole(rule, peer) {
      const [known, table] = [earlier?.rules.get(rule.rule)?.[peer], rule.peers[peer]]
      return change && known && table && isWhole(known, change, rule, table, admissions) ? known : undefined
    },
    part(rule, peer) {
      const [known, table] = [earlier?.rules.get(rule.rule)?.[peer], rule.peers[peer]]
      if (!change || !known || !table) return undefined
      return { counted: known, recall: createRecall(known, change, rule, table, { placeOf, missingIn }) }
    },
    keep: (rule, counted) => rules.set(rule.rule, counted),
    *kept() {
      for (const rule of admissions.rules) yield [rule, rules.get(rule.rule) ?? []]
    },
  }
}

/** Under the same plugin, with ids of ports that mean the same, and with addresses outside drawn alike. */
function canRecall({ admissions, drawn, numbering }: Revision, now: Admissions, { joinsBlocks }: Drawn): boolean {
  const [was, is] = [admissions.prepared.settings, now.prepared.settings]
  const isAlike = was.cni === is.cni && was.implied === is.implied && drawn.joinsBlocks === joinsBlocks
  return isAlike && admissions.ports === now.ports && numbering.size < MOST_NUMBERS
}

/** What is not as it was between two revisions. */
interface Redrawn {
  /** By place: its own end is touched, or it is drawn otherwise. */
  readonly subjects: Readonly<Record<Direction, Uint8Array>>
  readonly others: Readonly<Record<Direction, Others>>
}

/** The cards and folded frames with touched ends in them, before or after, and those that are made of others now. */
interface Others {
  readonly nodes: ReadonlySet<string | undefined>
  /** All that is drawn as one of them. */
  readonly places: BitSet
}

/** Undefined where endpoints stand in another order: counts have the order of endpoints. */
function findRedrawn(earlier: Revision, { prepared }: Admissions, { nodes }: Drawn): Redrawn | undefined {
  const { before, after, placeBefore } = findChange(earlier.admissions.prepared, prepared)
  const subjects = { ingress: new Uint8Array(nodes.length), egress: new Uint8Array(nodes.length) }
  const moved = new Set<string | undefined>()
  const wasAt = (place: number) => earlier.drawn.nodes[place]
  let last = -1
  for (const [place, node] of nodes.entries()) {
    const was = placeBefore(place)
    const isSame = was !== undefined && wasAt(was) === node
    for (const direction of DIRECTIONS) subjects[direction][place] = isSame && !after[direction].has(place) ? 0 : 1
    if (was === undefined) continue
    if (was < last) return undefined
    last = was
    if (!isSame) moved.add(node).add(wasAt(was))
  }
  const othersOf = (direction: Direction): Others => {
    const touched = [...after[direction]].map((place) => nodes[place])
    const redrawn = new Set([...moved, ...touched, ...[...before[direction]].map(wasAt)])
    redrawn.delete(undefined)
    const places = redrawn.size === 0 ? [] : [...nodes.keys()].filter((place) => redrawn.has(nodes[place]))
    return { nodes: redrawn, places: toBits(places) }
  }
  return { subjects, others: { ingress: othersOf('ingress'), egress: othersOf('egress') } }
}

function isAllWhole(known: readonly Counted[], change: Redrawn, rule: RuleTable, admissions: Admissions): boolean {
  for (let peer = 0; peer < rule.peers.length; peer += 1) {
    const [counted, table] = [known[peer], rule.peers[peer]]
    if (!counted || !table || !isWhole(counted, change, rule, table, admissions)) return false
  }
  return true
}

/** Asked of every peer of a large cluster for each key that is typed, so it makes no objects. */
function isWhole(
  { subjects, counts }: Counted,
  change: Redrawn,
  rule: RuleTable,
  table: PeerTable,
  admissions: Admissions,
): boolean {
  const { nodes, places } = change.others[farEnd(rule)]
  // Only the tables know that what passes outside is as it was.
  if (table.outside !== undefined && !admissions.isLiteral) return false
  if (subjects.length !== rule.subjects.length || intersectsBits(table.certain, places)) return false
  const flags = change.subjects[rule.direction]
  for (const place of rule.subjects) if (flags[place] === 1) return false
  if (nodes.size === 0) return true
  for (const list of counts) for (const { far } of list) if (nodes.has(far)) return false
  return true
}

function createRecall(
  { subjects, counts }: Counted,
  change: Redrawn,
  rule: RuleTable,
  table: PeerTable,
  { placeOf, missingIn }: { readonly placeOf: (number: number) => number; readonly missingIn: MissingIn },
): (subject: number) => Recalled | undefined {
  const others = change.others[farEnd(rule)]
  const missing = missingIn(table.certain, others)
  const isGone = ({ far }: Count) => others.nodes.has(far)
  let at = 0
  return (subject) => {
    while (at < subjects.length && placeOf(subjects[at] ?? -1) < subject) at += 1
    const known = placeOf(subjects[at] ?? -1) === subject ? counts[at] : undefined
    if (!known || change.subjects[rule.direction][subject] === 1) return undefined
    return { counts: known.some(isGone) ? known.filter((count) => !isGone(count)) : known, missing }
  }
}

type MissingIn = (certain: BitSet, others: Others) => readonly number[]

/** Peers that mean the same miss the same. */
function rememberMissing(): MissingIn {
  const lists = new WeakMap<Others, WeakMap<BitSet, readonly number[]>>()
  return (certain, others) => {
    const known = lists.get(others) ?? new WeakMap<BitSet, readonly number[]>()
    lists.set(others, known)
    const list = known.get(certain) ?? listBits(intersectBits(certain, others.places))
    known.set(certain, list)
    return list
  }
}

/** The direction in which the other end of a rule's flows judges them. */
function farEnd({ direction }: RuleTable): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress'
}
