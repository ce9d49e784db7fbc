import { evaluate } from '../engine/evaluate.ts'
import { findEndpoints } from '../engine/find-endpoint.ts'
import type { Prepared } from '../engine/prepare.ts'
import { listNotEvaluated } from '../engine/without.ts'
import type { Cluster, Pod } from '../model/cluster.ts'
import { formatSelector } from '../model/matching.ts'
import type { NetworkPolicy, Peer } from '../model/policy.ts'
import type { Admission, Answer, Cause, EndVerdict, PolicyCause, Verdict } from '../model/verdict.ts'
import type { AskedPort } from './backends.ts'
import { answerPair } from './judge-pair.ts'
import type { OpenedNamespace, RulesByPath } from './opened-namespace.ts'

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
