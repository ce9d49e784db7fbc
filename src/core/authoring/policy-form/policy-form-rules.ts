import { assertNever } from '../../model/assert-never.ts'
import type { JsonValue } from '../../model/json.ts'
import type { Direction } from '../../model/policy.ts'
import type { RuleChange, RuleForm } from './policy-form-change.ts'
import { ruleToJson } from './policy-form-json.ts'
import { describeRule, findRule, listAt, type OpenPolicy, partAt, specPath } from './policy-form-place.ts'
import { append, cut, type FormEdit, refuseEdit } from './policy-form-steps.ts'

/** Plans new rules, copies of rules, and the end of rules. */
export function editRules(open: OpenPolicy, change: RuleChange): FormEdit {
  switch (change.kind) {
    case 'add-rule':
      return addRule(open, change.direction, change.rule)
    case 'remove-rule':
      return removeRule(open, change.rule)
    case 'duplicate-rule':
      return duplicateRule(open, change.rule)
    default:
      return assertNever(change)
  }
}

function addRule(open: OpenPolicy, direction: Direction, rule: RuleForm): FormEdit {
  const { policy } = open
  const title = `Add an ${direction} rule to ${policy.name}`
  if (rule.peers.length === 0)
    return refuseEdit(title, 'not-expressible', 'choose a peer: a rule without peers admits anyone (RUL-1)')
  if (rule.ports.length === 0)
    return refuseEdit(title, 'not-expressible', 'choose a port: a rule without ports admits every port (RUL-2)')
  const isInert = policy.policyTypesWritten && !policy.isolates[direction]
  const notes = isInert ? [`policyTypes does not name ${direction}: the rule has no effect (ISO-3)`] : []
  return { title, steps: [appendRule(open, direction, ruleToJson(direction, rule))], notes }
}

function removeRule(open: OpenPolicy, path: string): FormEdit {
  const rule = findRule(open, path)
  const title = `Remove ${rule ? `${describeRule(rule)} of ` : 'a rule of '}${open.policy.name}`
  if (!rule) return goneRule(title)
  return { title, steps: [cut(open.policy, path)] }
}

function duplicateRule(open: OpenPolicy, path: string): FormEdit {
  const rule = findRule(open, path)
  const title = `Duplicate ${rule ? describeRule(rule) : 'a rule'} of ${open.policy.name}`
  if (!rule) return goneRule(title)
  return { title, steps: [appendRule(open, rule.direction, partAt(open, path) ?? {})] }
}

function appendRule(open: OpenPolicy, direction: Direction, rule: JsonValue) {
  const list = specPath(open.policy, direction)
  return append(list, listAt(open, list), rule)
}

/** That a rule is not there any more. */
export function goneRule(title: string): FormEdit {
  return refuseEdit(title, 'endpoint-gone', 'this rule is not in the policy any more')
}
