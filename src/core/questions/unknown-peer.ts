import { evaluate } from '../engine/evaluate.ts'
import { findEndpoints } from '../engine/find-endpoint.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import { formatSelector } from '../model/matching.ts'
import type { Path } from '../model/path.ts'
import type { NetworkPolicy, Peer, Rule } from '../model/policy.ts'
import type { Admission, Answer, Cause, EndVerdict, PolicyCause, Verdict } from '../model/verdict.ts'
import type { AskedPort } from './backends.ts'

/**
 * Judges flows from an outside peer of unknown identity (ING-1): the policies are prepared once more with every peer of
 * their ingress rules opened, so that the engine says which rules admit the port from anyone at all; then each peer of
 * such a rule is what the answer depends on.
 */
export interface UnknownPeer {
  /** The verdict at a pod. It must be one of those the judge was made for. */
  readonly judge: (pod: Pod, asked: AskedPort) => Verdict
}

/** A judge for connections to the pods of these endpoints; only their workloads and namespaces cost anything. */
export function createUnknownPeer({ cluster, settings }: Prepared, targets: readonly PodEndpoint[]): UnknownPeer {
  const workloads = [...new Set(targets.flatMap(({ workload }) => workload ?? []))]
  const opened = prepare(openCluster(cluster, workloads), { ...settings, implied: false })
  const endpointOf = new Map<Pod, string>()
  for (const endpoint of opened.endpoints)
    if (endpoint.kind === 'pods') for (const pod of endpoint.pods) endpointOf.set(pod, endpoint.id)
  const rules = findRules(cluster, workloads)
  return {
    judge: (pod, asked) => {
      const to = endpointOf.get(pod)
      if (to === undefined) throw new Error(`pod ${pod.name} is not one of those to judge`)
      const verdict = evaluate(opened, { from: findOutside(opened, pod), to, ...asked })
      return withPeers(verdict, rules)
    },
  }
}

/** The rules as they are written, by their paths. */
function findRules(cluster: Cluster, workloads: readonly Workload[]): RulesByPath {
  const policies = ingressPolicies(cluster, workloads)
  return new Map(
    policies.flatMap((policy) => policy.rules.ingress.map((rule) => [rule.path, { rule, policy }] as const)),
  )
}

type RulesByPath = ReadonlyMap<Path, { readonly rule: Rule; readonly policy: NetworkPolicy }>

function openCluster(cluster: Cluster, workloads: readonly Workload[]): Cluster {
  return { ...cluster, workloads, policies: ingressPolicies(cluster, workloads).map(openPeers) }
}

function ingressPolicies({ policies }: Cluster, workloads: readonly Workload[]): readonly NetworkPolicy[] {
  const namespaces = new Set(workloads.map(({ namespace }) => namespace))
  return policies.filter(({ namespace, isolates }) => namespaces.has(namespace) && isolates.ingress)
}

/** Remembered, so that what is prepared from a policy may be as well. */
const opened = new WeakMap<NetworkPolicy, NetworkPolicy>()

function openPeers(policy: NetworkPolicy): NetworkPolicy {
  const known = opened.get(policy)
  if (known) return known
  const ingress = policy.rules.ingress.map((rule) => ({ ...rule, peers: 'any' as const }))
  const open = { ...policy, isolates: { ingress: true, egress: false }, rules: { ingress, egress: [] } }
  opened.set(policy, open)
  return open
}

/** Addresses outside, of a family that the pod has. */
function findOutside(prepared: Prepared, { addresses }: Pod): string {
  const [found] = findEndpoints(prepared, addresses[0]?.family === 6 ? '::' : '0.0.0.0')
  if (!found) throw new Error('every address belongs to an endpoint')
  return found.id
}

function withPeers(verdict: Verdict, rules: RulesByPath): Verdict {
  const causes = verdict.ingress.causes.map((cause) => (cause.kind === 'policy' ? withPeer(cause, rules) : cause))
  const answer = answerOf(verdict.ingress.answer, causes)
  const ingress: EndVerdict = { ...verdict.ingress, answer, causes }
  return { ...verdict, answer, ingress }
}

/** What is denied to anyone stays denied; what is admitted from anyone is certain without a peer only. */
function answerOf(answer: Answer, causes: readonly Cause[]): Answer {
  if (answer !== 'allowed') return answer
  const policies = causes.filter((cause): cause is PolicyCause => cause.kind === 'policy')
  return policies.length === 0 || policies.some((cause) => cause.answer === 'admits') ? 'allowed' : 'depends'
}

function withPeer(cause: PolicyCause, rules: RulesByPath): PolicyCause {
  const admissions = cause.admissions.flatMap((admission) => withPeersOf(admission, rules))
  if (cause.answer !== 'admits') return { ...cause, admissions }
  return { ...cause, admissions, answer: admissions.some(({ depends }) => !depends) ? 'admits' : 'depends' }
}

/** One admission for each peer of the rule, on the condition that the unknown peer is it. */
function withPeersOf(admission: Admission, rules: RulesByPath): readonly Admission[] {
  const found = rules.get(admission.rule)
  if (!found || found.rule.peers === 'any') return [admission]
  return found.rule.peers.map((peer) => ({
    ...admission,
    peer: peer.path,
    depends: {
      question: 'who is the ingress controller?',
      on: `admitted if it is ${describePeer(peer, found.policy)}, otherwise not`,
    },
  }))
}

/** `a pod with app=nginx in namespaces with team=edge`, `in 10.0.0.0/8 except 10.1.0.0/16`. */
function describePeer(peer: Peer, { namespace }: NetworkPolicy): string {
  if (peer.kind === 'block') {
    return `in ${peer.cidr}${peer.except.length > 0 ? ` except ${peer.except.join(' and ')}` : ''}`
  }
  const { podSelector, namespaceSelector } = peer
  const labels = podSelector && podSelector.requirements.length > 0 ? ` with ${formatSelector(podSelector)}` : ''
  if (!namespaceSelector) return `a pod${labels} in namespace ${namespace}`
  if (namespaceSelector.requirements.length === 0) return `a pod${labels} in any namespace`
  return `a pod${labels} in a namespace with ${formatSelector(namespaceSelector)}`
}
