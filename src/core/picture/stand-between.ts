import { flowBetween } from '../engine/reachability.ts'
import type { Answer } from '../model/verdict.ts'
import { isEmptyPorts } from '../net/ports.ts'
import { type Admissions, isPlain, passingBetween } from './admissions.ts'
import { NO_PORTS } from './port-sets.ts'

/** Whether anything may pass from one endpoint to another. */
export function standBetween(admissions: Admissions, source: number, target: number): Answer {
  if (isPlain(admissions, source) && isPlain(admissions, target)) {
    const { certain, maybe } = passingBetween(admissions, source, target)
    if (certain !== NO_PORTS) return 'allowed'
    if (maybe === NO_PORTS) return 'denied'
  }
  const [from, to] = [admissions.endpoints[source]?.id, admissions.endpoints[target]?.id]
  if (from === undefined || to === undefined) return 'denied'
  const { allowed, depends } = flowBetween(admissions.prepared, from, to)
  if (!isEmptyPorts(allowed)) return 'allowed'
  return isEmptyPorts(depends) ? 'denied' : 'depends'
}

/** How several pairs stand together: `some` when they differ and something passes for certain. */
export function standTogether(answers: Iterable<Answer>): Answer | 'some' | undefined {
  const different = new Set(answers)
  const [first] = different
  if (different.size <= 1) return first
  return different.has('allowed') ? 'some' : 'depends'
}
