import { evaluate } from '../../engine/evaluate.ts'
import { memberAt } from '../../engine/judge.ts'
import { isSinglePod } from '../../engine/member.ts'
import type { Path } from '../../model/path.ts'
import { DIRECTIONS } from '../../model/policy.ts'
import type { Cause, Question } from '../../model/verdict.ts'
import type { ConnectPlan } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { type Ports, portsAt } from '../wanted-ports.ts'
import { admissionsByName, isUnknownName } from './admits-name.ts'
import type { ResolvedEnd } from './resolved-end.ts'
import { openTargets } from './wanted-ends.ts'

/** Why a connection that lacks nothing is allowed. */
export function explainAlready(
  context: PlanContext,
  from: ResolvedEnd,
  to: ResolvedEnd,
  ports: Ports,
): NonNullable<ConnectPlan['already']> {
  const causes = gatherCauses(context, from, to, ports)
  const fixed = causes.find(({ kind }) => kind === 'no-effect' || kind === 'self' || kind === 'same-node')
  if (fixed?.kind === 'no-effect')
    return {
      reason: 'admitted',
      rules: [],
      words: `${fixed.profile} stores policies without effect: everything is allowed`,
    }
  const policies = causes.flatMap((cause) => (cause.kind === 'policy' && cause.answer === 'admits' ? [cause] : []))
  const byName = admittedByName(context, from, to, ports)
  const byNumber = policies.flatMap(({ admissions }) => admissions.map(({ rule }): Path => rule))
  const rules = [...new Set([...byNumber, ...byName.map(({ rule }) => rule)])]
  const open = openTargets(context, to)
  if (open.length > 0) {
    const words = `nothing isolates ${to.title} for ingress: everything may reach it, ${from.title} too`
    return { reason: 'not-isolated', rules, words }
  }
  const names = [...new Set([...policies, ...byName.map(({ policy }) => policy)].map(({ name }) => name))]
  if (names.length > 0)
    return {
      reason: 'admitted',
      rules,
      words: `${names.length > 1 ? 'policies' : 'policy'} ${names.join(' and ')} ${names.length > 1 ? 'admit' : 'admits'} it already`,
    }
  return { reason: 'admitted', rules, words: explainFixed(from, to, fixed?.kind) }
}

/** Who admits, at both ends of the first pair, the ports known by name only. */
function admittedByName({ prepared }: PlanContext, from: ResolvedEnd, to: ResolvedEnd, ports: Ports) {
  const [source, target] = [from.endpoints[0], to.endpoints[0]]
  if (ports === 'every' || !source || !target) return []
  const unknown = ports.filter((port) => isUnknownName(port, target))
  return DIRECTIONS.flatMap((direction) =>
    unknown.flatMap((port) => admissionsByName(prepared, direction, source, target, port)),
  )
}

function explainFixed(from: ResolvedEnd, to: ResolvedEnd, kind: Cause['kind'] | undefined): string {
  if (kind === 'self') return 'a pod always reaches itself'
  const onHost = [from, to].find((end) => end.endpoints.some((one) => one.kind === 'pods' && one.hostNetwork))
  if (onHost) return `${onHost.title} runs on its node's network: policies have no effect on it`
  if (to.endpoints.length === 0 && to.subject) return `no pods of ${to.title} are known: nothing isolates them`
  return `nothing isolates ${from.title}: it may reach everything`
}

/** The causes of both ends for the first pair, on every wanted port that has a number there. */
function gatherCauses({ prepared }: PlanContext, from: ResolvedEnd, to: ResolvedEnd, ports: Ports): readonly Cause[] {
  const pairs = from.endpoints.flatMap((source) => to.endpoints.map((target) => ({ source, target })))
  const pair =
    pairs.find(
      ({ source, target }) => source !== target || !isSinglePod(memberAt(prepared, prepared.indexOf(source.id))),
    ) ?? pairs[0]
  if (!pair) return []
  const asked: readonly Pick<Question, 'protocol' | 'port'>[] =
    ports === 'every'
      ? [{ protocol: 'TCP', port: 1 }]
      : ports.flatMap((wanted) => {
          const first = portsAt(wanted, pair.target)[wanted.protocol]?.[0]?.first
          return first === undefined ? [] : [{ protocol: wanted.protocol, port: first }]
        })
  return asked.flatMap((question) => {
    const verdict = evaluate(prepared, { from: pair.source.id, to: pair.target.id, ...question })
    return [...verdict.egress.causes, ...verdict.ingress.causes]
  })
}
