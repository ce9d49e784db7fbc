import type { Direction } from '../model/policy.ts'
import type { Flow } from '../model/verdict.ts'
import { subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import { createPairJudge, isCompared, MANY_PAIRS, rememberGains } from './compare-judge.ts'
import { comparedPlaces, pairMembers } from './pair-members.ts'
import type { Prepared } from './prepare.ts'
import { createIsTouched } from './touched-ends.ts'
import type { FlowPorts } from './verdict-ports.ts'

/** What a change of the document opens and closes. */
export interface FlowChanges {
  /** What may pass after and did not before, by the endpoints of `after`. */
  readonly opened: Iterable<Flow>
  /** What might pass before and does not after, by the endpoints of `before`. */
  readonly closed: Iterable<Flow>
}

/**
 * Compares what may pass before and after a change, for endpoints that are there in both. `allowed` of a row is what
 * became certain (or stopped being), `depends` what became possible. Only ends that are not what they were are judged,
 * and those that a changed policy selects, before or after.
 */
export function compareFlows(before: Prepared, after: Prepared): FlowChanges {
  return {
    opened: { [Symbol.iterator]: () => findGains(before, after) },
    closed: { [Symbol.iterator]: () => findGains(after, before) },
  }
}

/** What passes in `to` and did not pass in `from`. */
function* findGains(from: Prepared, to: Prepared): Generator<Flow> {
  const counterparts = pairMembers(from, to)
  const places = comparedPlaces(from, to)
  const isTouched = createIsTouched(from, to)
  const isTouchedIn = (direction: Direction) => (place: number) =>
    (counterparts[place] ?? []).some((earlier) => isTouched(place, earlier, direction))
  const touched = {
    egress: new Set(places.filter(isTouchedIn('egress'))),
    ingress: places.filter(isTouchedIn('ingress')),
  }
  const isFew = (touched.egress.size + touched.ingress.length) * places.length <= MANY_PAIRS
  const now = createPairJudge(to, isFew)
  const then = createPairJudge(from, isFew)
  const subtract = rememberGains()
  for (const source of places) {
    const isSourceTouched = touched.egress.has(source)
    const way = isFew && !isSourceTouched ? 'inColumn' : 'inRow'
    for (const target of isSourceTouched ? places : touched.ingress) {
      if (!isCompared(to, source, target)) continue
      const current = now[way](source, target)
      const gains = (counterparts[source] ?? []).flatMap((earlierSource) =>
        (counterparts[target] ?? []).flatMap((earlier) => subtract(current, then[way](earlierSource, earlier)) ?? []),
      )
      if (gains.length > 0) yield { from: idAt(to, source), to: idAt(to, target), ...uniteGains(gains) }
    }
  }
}

function idAt({ members }: Prepared, place: number): string {
  return members[place]?.endpoint.id ?? ''
}

function uniteGains(gains: readonly FlowPorts[]): FlowPorts {
  const allowed = gains.map((part) => part.allowed).reduce(unionTraffic)
  return { allowed, depends: subtractTraffic(gains.map((part) => part.depends).reduce(unionTraffic), allowed) }
}
