import { coverageOf } from '../../engine/coverage.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../../model/policy.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameSome } from './words.ts'

export const NP038: LintRule = {
  id: 'NP038',
  code: 'ISO-5',
  severity: 'info',
  title: 'Adds nothing to the others',
  why: 'Policies add up: one whose pods others isolate, and whose flows others admit, can go without any change.',
  *check(context) {
    for (const _ of coverageOf(context.prepared).preparing()) yield []
    yield* each(context.policies, (policy) => checkPolicy(context, policy))
  },
}

/** What speaks for every pod also guards those that come later: only others of the kind can stand in for it. */
function checkPolicy({ prepared, policies }: LintContext, policy: NetworkPolicy): readonly Hit[] {
  const standing = coverageOf(prepared).ofPolicy(policy.path)
  if (standing?.kind !== 'redundant') return []
  const others = policies.filter(({ path }) => standing.by.includes(path))
  if (isForEveryPod(policy) && !DIRECTIONS.every((way) => isKept(policy, others, way))) return []
  const names = nameSome(others.map(({ name }) => name))
  const message = `${policy.name} adds nothing for the pods that are there: ${names} ${others.length === 1 ? 'does' : 'do'} all of it`
  const intention = { kind: 'delete', target: { kind: 'policy', path: policy.path } } as const
  return [{ path: policy.path, message, fixes: [{ title: `Delete ${policy.name}`, intention }] }]
}

/** Whether pods that come later are isolated in a direction as well without a policy for every pod. */
function isKept(policy: NetworkPolicy, others: readonly NetworkPolicy[], direction: Direction): boolean {
  return !policy.isolates[direction] || others.some((other) => isForEveryPod(other) && other.isolates[direction])
}

function isForEveryPod({ podSelector }: NetworkPolicy): boolean {
  return podSelector.requirements.length === 0
}
