import { ignoresPolicies } from '../model/cni-profiles.ts'
import type { Direction, NetworkPolicy } from '../model/policy.ts'
import type { Answer, Assumption, Cause, EndVerdict, Question, Verdict } from '../model/verdict.ts'
import type { Family } from '../net/address.ts'
import { hasBit } from '../net/bit-set.ts'
import { containsPort } from '../net/ports.ts'
import { explainPlugin, explainUnenforced } from './explain-plugin.ts'
import { type End, explainPolicy, type PolicyExplanation } from './explain-policy.ts'
import { isFromOwnNode, judgeEnd, judgePair, memberAt, mergeFamilies } from './judge.ts'
import { judgedFamilies } from './match-rule.ts'
import { isSinglePod, type Member } from './member.ts'
import { type Plugin, pluginOf } from './plugin.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, Standing } from './tiers.ts'
import { listNotEvaluated } from './without.ts'

/** Judges one flow and says why (VER-1 to VER-4). Throws for an endpoint that is not there. */
export function evaluate(prepared: Prepared, question: Question): Verdict {
  const from = prepared.indexOf(question.from)
  const to = prepared.indexOf(question.to)
  const families = judgedFamilies(memberAt(prepared, from), memberAt(prepared, to))
  const egress = explainEnd(prepared, question, 'egress', from, to, families)
  const ingress = explainEnd(prepared, question, 'ingress', from, to, families)
  return {
    answer: answerOf(judgePair(prepared, from, to), question),
    egress: egress.verdict,
    ingress: ingress.verdict,
    assumptions: distinct([...egress.assumptions, ...ingress.assumptions, ...assumeStale(prepared, from, to)]),
    without: listNotEvaluated(prepared.cluster, memberAt(prepared, from).endpoint, memberAt(prepared, to).endpoint),
    notes: [],
  }
}

/** One end of what {@link evaluate} says, for those who need no more. Throws for an endpoint that is not there. */
export function evaluateEnd(prepared: Prepared, question: Question, direction: Direction): EndVerdict {
  const from = prepared.indexOf(question.from)
  const to = prepared.indexOf(question.to)
  const families = judgedFamilies(memberAt(prepared, from), memberAt(prepared, to))
  return explainEnd(prepared, question, direction, from, to, families).verdict
}

/** What a pod may send to itself, whatever policies say (END-6). */
export const TO_ITSELF: Verdict = {
  answer: 'allowed',
  egress: { direction: 'egress', answer: 'allowed', causes: [{ kind: 'self' }] },
  ingress: { direction: 'ingress', answer: 'allowed', causes: [{ kind: 'self' }] },
  assumptions: [],
  without: [],
  notes: [],
}

interface ExplainedEnd {
  readonly verdict: EndVerdict
  readonly assumptions: readonly Assumption[]
}

function explainEnd(
  prepared: Prepared,
  question: Question,
  direction: Direction,
  from: number,
  to: number,
  families: readonly Family[],
): ExplainedEnd {
  const plugin = pluginOf(prepared.settings)
  const simple = simpleCause(prepared, plugin, direction, from, to)
  if (simple) return { verdict: { direction, answer: 'allowed', causes: [simple] }, assumptions: [] }
  const [self, other] = direction === 'egress' ? [from, to] : [to, from]
  const end: End = { prepared, direction, self, other, destination: to, families, asked: question, plugin }
  const { tiers } = prepared.profiles(self, direction)
  const sure = tiers.flatMap((tier) => tier.sure)
  const unsure = tiers.flatMap((tier) => tier.unsure)
  const answer = answerOf(
    families.map((family) => judgeEnd(prepared, from, to, direction, family)).reduce(mergeFamilies),
    question,
  )
  const explain = (policy: CompiledPolicy, isSure: boolean) => ({
    policy,
    ...explainPolicy(end, policy, isSure, answer === 'allowed'),
  })
  const explained = [...sure.map((policy) => explain(policy, true)), ...unsure.map((policy) => explain(policy, false))]
  const causes: Cause[] = [...explained.map(({ cause }) => cause), ...explainPlugin(end, { sure, unsure })]
  if (direction === 'ingress' && answer !== 'allowed' && mayShareNode(prepared, from, to)) {
    causes.push({ kind: 'same-node', known: false })
  }
  return { verdict: { direction, answer, causes }, assumptions: assumptionsOf(answer, explained) }
}

