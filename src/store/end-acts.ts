import type { IsolateIntention } from '../core/authoring/isolate/plan-isolate.ts'
import type { ConnectEnd } from '../core/authoring/plan.ts'
import { DIRECTIONS } from '../core/model/policy.ts'
import type { PictureNode } from '../core/picture/picture.ts'
import { toConnectEnd } from './connect-end.ts'
import { toIsolateIntention } from './isolate-intention.ts'
import type { AppState } from './state.ts'

/** The node drawn for an end that a table names: its own, else the namespace that it is folded into. */
export function nodeOfEnd(end: ConnectEnd, nodes: readonly PictureNode[]): PictureNode | undefined {
  const own = nodes.find((node) => isSameEnd(toConnectEnd(node), end))
  if (own || !('id' in end)) return own
  return nodes.find((node) => node.kind === 'namespace' && node.folded && end.id.startsWith(`${node.namespace}/`))
}

/** Ends hold nothing but texts and lists of them, in one order. */
function isSameEnd(one: ConnectEnd | undefined, other: ConnectEnd): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What isolating an end begins with; undefined where it is isolated already, or has no pods. */
export function toEndIsolation(end: ConnectEnd, nodes: readonly PictureNode[]): IsolateIntention | undefined {
  const own = nodes.find((node) => isSameEnd(toConnectEnd(node), end))
  if (own) return toIsolateIntention(own)
  if (end.kind !== 'workload' && end.kind !== 'implied' && end.kind !== 'namespace') return undefined
  return { kind: 'isolate', scope: end, directions: DIRECTIONS, keepDns: true }
}

type Acts = Pick<AppState, 'snapshot' | 'select' | 'proposeChange'>

/** Selects an end, so that the inspector tells of it. Returns why it cannot be. */
export function inspectEnd(end: ConnectEnd | undefined, { snapshot, select }: Acts): string | undefined {
  const node = end && nodeOfEnd(end, snapshot?.picture.nodes ?? [])
  if (!node) return 'it is not drawn: a filter hides it, or it is no single thing'
  select({ kind: 'node', id: node.id })
  return undefined
}

/** Shows what isolating an end would change. Returns why it cannot be. */
export function isolateEnd(end: ConnectEnd | undefined, { snapshot, proposeChange }: Acts): string | undefined {
  const intention = end && toEndIsolation(end, snapshot?.picture.nodes ?? [])
  if (!intention) return 'it is isolated already, or has no pods of its own'
  proposeChange(intention)
  return undefined
}
