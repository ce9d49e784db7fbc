import { evaluate } from '../engine/evaluate.ts'
import { findEndpoints } from '../engine/find-endpoint.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import { listNotEvaluated } from '../engine/without.ts'
import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import { formatSelector } from '../model/matching.ts'
import type { Path } from '../model/path.ts'
import type { NetworkPolicy, Peer, Rule } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Admission, Answer, Cause, EndVerdict, PolicyCause, Verdict } from '../model/verdict.ts'
import type { AskedPort } from './backends.ts'
import { answerPair } from './judge-pair.ts'

/**
 * The pods of one namespace as they stand towards an outside peer of unknown identity (ING-1): prepared once more with
 * every peer of their ingress rules opened, so that the engine says which rules admit a port from anyone at all.
 */
export interface OpenedNamespace {
  readonly prepared: Prepared
  /** The endpoint of a pod there. */
  readonly idOf: (pod: Pod) => string | undefined
  readonly rules: RulesByPath
  /** Those given before. */
  readonly verdicts: Map<string, Verdict>
}

type RulesByPath = ReadonlyMap<Path, { readonly rule: Rule; readonly policy: NetworkPolicy }>

/** Opens the rules for `workloads`, all of one namespace in which some policy isolates for ingress. */
export function openNamespace({ cluster, settings }: Prepared, workloads: readonly Workload[]): OpenedNamespace {
  const policies = ingressPolicies(cluster, workloads[0]?.namespace)
  const known = recall(policies, workloads, settings)
  if (known) return known
  const prepared = prepare(
    { ...cluster, workloads, policies: policies.map(openPeers) },
    { ...settings, implied: false },
  )
  const ids = new Map<Pod, string>()
  for (const endpoint of prepared.endpoints)
    if (endpoint.kind === 'pods') for (const pod of endpoint.pods) ids.set(pod, endpoint.id)
  const rules = new Map(
    policies.flatMap((policy) => policy.rules.ingress.map((rule) => [rule.path, { rule, policy }] as const)),
  )
  const opened = { prepared, idOf: (pod: Pod) => ids.get(pod), rules, verdicts: new Map<string, Verdict>() }
  const [first] = policies
  if (first) remembered.set(first, { policies, workloads, settings, opened })
  return opened
}

/** Whether no rule admits a port of a pod from anyone. */
export function isClosed({ prepared, idOf }: OpenedNamespace, pod: Pod, asked: AskedPort): boolean {
  const to = idOf(pod)
  return to !== undefined && answerPair(prepared, { from: findOutside(prepared, pod), to, ...asked }) === 'denied'
}

/** The verdict at a pod: each peer of a rule that admits the port is what the answer depends on. */
export function judgeUnknown(opened: OpenedNamespace, pod: Pod, asked: AskedPort, cluster: Cluster): Verdict {
  const { prepared, idOf, verdicts } = opened
  const to = prepared.endpoint(idOf(pod) ?? '')
  const from = prepared.endpoint(findOutside(prepared, pod))
  if (!to || !from) throw new Error(`pod ${pod.name} is not one of those that were opened`)
  const key = `${asked.port}/${asked.protocol} ${from.id} ${to.id}`
  const verdict =
    verdicts.get(key) ?? withPeers(evaluate(prepared, { from: from.id, to: to.id, ...asked }), opened.rules)
  verdicts.set(key, verdict)
  return { ...verdict, without: listNotEvaluated(cluster, from, to) }
}

/** What was opened last where a policy is the first: edits elsewhere leave it as it is. */
interface Remembered {
  readonly policies: readonly NetworkPolicy[]
  readonly workloads: readonly Workload[]
  readonly settings: EngineSettings
  readonly opened: OpenedNamespace
}

const remembered = new WeakMap<NetworkPolicy, Remembered>()

function recall(
  policies: readonly NetworkPolicy[],
  workloads: readonly Workload[],
  { cni, podRanges }: EngineSettings,
): OpenedNamespace | undefined {
  const last = policies[0] && remembered.get(policies[0])
  const isSame =
    last?.settings.cni === cni &&
    last.settings.podRanges === podRanges &&
    isSameList(last.policies, policies) &&
    isSameList(last.workloads, workloads)
  return isSame ? last.opened : undefined
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}

function ingressPolicies({ policies }: Cluster, wanted: string | undefined): readonly NetworkPolicy[] {
  return policies.filter(({ namespace, isolates }) => namespace === wanted && isolates.ingress)
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
