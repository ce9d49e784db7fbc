import { type Audience, profileBeside } from './coverage-audiences.ts'
import { companionsOf, type Substitute } from './coverage-cover.ts'
import type { CellsByFamily } from './coverage-ends.ts'
import type { RuleStanding } from './coverage-standing.ts'
import { type CoverageTools, changeTo, findLone, losesAnything } from './coverage-tools.ts'
import { namedBy } from './place-sets.ts'
import type { CompiledRule } from './tiers.ts'

/** What would change without a rule. */
export function judgeRule(tools: CoverageTools, rule: CompiledRule): RuleStanding {
  const { policy } = rule
  const audiences = tools.audiences[rule.rule.direction].get(policy) ?? []
  if (audiences.length === 0) return { kind: 'vacuous', lacks: 'subject' }
  const change = changeTo(audiences, policy, tools.parts.without(rule))
  if (tools.isPlainlyMissed(policy, [rule], audiences) || losesAnything(tools, change))
    return { kind: 'needed', alone: findLone(tools, change) }
  const lacks = findLack(tools, rule, audiences)
  if (lacks) return { kind: 'vacuous', lacks }
  const substitutesAt = (audience: Audience) => listOthers(rule, audience)
  const by = tools.findCover({ policy, rules: [rule], audiences, substitutesAt })
  const [first, ...others] = by ?? []
  if (by === undefined || first === undefined) return { kind: 'undecided' }
  return others.length === 0 ? { kind: 'shadowed', by: first } : { kind: 'redundant', by }
}

/** The other rules that speak wherever this one does. */
function listOthers(rule: CompiledRule, audience: Audience): readonly Substitute[] {
  const policies = [rule.policy, ...companionsOf(rule.policy, audience)]
  return policies.flatMap(({ rules }) =>
    rules[rule.rule.direction].filter((other) => other !== rule).map((one) => ({ path: one.rule.path, rules: [one] })),
  )
}

/** What a rule that admits nothing lacks; undefined for one that admits something to some subject. */
function findLack(
  { prepared, parts, ends }: CoverageTools,
  rule: CompiledRule,
  audiences: readonly Audience[],
): 'peer' | 'port' | undefined {
  const counts = (cellsAt: (audience: Audience) => CellsByFamily) =>
    audiences.some((audience) => ends.isLost(audience, cellsAt(audience), []))
  if (counts((audience) => ends.passingBy(audience, profileBeside(rule.policy, audience, [parts.alone(rule)]))))
    return undefined
  const { sets, atoms } = prepared.rows()
  const peers = [...sets.values()].map((found) => {
    const places = namedBy(rule, found)
    return [{ ports: atoms.all, certain: places, possible: places }]
  })
  return counts(() => peers) ? 'port' : 'peer'
}
