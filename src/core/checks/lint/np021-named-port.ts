import { resolveNamedPort } from '../../engine/looks.ts'
import type { Member } from '../../engine/member.ts'
import type { PortEntry } from '../../model/policy.ts'
import { type RuleWithDestinations, rulesWithDestinations } from './destinations.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameMembers, nameSome } from './words.ts'

export const NP021: LintRule = {
  id: 'NP021',
  code: 'POR-4',
  severity: 'warning',
  title: 'Port name that pods lack, or mean differently',
  why: 'A port name is looked up on each destination pod: where no container has it nothing is admitted, and it may be another number on each.',
  check: (context) => each(rulesWithDestinations(context), checkRule),
}

function checkRule({ policy, rule, destinations }: RuleWithDestinations): readonly Hit[] {
  if (rule.ports === 'any' || destinations.length === 0) return []
  return rule.ports.flatMap((entry) => checkPort(policy.name, entry, destinations))
}

function checkPort(
  policy: string,
  { path, protocol, port }: PortEntry,
  destinations: readonly Member[],
): readonly Hit[] {
  if (port.kind !== 'named') return []
  const numbers = new Set(destinations.flatMap(({ pod }) => (pod ? resolveNamedPort(pod, port.name, protocol) : [])))
  if (numbers.size === 1) return []
  if (numbers.size > 1) {
    const list = nameSome([...numbers].sort((a, b) => a - b).map(String))
    return [{ path, message: `${policy}: port ${port.name} is ${protocol} ${list}, another on each of these pods` }]
  }
  const message = `${policy}: no container of ${nameMembers(destinations)} has a ${protocol} port named ${port.name}`
  return [{ path, message }]
}
