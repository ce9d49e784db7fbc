import { effectiveRules } from '../../engine/effective-rules.ts'
import { field, type JsonObject } from '../../model/json.ts'
import { stepsBelow } from '../../model/path.ts'
import type { NetworkPolicy, Rule } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { valueAt } from './written.ts'

export const NP029: LintRule = {
  id: 'NP029',
  code: 'RUL-3',
  severity: 'warning',
  title: 'A rule admits everything',
  why: 'A rule without peers and ports is anyone on every port: beside it no other rule of this direction matters.',
  check: ({ policies, textOf }) =>
    each(policies, (policy) => effectiveRules(policy).flatMap((rule) => checkRule(policy, rule, textOf(policy)))),
}

/** With ports it is only said of an empty list, which is easily taken for nobody. */
function checkRule({ name, path: policy }: NetworkPolicy, rule: Rule, text: JsonObject): readonly Hit[] {
  const { path, direction, peers, ports } = rule
  if (peers !== 'any') return []
  const key = direction === 'ingress' ? 'from' : 'to'
  const written = field(valueAt(text, stepsBelow(policy, path)), key)
  const isEmptyList = Array.isArray(written)
  if (ports !== 'any' && !isEmptyList) return []
  const whom = direction === 'ingress' ? 'admits everybody' : 'lets its pods connect to everybody'
  const where = ports === 'any' ? 'on every port' : 'on the ports of a rule'
  const why = isEmptyList ? `${key}: [] is everybody, not nobody` : 'the rule names neither peers nor ports'
  return [{ path, message: `${name} ${whom} ${where}: ${why}` }]
}
