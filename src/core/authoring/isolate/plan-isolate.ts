import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import { finish, type Work } from '../../model/work.ts'
import { findDns } from '../dns.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { planPolicies, refuseChange } from '../write-policies.ts'
import { noteIsolation } from './isolate-notes.ts'
import { type KeptFlows, keepingOpenFlows } from './isolate-open.ts'
import { isolatingPolicies } from './isolate-policies.ts'
import { findScope, type IsolatedEnd, type IsolateScope, isolatedBy } from './isolate-scope.ts'

/** Isolates pods, so that only what some rule admits passes (ISO-4). */
export interface IsolateIntention {
  readonly kind: 'isolate'
  readonly scope: IsolateScope
  /** Which ends of flows; a direction that is isolated already is left as it is. */
  readonly directions: readonly Direction[]
  /** Names can still be looked up: by the pods isolated for egress, and from DNS pods isolated for ingress. */
  readonly keepDns: boolean
  /** What passes now between these pods and workloads of the document still passes, by policies that allow it. */
  readonly keepOpen?: boolean
  /** The person agreed that the labels also select other workloads. */
  readonly allowForBoth?: boolean
}

/**
 * Plans policies that select the pods and admit nothing but DNS: for a namespace all pods in it, also later ones. What
 * isolates already is not written again, and no policy is changed.
 */
export function planIsolate(context: PlanContext, intention: IsolateIntention): PlannedChange {
  return finish(planningIsolate(context, intention))
}

/** {@link planIsolate} in steps. */
export function* planningIsolate(context: PlanContext, intention: IsolateIntention): Work<PlannedChange> {
  const directions = DIRECTIONS.filter((direction) => intention.directions.includes(direction))
  const allowForBoth = intention.allowForBoth === true
  const { title, ends, obstacles } = findScope(context, intention.scope, allowForBoth)
  const label = labelOf(title, directions, intention)
  const refused = refuseIsolation(context, directions) ?? obstacles[0]
  if (refused) return refuseChange(label, [refused])
  const dns = intention.keepDns ? findDns(context.prepared.cluster) : undefined
  const isolating = ends.flatMap((end) => isolatingPolicies(end, directions, dns))
  if (isolating.length === 0) return refuseChange(label, [alreadyIsolated(title, ends, directions)])
  const kept = intention.keepOpen ? yield* keepingOpenFlows(context, ends, directions, allowForBoth) : NOTHING_KEPT
  const notes = [...noteIsolation(context.prepared, ends, directions, dns), ...kept.notes]
  yield
  return planPolicies(context, label, [...isolating, ...kept.policies], notes)
}

const NOTHING_KEPT: KeptFlows = { policies: [], notes: [] }

function labelOf(title: string, directions: readonly Direction[], { keepDns, keepOpen }: IsolateIntention): string {
  const dns = keepDns && directions.includes('egress') ? ', DNS kept' : ''
  const kept = keepOpen ? ', what is open now kept' : dns
  return `Isolate ${title} (${directions.join(' and ')}${kept})`
}

function refuseIsolation({ prepared }: PlanContext, directions: readonly Direction[]): Obstacle | undefined {
  if (directions.length === 0) return { code: 'not-expressible', words: 'choose ingress, egress or both' }
  if (prepared.settings.cni !== 'flannel') return undefined
  return { code: 'not-expressible', words: 'flannel stores policies without effect: nothing can be isolated' }
}

function alreadyIsolated(title: string, ends: readonly IsolatedEnd[], directions: readonly Direction[]): Obstacle {
  const names = directions.flatMap((direction) => ends.flatMap((end) => isolatedBy(end, direction)))
  const words = `${title} is isolated already (${directions.join(' and ')}): by ${[...new Set(names)].join(', ')}`
  return { code: 'already-isolated', words }
}