/** The cause of an end that no policy judges; undefined when policies isolate it. */
function simpleCause(
  prepared: Prepared,
  plugin: Plugin,
  direction: Direction,
  from: number,
  to: number,
): Cause | undefined {
  const source = memberAt(prepared, from)
  const destination = memberAt(prepared, to)
  const self = direction === 'egress' ? source : destination
  const place = direction === 'egress' ? from : to
  if (ignoresPolicies(plugin.profile)) return { kind: 'no-effect', profile: plugin.profile }
  if (from === to && isSinglePod(source)) return { kind: 'self' }
  if (self.endpoint.kind === 'outside') return { kind: 'outside' }
  if (self.endpoint.hostNetwork) return { kind: 'host-network' }
  const unenforced = plugin.supports(direction) === 'no' ? selectingPolicies(prepared, place, direction) : []
  if (unenforced.length > 0) return explainUnenforced(plugin, direction, unenforced)
  if (prepared.profiles(place, direction).tiers.length === 0) return { kind: 'not-isolated' }
  if (direction === 'ingress' && isFromOwnNode(source, destination)) return { kind: 'same-node', known: true }
  return undefined
}

/** The policies that would isolate an endpoint, or may, under a plugin that enforces them. */
function selectingPolicies(prepared: Prepared, place: number, direction: Direction): readonly NetworkPolicy[] {
  return prepared.tiers.flatMap(({ policies }) =>
    policies
      .filter(
        ({ policy, subjects }) =>
          policy.isolates[direction] && (hasBit(subjects.certain, place) || hasBit(subjects.possible, place)),
      )
      .map(({ policy }) => policy),
  )
}

/** Traffic from a node to its own pods always passes; here some node is not known (END-5). */
function mayShareNode(prepared: Prepared, from: number, to: number): boolean {
  const source = memberAt(prepared, from)
  const nodeless = ({ endpoint }: Member) =>
    endpoint.kind === 'pods' &&
    (endpoint.pods.length === 0 || endpoint.pods.some(({ nodeName }) => nodeName === undefined))
  const isOnHost = source.endpoint.kind === 'pods' && source.endpoint.hostNetwork
  return isOnHost && (nodeless(source) || nodeless(memberAt(prepared, to)))
}

type ExplainedPolicy = PolicyExplanation & { readonly policy: CompiledPolicy }

/** One policy that admits without assuming anything settles the end; broken policies are always named. */
function assumptionsOf(answer: Answer, explained: readonly ExplainedPolicy[]): readonly Assumption[] {
  const broken = explained
    .filter(({ policy }) => policy.policy.stale)
    .map(({ policy: { policy } }) => ({
      code: 'V14',
      words: `policy ${policy.name} is broken now; its last valid form is used, which is not in force`,
      path: policy.path,
    }))
  const admitting = explained.filter(({ cause }) => cause.answer === 'admits')
  const isFree = answer === 'allowed' && admitting.some(({ assumptions }) => assumptions.length === 0)
  if (isFree) return broken
  const deciding = answer === 'allowed' && admitting.length > 0 ? admitting : explained
  return [...broken, ...deciding.flatMap(({ assumptions }) => assumptions)]
}

function assumeStale(prepared: Prepared, from: number, to: number): readonly Assumption[] {
  return [from, to].flatMap((place) => {
    const { endpoint } = memberAt(prepared, place)
    if (endpoint.kind === 'outside' || !endpoint.workload?.stale) return []
    const { name, path } = endpoint.workload
    return { code: 'V14', words: `the text of ${name} is broken now; its last good form is used`, path }
  })
}

function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  return [...new Map(assumptions.map((assumption) => [assumption.words, assumption])).values()]
}

function answerOf({ certain, possible }: Standing, { protocol, port }: Question): Answer {
  if (containsPort(certain[protocol] ?? [], port)) return 'allowed'
  return containsPort(possible[protocol] ?? [], port) ? 'depends' : 'denied'
}
