import type { IsolateIntention } from '../core/authoring/isolate/plan-isolate.ts'
import { DIRECTIONS } from '../core/model/policy.ts'
import type { PictureNode } from '../core/picture/picture.ts'
import { toConnectEnd } from './connect-end.ts'

/** What "Isolate…" at a drawn node begins with: the directions in which it is open. Undefined where there are none. */
export function toIsolateIntention(node: PictureNode): IsolateIntention | undefined {
  const scope = toConnectEnd(node)
  if (scope?.kind !== 'workload' && scope?.kind !== 'implied' && scope?.kind !== 'namespace') return undefined
  const directions = DIRECTIONS.filter((direction) => node.kind !== 'workload' || node.isolation[direction] === 'open')
  return directions.length > 0 ? { kind: 'isolate', scope, directions, keepDns: true } : undefined
}

/** "Isolate all namespaces…": default deny for everything the document has. */
export const ISOLATE_EVERYTHING: IsolateIntention = {
  kind: 'isolate',
  scope: { kind: 'all-namespaces' },
  directions: DIRECTIONS,
  keepDns: true,
}
