import type { Direction } from '../model/policy.ts'
import { createPairJudge, isCompared, MANY_PAIRS, rememberGains } from './compare-judge.ts'
import type { Prepared } from './prepare.ts'
import { findSharedEnds, type SharedEnd } from './shared-ends.ts'
import { createIsTouched } from './touched-ends.ts'
import type { FlowPorts } from './verdict-ports.ts'

/** Two ends between which something else may pass than before. */
export interface ChangedPair {
  readonly from: SharedEnd
  readonly to: SharedEnd
  readonly before: FlowPorts
  readonly after: FlowPorts
  /** What may pass now and might not, and the reverse; undefined for nothing, but not both. */
  readonly gains: FlowPorts | undefined
  readonly losses: FlowPorts | undefined
}

/**
 * Every pair of ends that are in both whose verdict differs, each once. Only ends that are not what they were are
 * judged, and those that a changed policy selects. Where it may be left for a while it yields how much is done, 0 to 1.
 */
export function* comparePairs(before: Prepared, after: Prepared): Generator<ChangedPair | number> {
  const ends = findSharedEnds(before, after)
  yield 0
  const isTouched = createIsTouched(before, after)
  const isTouchedIn = (direction: Direction) => (end: SharedEnd) => isTouched(end.after, end.before, direction)
  const sources = new Set(ends.filter(isTouchedIn('egress')))
  const targets = ends.filter(isTouchedIn('ingress'))
  yield 0
  const isFew = (sources.size + targets.length) * ends.length <= MANY_PAIRS
  const then = createPairJudge(before, isFew)
  yield 0
  const now = createPairJudge(after, isFew)
  const [gain, lose] = [rememberGains(), rememberGains()]
  for (const [done, from] of ends.entries()) {
    yield done / ends.length
    const isSource = sources.has(from)
    const way = isFew && !isSource ? 'inColumn' : 'inRow'
    for (const to of isSource ? ends : targets) {
      if (!isCompared(after, from.after, to.after)) continue
      const ports = { before: then[way](from.before, to.before), after: now[way](from.after, to.after) }
      const [gains, losses] = [gain(ports.after, ports.before), lose(ports.before, ports.after)]
      if (gains || losses) yield { from, to, ...ports, gains, losses }
    }
  }
}
