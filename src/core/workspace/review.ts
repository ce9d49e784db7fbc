import { type Blamed, createBlame } from '../engine/blame-policies.ts'
import { type ChangedPair, comparePairs } from '../engine/compare-pairs.ts'
import { memberAt } from '../engine/judge.ts'
import type { Prepared } from '../engine/prepare.ts'
import { remember } from '../engine/remember.ts'
import type { ResourcePath } from '../model/path.ts'
import type { Flow, Question } from '../model/verdict.ts'
import { finish, type Progress, type Work } from '../model/work.ts'
import { isEmptyPorts, PROTOCOLS } from '../net/ports.ts'
import { newlyIsolated } from './newly-isolated.ts'
import { type ReviewedPolicy, reviewPolicies } from './review-policies.ts'

/** What one set of manifests allows otherwise than another; of ends that are in both. */
export interface Review {
  /** Nothing might pass before. */
  readonly opened: ReviewedFlows
  /** Nothing may pass any more. */
  readonly closed: ReviewedFlows
  /** Other ports, or another certainty. */
  readonly changed: ReviewedFlows
  /** Some flow or port may pass that might not, new flows included. */
  readonly opens: boolean
  /** `shop / web (ingress)`. */
  readonly isolated: readonly string[]
  readonly freed: readonly string[]
  readonly policies: readonly ReviewedPolicy[]
  /** Ids of workloads that only one of the two has: their flows are not compared. */
  readonly appeared: readonly string[]
  readonly gone: readonly string[]
}

/** The first flows of a group, and how many there are in all. */
export interface ReviewedFlows {
  readonly first: readonly ReviewedFlow[]
  readonly total: number
}

export interface ReviewedFlow {
  readonly from: string
  readonly to: string
  readonly before: FlowPorts
  readonly after: FlowPorts
  /** A port with another answer than before. */
  readonly example: FlowExample
  /** The endpoints of each side that its ends belong to. */
  readonly ends: { readonly before: FlowEnds; readonly after: FlowEnds }
  /** The policies that changed and decide over it: `shop/db`. */
  readonly policies: readonly string[]
  /** It also rests on something else than policies: labels, port names or addresses. */
  readonly isMoved: boolean
}

type FlowPorts = Pick<Flow, 'allowed' | 'depends'>
type FlowEnds = Pick<Flow, 'from' | 'to'>
type FlowExample = Pick<Question, 'protocol' | 'port'>

export interface ReviewOptions {
  /** How many flows of a group are kept; absent: all. */
  readonly most?: number
  /** Hears of every pair. */
  readonly onPair?: (pair: ChangedPair) => void
}

/** Compares all flows of two sets; each is judged under its own settings. */
export function review(before: Prepared, after: Prepared): Review {
  return finish(reviewing(before, after))
}

const COMPARING: Progress = { doing: 'comparing flows' }

/** {@link review} in steps. */
export function* reviewing(
  before: Prepared,
  after: Prepared,
  { most = Number.POSITIVE_INFINITY, onPair }: ReviewOptions = {},
): Work<Review> {
  yield COMPARING
  const policies = reviewPolicies(before, after)
  const describe = createDescribe(before, after, policies)
  const groups: Groups = { opened: [], closed: [], changed: [] }
  const totals = { opened: 0, closed: 0, changed: 0 }
  let opens = false
  let done = 0
  for (const step of comparePairs(before, after)) {
    if (typeof step === 'number') done = step
    else {
      const group = groupOf(step)
      totals[group] += 1
      opens ||= step.gains !== undefined
      onPair?.(step)
      if (groups[group].length >= most) continue
      groups[group].push(describe(step))
    }
    yield { ...COMPARING, done }
  }
  const isolated = wordsOf(newlyIsolated(before, after))
  yield COMPARING
  const freed = wordsOf(newlyIsolated(after, before))
  yield COMPARING
  const listed = (group: keyof Groups): ReviewedFlows => ({ first: groups[group], total: totals[group] })
  return {
    opened: listed('opened'),
    closed: listed('closed'),
    changed: listed('changed'),
    opens,
    isolated,
    freed,
    policies,
    appeared: lackedBy(before, after),
    gone: lackedBy(after, before),
  }
}

type Groups = Record<'opened' | 'closed' | 'changed', ReviewedFlow[]>

function groupOf({ before, after }: ChangedPair): keyof Groups {
  if (isNothing(before)) return 'opened'
  return isNothing(after) ? 'closed' : 'changed'
}

function isNothing({ allowed, depends }: FlowPorts): boolean {
  return isEmptyPorts(allowed) && isEmptyPorts(depends)
}

function createDescribe(before: Prepared, after: Prepared, policies: readonly ReviewedPolicy[]) {
  const blame = createBlame(before, after)
  const reasonOf = remember(createReasons(policies))
  const idAt = (side: Prepared, place: number) => memberAt(side, place).endpoint.id
  return (pair: ChangedPair): ReviewedFlow => ({
    from: pair.from.id,
    to: pair.to.id,
    before: pair.before,
    after: pair.after,
    example: exampleOf(pair),
    ends: {
      before: { from: idAt(before, pair.from.before), to: idAt(before, pair.to.before) },
      after: { from: idAt(after, pair.from.after), to: idAt(after, pair.to.after) },
    },
    ...joinReasons(blame(pair).map(reasonOf)),
  })
}

/** The names of policies that changed, and whether one of the others is to blame as well. */
interface Reason {
  readonly names: readonly string[]
  readonly isOther: boolean
}

function createReasons(policies: readonly ReviewedPolicy[]): (blamed: Blamed) => Reason {
  const changed = { before: namesByPath(policies, 'before'), after: namesByPath(policies, 'after') }
  return (blamed) => {
    const names = (['before', 'after'] as const).flatMap((side) => blamed[side].map((path) => changed[side].get(path)))
    const known = names.filter((name) => name !== undefined)
    return { names: known, isOther: known.length < names.length }
  }
}

function joinReasons(reasons: readonly Reason[]): Pick<ReviewedFlow, 'policies' | 'isMoved'> {
  const policies = [...new Set(reasons.flatMap(({ names }) => names))].sort()
  return { policies, isMoved: policies.length === 0 || reasons.some(({ isOther }) => isOther) }
}

function exampleOf({ gains, losses }: ChangedPair): FlowExample {
  for (const ports of [gains?.allowed, gains?.depends, losses?.allowed, losses?.depends])
    for (const protocol of PROTOCOLS) {
      const [range] = ports?.[protocol] ?? []
      if (range) return { protocol, port: range.first }
    }
  throw new Error('a changed pair gains or loses a port')
}

function namesByPath(policies: readonly ReviewedPolicy[], side: 'before' | 'after'): ReadonlyMap<ResourcePath, string> {
  return new Map(policies.flatMap((policy) => (policy[side] ? [[policy[side], policy.name] as const] : [])))
}

function wordsOf(isolated: readonly { readonly words: string }[]): readonly string[] {
  return [...new Set(isolated.map(({ words }) => words))]
}

function lackedBy(lacking: Prepared, { cluster }: Prepared): readonly string[] {
  const there = new Set(lacking.cluster.workloads.map(({ id }) => id))
  return cluster.workloads.map(({ id }) => id).filter((id) => !there.has(id))
}
