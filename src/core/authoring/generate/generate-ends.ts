import type { Endpoint } from '../../model/endpoint.ts'
import { resolveEnd } from '../connect/resolve-end.ts'
import type { ResolvedEnd } from '../connect/resolved-end.ts'
import type { ConnectEnd } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'

/** An end of a wanted flow: how policies can name it, whom the flow was asked for, and whom its labels select besides. */
export interface FlowEnd {
  readonly wanted: ConnectEnd
  readonly end: ResolvedEnd
  /** Endpoint ids; of an end outside a word that stands for its addresses. */
  readonly asked: ReadonlySet<string>
  /** `asked`, and whom the labels select as well. */
  readonly covered: ReadonlySet<string>
  /** Anyone at all: every endpoint, known or not. */
  readonly isAnyone: boolean
}

/** Finds ends of flows, each once. */
export type FindEnd = (end: ConnectEnd) => FlowEnd

export function createFindEnd(context: PlanContext): FindEnd {
  const found = new Map<string, FlowEnd>()
  return (end) => {
    const key = JSON.stringify(end)
    const known = found.get(key) ?? findEnd(context, end)
    found.set(key, known)
    return known
  }
}

/** The ends that each have labels of their own: of several workloads each; a namespace is always named by its name. */
export function spreadEnd(end: ConnectEnd): readonly ConnectEnd[] {
  if (end.kind === 'workloads') return [...new Set(end.ids)].map((id) => ({ kind: 'workload', id }))
  if (end.kind === 'namespace') return [{ kind: 'namespace', namespace: end.namespace }]
  return [end]
}

/** Whether an end of a flow is asked for at `id`. */
export function isAskedAt({ asked, isAnyone }: FlowEnd, id: string): boolean {
  return isAnyone || asked.has(id)
}

function findEnd(context: PlanContext, wanted: ConnectEnd): FlowEnd {
  const end = resolveEnd(context, wanted)
  const isAnyone = wanted.kind === 'internet' && wanted.reach === 'anyone'
  if (wanted.kind === 'internet' || wanted.kind === 'block') {
    const itself = new Set([JSON.stringify(wanted)])
    return { wanted, end, asked: itself, covered: itself, isAnyone }
  }
  const selected = idsOf(end.endpoints)
  const part = wanted.kind === 'workload' && wanted.id.includes('#') ? [wanted.id] : selected
  return { wanted, end, asked: new Set(part), covered: new Set([...selected, ...othersOf(context, end)]), isAnyone }
}

function othersOf({ prepared }: PlanContext, { others }: ResolvedEnd): readonly string[] {
  const ids = new Set(others.map(({ id }) => id))
  const isOther = (endpoint: Endpoint) => endpoint.kind === 'pods' && ids.has(endpoint.workload?.id ?? '')
  return ids.size === 0 ? [] : idsOf(prepared.endpoints.filter(isOther))
}

/** Those that selectors can match: never pods on their node's network (END-5). */
function idsOf(endpoints: readonly Endpoint[]): readonly string[] {
  return endpoints.flatMap((endpoint) => (endpoint.kind === 'pods' && endpoint.hostNetwork ? [] : [endpoint.id]))
}
