import type { ConnectEnd, ConnectIntention, Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { type Ports, refusePort } from '../wanted-ports.ts'
import type { WantedEnd } from './plan-end.ts'
import type { ResolvedEnd } from './resolved-end.ts'

/** What is wrong before any flow is judged. */
export function refuseConnection(
  context: PlanContext,
  intention: ConnectIntention,
  from: ResolvedEnd,
  to: ResolvedEnd,
  ports: Ports,
): readonly Obstacle[] {
  const all = [...from.obstacles, ...to.obstacles]
  const gone = all.filter(({ code }) => code === 'endpoint-gone' || code === 'document-broken')
  if (gone.length > 0) return gone
  if (isOutside(intention.from) && isOutside(intention.to))
    return [{ code: 'not-expressible', words: 'policies speak for pods: one end must be inside the cluster' }]
  const nobody = [from, to].filter(({ endpoints }) => endpoints.length === 0).flatMap(({ obstacles }) => obstacles)
  if (nobody.length > 0) return nobody
  const self = refuseSelf(context, intention)
  if (self) return [self]
  const bad = ports === 'every' ? [] : ports.flatMap((port) => refusePort(port, to.endpoints, to.title) ?? [])
  if (bad.length > 0) return [...new Set(bad)].map((words) => ({ code: 'not-expressible', words }))
  const reach = all.filter(({ code }) => code === 'reach-missing')
  if (reach.length > 0 && ports.length === 0) return [...reach, PORTS_MISSING]
  return reach
}

/** No ports are chosen yet. */
export const PORTS_MISSING: Obstacle = { code: 'ports-missing', words: 'choose the ports to allow' }

function isOutside(end: ConnectEnd): boolean {
  return end.kind === 'block' || end.kind === 'internet'
}

/** A bare pod reaches itself whatever policies say (END-6); a controller's pods are different pods. */
function refuseSelf({ prepared }: PlanContext, { from, to }: ConnectIntention): Obstacle | undefined {
  if (from.kind !== 'workload' || to.kind !== 'workload' || from.id !== to.id) return undefined
  const workload = prepared.cluster.workloads.find(({ id }) => id === from.id)
  return workload?.kind === 'Pod' ? { code: 'self', words: 'a pod always reaches itself' } : undefined
}

/** What stands in the way of writing the rules that are needed. */
export function refuseWanted(wanted: readonly WantedEnd[], from: ResolvedEnd, to: ResolvedEnd): readonly Obstacle[] {
  const unwritable = endsOf(wanted).flatMap(({ obstacles }) => obstacles)
  if (unwritable.length > 0) return unwritable
  if (wanted.length > 0) return []
  const nameless = [from, to].find(({ subject }) => subject === undefined)
  const words = `no policy can be written for ${nameless?.title ?? to.title}: the name of its namespace is not known`
  return [{ code: 'not-expressible', words }]
}

/** Everybody whom the rules would name. */
export function endsOf(wanted: readonly WantedEnd[]): readonly ResolvedEnd[] {
  return [...new Set(wanted.flatMap(({ self, other }) => [other, self]))]
}
