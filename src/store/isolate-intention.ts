import type { IsolateIntention } from '../core/authoring/isolate/plan-isolate.ts'
import { DIRECTIONS } from '../core/model/policy.ts'
import type { PictureNode } from '../core/picture/picture.ts'
import { toConnectEnd } from './connect-end.ts'
import { toGatheredEnd } from './gather.ts'
import type { AppState } from './state.ts'

/** What "Isolate…" at a drawn node begins with: the directions in which it is open. Undefined where there are none. */
export function toIsolateIntention(node: PictureNode): IsolateIntention | undefined {
  const scope = toConnectEnd(node)
  if (scope?.kind !== 'workload' && scope?.kind !== 'implied' && scope?.kind !== 'namespace') return undefined
  const directions = DIRECTIONS.filter((direction) => node.kind !== 'workload' || node.isolation[direction] === 'open')
  return directions.length > 0 ? { kind: 'isolate', scope, directions, keepDns: true } : undefined
}

/** "Isolate…" for workloads that are gathered; with `keepOpen` "Only what is allowed now…". Undefined while none are. */
export function toGatheredIsolation(
  { snapshot, gathered }: Pick<AppState, 'snapshot' | 'gathered'>,
  keepOpen: boolean,
): IsolateIntention | undefined {
  const scope = toGatheredEnd(snapshot?.picture.nodes ?? [], gathered)
  return scope && { kind: 'isolate', scope, directions: DIRECTIONS, keepDns: true, ...(keepOpen ? { keepOpen } : {}) }
}

/** "Isolate all namespaces…": default deny for everything the document has. */
export const ISOLATE_EVERYTHING: IsolateIntention = {
  kind: 'isolate',
  scope: { kind: 'all-namespaces' },
  directions: DIRECTIONS,
  keepDns: true,
}
