import type { Endpoint } from '../../model/endpoint.ts'
import type { Work } from '../../model/work.ts'
import { findDns, toDns } from '../dns.ts'
import type { ConnectIntention } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { joinPorts, type Ports } from '../wanted-ports.ts'
import { findingNeeds, isIsolated, type Needs } from './end-needs.ts'
import type { WantedEnd } from './plan-end.ts'
import { resolveImplied } from './resolve-implied.ts'
import { resolveWorkload } from './resolve-workload.ts'
import { partsOf, type ResolvedEnd } from './resolved-end.ts'

/** Both ends of a connection, and what its policies lack. */
export interface Connection {
  readonly from: ResolvedEnd
  readonly to: ResolvedEnd
  readonly ports: Ports
  readonly ingress: Needs
  readonly egress: Needs
}

/** Judges both ends of a connection. */
export function* judgingConnection(
  { prepared }: PlanContext,
  from: ResolvedEnd,
  to: ResolvedEnd,
  ports: Ports,
): Work<Connection> {
  const ingress = yield* findingNeeds(prepared, 'ingress', from.endpoints, to.endpoints, ports)
  const egress = yield* findingNeeds(prepared, 'egress', from.endpoints, to.endpoints, ports)
  return { from, to, ports, ingress, egress }
}

/** The targets that nothing isolates for ingress. */
export function openTargets({ prepared }: PlanContext, to: ResolvedEnd): readonly Endpoint[] {
  return to.endpoints.filter(
    (endpoint) => endpoint.kind === 'pods' && !endpoint.hostNetwork && !isIsolated(prepared, endpoint, 'ingress'),
  )
}

/** The sources that nothing isolates for egress. */
export function openSources({ prepared }: PlanContext, from: ResolvedEnd): readonly Endpoint[] {
  return from.endpoints.filter(
    (endpoint) => endpoint.kind === 'pods' && !endpoint.hostNetwork && !isIsolated(prepared, endpoint, 'egress'),
  )
}

/** Whether a plan isolates targets that are open, as the person asked. */
export function isolatesTargets({ isolate, strict }: ConnectIntention): boolean {
  return isolate === true || strict === true
}

/** The edits a connection needs: on the target for ingress, on the sources that are isolated for egress. */
export function* findingEnds(
  context: PlanContext,
  intention: ConnectIntention,
  connection: Connection,
): Work<readonly WantedEnd[]> {
  const ends: WantedEnd[] = []
  for (const part of partsOf(connection.to)) ends.push(...(yield* findingIngress(context, intention, connection, part)))
  for (const part of partsOf(connection.from))
    ends.push(...(yield* findingEgress(context, intention, connection, part)))
  return ends
}

function* findingIngress(
  context: PlanContext,
  intention: ConnectIntention,
  { from, ports, ingress }: Connection,
  part: ResolvedEnd,
): Work<readonly WantedEnd[]> {
  const lacking = needsOf(part, ingress)
  // What is written also isolates the targets that are open now: they need all the ports, whatever the others lack.
  const isWritten = isolatesTargets(intention) || lacking.size > 0
  const isolates = isWritten && openTargets(context, part).length > 0
  const missing = isolates ? ports : joinAll(ports, lacking)
  if (missing.length === 0 || !part.subject) return []
  const other = isolates
    ? from
    : yield* findingLacking(from, (some) =>
        findingNeeds(context.prepared, 'ingress', some.endpoints, part.endpoints, ports),
      )
  return [
    {
      direction: 'ingress',
      subject: part.subject,
      self: part,
      other,
      ports: missing,
      target: intention.target?.ingress,
      from: other.title,
      to: part.title,
    },
  ]
}

function* findingEgress(
  context: PlanContext,
  intention: ConnectIntention,
  { to, ports, egress }: Connection,
  part: ResolvedEnd,
): Work<readonly WantedEnd[]> {
  const lacking = needsOf(part, egress)
  const isolates = intention.strict === true && openSources(context, part).length > 0
  const sources = isolates ? new Map([[part, ports]]) : sourcesOf(context, part, lacking, ports)
  const besides = isolates && intention.keepDns ? { besides: [toDns(findDns(context.prepared.cluster))] } : {}
  const ends: WantedEnd[] = []
  for (const [self, missing] of sources) {
    if (!self.subject) continue
    const other = isolates
      ? to
      : yield* findingLacking(to, (some) =>
          findingNeeds(context.prepared, 'egress', self.endpoints, some.endpoints, ports),
        )
    ends.push({
      direction: 'egress',
      subject: self.subject,
      self,
      other,
      ports: missing,
      target: intention.target?.egress,
      from: self.title,
      to: other.title,
      ...besides,
    })
  }
  return ends
}

/** Of several ends those that lack something; the others are admitted already. */
function* findingLacking(end: ResolvedEnd, needsWith: (part: ResolvedEnd) => Work<Needs>): Work<ResolvedEnd> {
  if (!end.parts || !end.among) return end
  const lacking: ResolvedEnd[] = []
  for (const part of end.parts) if ((yield* needsWith(part)).size > 0) lacking.push(part)
  return lacking.length === 0 ? end : end.among(lacking)
}

function needsOf({ endpoints }: ResolvedEnd, needs: Needs): Needs {
  return new Map(
    endpoints.flatMap((endpoint) => {
      const lacking = needs.get(endpoint)
      return lacking ? [[endpoint, lacking] as const] : []
    }),
  )
}

/**
 * Who needs a rule for egress: the source itself; of a frame the frame where a policy isolates all its pods, else only
 * the workloads that are isolated, because a policy for all would isolate the others.
 */
function sourcesOf(
  context: PlanContext,
  from: ResolvedEnd,
  egress: Needs,
  ports: Ports,
): ReadonlyMap<ResolvedEnd, Ports> {
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
