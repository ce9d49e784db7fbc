import type { Endpoint } from '../model/endpoint.ts'
import { findNeeds, isIsolated, type Needs } from './end-needs.ts'
import type { ConnectIntention } from './plan.ts'
import type { PlanContext } from './plan-context.ts'
import type { WantedEnd } from './plan-end.ts'
import { resolveImplied } from './resolve-implied.ts'
import { resolveWorkload } from './resolve-workload.ts'
import type { ResolvedEnd } from './resolved-end.ts'
import { joinPorts, type Ports } from './wanted-ports.ts'

/** Both ends of a connection, and what its policies lack. */
export interface Connection {
  readonly from: ResolvedEnd
  readonly to: ResolvedEnd
  readonly ports: Ports
  readonly ingress: Needs
  readonly egress: Needs
}

/** Judges both ends of a connection. */
export function judgeConnection(
  { prepared }: PlanContext,
  from: ResolvedEnd,
  to: ResolvedEnd,
  ports: Ports,
): Connection {
  return {
    from,
    to,
    ports,
    ingress: findNeeds(prepared, 'ingress', from.endpoints, to.endpoints, ports),
    egress: findNeeds(prepared, 'egress', from.endpoints, to.endpoints, ports),
  }
}

/** The targets that nothing isolates for ingress. */
export function openTargets({ prepared }: PlanContext, to: ResolvedEnd): readonly Endpoint[] {
  return to.endpoints.filter(
    (endpoint) => endpoint.kind === 'pods' && !endpoint.hostNetwork && !isIsolated(prepared, endpoint, 'ingress'),
  )
}

/** The edits a connection needs: on the target for ingress, on the sources that are isolated for egress. */
export function wantedEnds(
  context: PlanContext,
  intention: ConnectIntention,
  connection: Connection,
): readonly WantedEnd[] {
  const { from, to, ports } = connection
  // What is written also isolates the targets that are open now: they need all the ports, whatever the others lack.
  const isWritten = intention.isolate === true || connection.ingress.size > 0
  const isolates = isWritten && openTargets(context, to).length > 0
  const missing = isolates ? ports : joinAll(ports, connection.ingress)
  const titles = { from: from.title, to: to.title }
  const ingress: WantedEnd[] =
    missing.length > 0 && to.subject
      ? [
          {
            direction: 'ingress',
            subject: to.subject,
            self: to,
            other: from,
            ports: missing,
            target: intention.target?.ingress,
            ...titles,
          },
        ]
      : []
  const egress = [...sourcesOf(context, connection)].flatMap(([self, lacking]): WantedEnd[] =>
    self.subject
      ? [
          {
            direction: 'egress',
            subject: self.subject,
            self,
            other: to,
            ports: lacking,
            target: intention.target?.egress,
            from: self.title,
            to: to.title,
          },
        ]
      : [],
  )
  return [...ingress, ...egress]
}

/**
 * Who needs a rule for egress: the source itself; of a frame the frame where a policy isolates all its pods, else only
 * the workloads that are isolated, because a policy for all would isolate the others.
 */
function sourcesOf(context: PlanContext, { from, egress, ports }: Connection): ReadonlyMap<ResolvedEnd, Ports> {
  if (egress.size === 0) return new Map()
  const namespace = from.subject?.namespace
  const isWhole = context.prepared.cluster.policies.some(
    (policy) =>
      policy.namespace === namespace &&
      policy.isolates.egress &&
      !policy.stale &&
      policy.podSelector.requirements.length === 0,
  )
  if (!from.subject?.isFrame || isWhole) return new Map([[from, joinAll(ports, egress)]])
  const sources = new Map<string, { readonly end: ResolvedEnd; readonly ports: Ports }>()
  for (const [endpoint, lacking] of egress) {
    const end = resolveEndpoint(context, endpoint)
    const earlier = sources.get(end.title)
    sources.set(end.title, { end: earlier?.end ?? end, ports: joinPorts(ports, earlier?.ports ?? [], lacking) })
  }
  return new Map([...sources.values()].map((source) => [source.end, source.ports]))
}

function resolveEndpoint(context: PlanContext, endpoint: Endpoint): ResolvedEnd {
  if (endpoint.kind === 'pods' && endpoint.workload) {
    const end = resolveWorkload(context.prepared, endpoint.workload.id)
    const isOpen = (id: string) =>
      context.prepared.endpoints.some(
        (other) => other.kind === 'pods' && other.workload?.id === id && !isIsolated(context.prepared, other, 'egress'),
      )
    return { ...end, others: end.others.filter(({ id }) => isOpen(id)) }
  }
  return resolveImplied(context, endpoint.id)
}

function joinAll(ports: Ports, needs: Needs): Ports {
  return [...needs.values()].reduce<Ports>((joined, lacking) => joinPorts(ports, joined, lacking), [])
}
