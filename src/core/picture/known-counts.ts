import type { Prepared } from '../engine/prepare.ts'
import { findChange, type Touched } from '../engine/touched-places.ts'
import type { Direction, Rule } from '../model/policy.ts'
import type { BitSet } from '../net/bit-set.ts'
import type { Admissions } from './admissions.ts'
import type { PeerTable, RuleTable } from './policy-tables.ts'
import type { PortsId } from './port-sets.ts'

/** By endpoint: the card or folded frame it is drawn as. */
export type Visible = readonly (string | undefined)[]

/** What may pass by a rule between one of its subjects and all that is drawn as one thing. */
export interface Count {
  readonly far: string
  readonly ports: PortsId
  readonly pairs: number
  /** The first endpoint it counts. */
  readonly first: number
}

/** Of a subject, counts that still hold, and the endpoints whose counts are missing there. */
export interface Recalled {
  readonly counts: readonly Count[]
  readonly missing: readonly number[]
}

/** What was counted for one peer of a rule. */
interface KeptTable {
  /** Ascending. */
  readonly subjects: number[]
  /** In the same order. */
  readonly counts: (readonly Count[])[]
}

type KeptRules = Map<Rule, (KeptTable | undefined)[]>

/** The counts of one revision. */
interface Counted {
  readonly admissions: Admissions
  readonly visible: Visible
  readonly rules: KeptRules
}

/** Counts of the revision before that are true of this one as well, and a place for those of this one. */
export interface KnownCounts {
  at(rule: RuleTable, table: PeerTable): KnownTable
}

interface KnownTable {
  /** Undefined where nothing is known. */
  recall(subject: number): Recalled | undefined
  keep(subject: number, counts: readonly Count[]): void
}

const counted = new WeakMap<Prepared, Counted>()

/**
 * Between two endpoints that no change touched everything stays ({@link findChange}): what a rule that is the same
 * object lets pass between a subject and all that is drawn as one thing is as it was, unless the subject is touched, or
 * something of that thing, or it is drawn otherwise.
 */
export function createKnownCounts(
  admissions: Admissions,
  visible: Visible,
  membersIn: (endpoints: BitSet) => readonly number[],
  before: Prepared | undefined,
): KnownCounts {
  const rules: KeptRules = new Map()
  const earlier = before && counted.get(before)
  const change = earlier && canRecall(earlier, admissions) ? findRedrawn(earlier, admissions, visible) : undefined
  counted.set(admissions.prepared, { admissions, visible, rules })
  return {
    at(rule, table) {
      const index = rule.peers.indexOf(table)
      const kept: KeptTable = { subjects: [], counts: [] }
      const tables = rules.get(rule.rule) ?? []
      tables[index] = kept
      rules.set(rule.rule, tables)
      const known = earlier?.rules.get(rule.rule)?.[index]
      return {
        recall: known && change ? createRecall(known, change, rule, membersIn(table.certain), visible) : nothing,
        keep(subject, counts) {
          kept.subjects.push(subject)
          kept.counts.push(counts)
        },
      }
    },
  }
}

const nothing = () => undefined

/** Under the same plugin, and with ids of ports that mean the same. */
function canRecall({ admissions: { prepared, ports } }: Counted, now: Admissions): boolean {
  const { cni, implied } = prepared.settings
  const { settings } = now.prepared
  return ports === now.ports && cni === settings.cni && implied === settings.implied
}

/** Above so many endpoints to count again it is as well to count all. */
const MOST_MISSING = 24

function createRecall(
  known: KeptTable,
  { touched, redrawn, placeBefore, placeAfter }: Redrawn,
  { direction }: RuleTable,
  members: readonly number[],
  visible: Visible,
): KnownTable['recall'] {
  const other = redrawn[direction === 'ingress' ? 'egress' : 'ingress']
  const missing = other.size === 0 ? [] : members.filter((place) => other.has(visible[place]))
  if (missing.length > MOST_MISSING) return nothing
  const find = createFind(known)
  const isTrue = ({ far }: Count) => !other.has(far)
  const isInPlace = ({ first }: Count) => placeAfter[first] === first
  return (subject) => {
    const was = touched[direction].has(subject) ? undefined : placeBefore[subject]
    const counts = was === undefined ? undefined : find(was)
    if (!counts) return undefined
    const left = counts.every(isTrue) ? counts : counts.filter(isTrue)
    const counted = left.every(isInPlace)
      ? left
      : left.map((count) => ({ ...count, first: placeAfter[count.first] ?? count.first }))
    return { counts: counted, missing }
  }
}

/** Finds the counts of subjects that are asked for in ascending order. */
function createFind({ subjects, counts }: KeptTable): (subject: number) => readonly Count[] | undefined {
  let at = 0
  return (subject) => {
    while ((subjects[at] ?? subject) < subject) at += 1
    return subjects[at] === subject ? counts[at] : undefined
  }
}

type NodesByEnd = Readonly<Record<Direction, ReadonlySet<string | undefined>>>

interface Redrawn {
  readonly touched: Touched
  /** The cards and folded frames with touched ends in them, before or after, and those that are made of others now. */
  readonly redrawn: NodesByEnd
  readonly placeBefore: readonly (number | undefined)[]
  readonly placeAfter: readonly (number | undefined)[]
}

/** Undefined where endpoints stand in another order: counts have the order of endpoints. */
function findRedrawn(earlier: Counted, { prepared }: Admissions, visible: Visible): Redrawn | undefined {
  const { before, after, placeBefore } = findChange(earlier.admissions.prepared, prepared)
  const wasAt: (number | undefined)[] = []
  const isAt: (number | undefined)[] = []
  const moved = new Set<string | undefined>()
  let last = -1
  for (const [place, node] of visible.entries()) {
    const was = placeBefore(place)
    wasAt.push(was)
    if (was === undefined) continue
    if (was < last) return undefined
    last = was
    isAt[was] = place
    if (earlier.visible[was] !== node) moved.add(node).add(earlier.visible[was])
  }
  const nodesOf = (direction: Direction) => {
    const drawn = [...after[direction]].map((place) => visible[place])
    return new Set([...moved, ...drawn, ...[...before[direction]].map((place) => earlier.visible[place])])
  }
  const redrawn = { ingress: nodesOf('ingress'), egress: nodesOf('egress') }
  return { touched: after, redrawn, placeBefore: wasAt, placeAfter: isAt }
}
