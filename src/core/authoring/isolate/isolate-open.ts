import type { Workload } from '../../model/cluster.ts'
import type { Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import { isIsolated } from '../connect/end-needs.ts'
import type { WantedFlow } from '../generate/generate-flows.ts'
import { gatheringOpenFlows, type OpenFlows, type OpenScope } from '../generate/generate-open.ts'
import { type Generated, generatingPolicies } from '../generate/generate-policies.ts'
import type { ConnectEnd } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { NewPolicy } from '../write-policies.ts'
import { type IsolatedEnd, isolatedBy } from './isolate-scope.ts'

/** Policies that keep flows, and what cannot be kept, in sentences. */
export interface KeptFlows {
  readonly policies: readonly NewPolicy[]
  readonly notes: readonly string[]
}

/**
 * The policies that let pass what passes now between pods that are about to be isolated and the workloads of the
 * document. What comes from elsewhere, outside or pods to come, is not kept.
 */
export function* keepingOpenFlows(
  context: PlanContext,
  ends: readonly IsolatedEnd[],
  directions: readonly Direction[],
  allowForBoth: boolean,
): Work<KeptFlows> {
  const kept: (Generated & { readonly hosts: readonly string[] })[] = []
  for (const direction of directions) {
    const isolating = ends.filter((end) => isolatedBy(end, direction).length === 0)
    const open: OpenFlows[] = []
    for (const scope of isolating.flatMap((end) => scopesOf(context, end, direction)))
      open.push(yield* gatheringOpenFlows(context.prepared, scope, direction))
    const flows = open.flatMap(({ flows: all }) => all.flatMap((flow) => amongKnown(context, flow, direction)))
    const options = { directions: [direction], namespaces: [], allowForBoth }
    const generated = yield* generatingPolicies(context, flows, options)
    kept.push({ ...generated, hosts: open.flatMap(({ unwritable }) => unwritable) })
  }
  const lost = kept.flatMap(({ refused }) => refused.map(({ title, obstacle }) => `${title}: ${obstacle.words}`))
  const hosts = [...new Set(kept.flatMap((one) => one.hosts))]
  return {
    policies: kept.flatMap(({ policies }) => policies),
    notes: [
      ...[...new Set(lost)].map((words) => `not kept: ${words}`),
      ...(hosts.length > 0 ? [`not kept: flows of ${hosts.join(', ')}, on the network of the node`] : []),
    ],
  }
}

/** The pods that nothing isolates yet: as a whole namespace where none is, else workload by workload. */
function scopesOf(
  { prepared }: PlanContext,
  { end, subject }: IsolatedEnd,
  direction: Direction,
): readonly OpenScope[] {
  const pods = end.endpoints.filter((endpoint) => endpoint.kind === 'pods' && !endpoint.hostNetwork)
  const open = pods.filter((endpoint) => !isIsolated(prepared, endpoint, direction))
  if (subject.isFrame && open.length === pods.length) return [{ kind: 'namespace', namespace: subject.namespace }]
  return open.map(({ id }) => ({ kind: 'workload', id }))
}

/** A flow without peers nobody knows: of anyone, the namespaces that have workloads are left. */
function amongKnown({ prepared }: PlanContext, flow: WantedFlow, direction: Direction): readonly WantedFlow[] {
  const [peer, side] = direction === 'ingress' ? [flow.from, 'from'] : [flow.to, 'to']
  return knownPeers(prepared.cluster.workloads, peer).map((known) => ({ ...flow, [side]: known }))
}

function knownPeers(workloads: readonly Workload[], peer: ConnectEnd): readonly ConnectEnd[] {
  if (peer.kind === 'block' || (peer.kind === 'internet' && peer.reach !== 'anyone')) return []
  if (peer.kind !== 'internet' && peer.kind !== 'all-namespaces') return [peer]
  const namespaces = new Set(workloads.map(({ namespace }) => namespace))
  return [...namespaces].map((namespace) => ({ kind: 'namespace', namespace }))
}
