/** The causes of the engine and of the naive evaluator side by side. */
import type { Cluster } from '../../model/cluster.ts'
import { CNI_TABLE } from '../../model/cni-profiles.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { EngineSettings } from '../../model/settings.ts'
import type { Cause, PolicyCause, Verdict } from '../../model/verdict.ts'
import { evaluate } from '../evaluate.ts'
import { prepare } from '../prepare.ts'
import { nameAdmission, outcomesOf, type PolicyOutcome, sortUnique } from './causes.testing.ts'
import { type Comparison, endsOfPair, pairsOf } from './compare.testing.ts'
import { judgeEndNaively, judgeNaively, type NaiveFlow } from './judge.testing.ts'
import type { PortSample } from './ports.testing.ts'

/** Every pair of endpoints, each at one of the ports: the answer, and what each policy says at both ends. */
export function compareCauses(cluster: Cluster, settings: EngineSettings, ports: readonly PortSample[]): Comparison {
  const prepared = prepare(cluster, settings)
  const pairs = pairsOf(prepared)
  const answers = { allowed: 0, denied: 0, depends: 0 }
  for (const [index, pair] of pairs.entries()) {
    const [protocol, port] = ports[index % ports.length] ?? (['TCP', 80] as const)
    const verdict = evaluate(prepared, { from: pair.from.id, to: pair.to.id, protocol, port })
    const flows = endsOfPair(cluster, pair).map(([from, to]) => ({
      cluster,
      settings,
      from,
      to,
      protocol,
      port,
      reading: 'by selector' as const,
    }))
    answers[verdict.answer] += 1
    const difference = describe(verdict, flows)
    if (difference) {
      return { answers, difference: `${pair.from.id} → ${pair.to.id} on ${port}/${protocol}: ${difference}` }
    }
  }
  return { answers }
}

function describe(verdict: Verdict, flows: readonly NaiveFlow[]): string | undefined {
  const answers = sortUnique(flows.map(judgeNaively))
  if (answers.join() !== verdict.answer) return `evaluate says ${verdict.answer}, the rules say ${answers}`
  for (const direction of DIRECTIONS) {
    const difference = describeEnd(verdict, flows, direction)
    if (difference) return `${direction}: ${difference}`
  }
  return undefined
}

function describeEnd(verdict: Verdict, flows: readonly NaiveFlow[], direction: Direction): string | undefined {
  const { answer, causes } = verdict[direction]
  if (causes.length === 0) return 'no cause'
  const answers = sortUnique(flows.map((flow) => judgeEndNaively(flow, direction)))
  if (answers.join() !== answer) return `evaluate says ${answer}, the rules say ${answers}`
  if (answer === 'depends' && !causes.some(isOpen)) return 'depends, and no cause says on what'
  // What each policy would say is not the question where nobody knows whether any of them is enforced (CNI-2a).
  if (flows.some(({ settings }) => CNI_TABLE[settings.cni][direction].support === 'unknown')) return undefined
  const theirs = causes.flatMap(toOutcome).sort(byPolicy)
  const ours = [...outcomesOf(flows, direction)].sort(byPolicy)
  const isSame = theirs.length === ours.length && ours.every((one, index) => fits(theirs[index], one, flows, direction))
  return isSame ? undefined : `the engine says ${print(theirs)}\nthe rules say ${print(ours)}`
}

/**
 * Pods and addresses that no rule tells apart may still be admitted by different peers of one rule: what the engine
 * cites must admit one of them, and whatever admits all of them must be cited. What it calls certain must be so, alone
 * or with the rest of a policy that admits.
 */
function fits(
  theirs: CitedOutcome | undefined,
  ours: PolicyOutcome,
  flows: readonly NaiveFlow[],
  direction: Direction,
): boolean {
  if (theirs?.policy !== ours.policy || !ours.answers.includes(theirs.answer)) return false
  if (!isWithin(ours.certain, theirs.certain)) return false
  if (!ours.answers.includes('admits') && !isWithin(theirs.certain, ours.joined)) return false
  if (theirs.places.join() === ours.places.join()) return true
  const each = flows.map((flow) => outcomesOf([flow], direction).find(({ policy }) => policy === ours.policy))
  const common = ours.places.filter((place) => each.every((one) => one?.places.includes(place)))
  return isWithin(theirs.places, ours.places) && isWithin(common, theirs.places)
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one))
}

/** What the engine says of a policy. */
type CitedOutcome = Pick<PolicyOutcome, 'policy' | 'certain' | 'places'> & Pick<PolicyCause, 'answer'>

function byPolicy(a: { readonly policy: string }, b: { readonly policy: string }): number {
  return a.policy < b.policy ? -1 : 1
}

function print(outcomes: readonly (CitedOutcome | PolicyOutcome)[]): string {
  return JSON.stringify(outcomes, null, 1)
}

/** VER-3. */
function isOpen(cause: Cause): boolean {
  return cause.kind === 'policy' ? cause.answer === 'depends' : cause.kind === 'plugin' && cause.depends !== undefined
}

function toOutcome(cause: Cause): readonly CitedOutcome[] {
  if (cause.kind !== 'policy') return []
  const { policy, answer, admissions } = cause
  const certain = admissions.filter(({ depends }) => depends === undefined)
  return [
    {
      policy,
      answer,
      certain: sortUnique(certain.map(({ rule }) => rule)),
      places: sortUnique(admissions.map((admission) => nameAdmission(admission.rule, admission))),
    },
  ]
}
