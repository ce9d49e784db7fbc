import { subjectsOf } from '../../engine/rule-matches.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../../model/policy.ts'
import type { PlanContext } from '../plan-context.ts'
import { isWrittenTwice } from '../policy-names.ts'
import type { FoundFlow } from './generate-flows.ts'

/** Whom generated policies speak for, and how. */
export interface GenerateScope {
  readonly flows: readonly FoundFlow[]
  readonly directions: readonly Direction[]
  /** Namespaces of which all pods are isolated. */
  readonly closed: readonly string[]
}

/** The policies in force that select pods of the scope in its directions. */
export function findSpeaking({ prepared }: PlanContext, scope: GenerateScope): readonly NetworkPolicy[] {
  const named = namedPods(scope.flows)
  return prepared.cluster.policies.filter(
    (policy) =>
      !policy.stale &&
      scope.directions.some((direction) => policy.isolates[direction]) &&
      (scope.closed.includes(policy.namespace) || subjectsOf(prepared, policy.path).some((id) => named.has(id))),
  )
}

/** The ports that a policy admits to somebody in one of its directions. */
export function admitsAnything({ isolates, rules }: NetworkPolicy): boolean {
  return DIRECTIONS.some((direction) => isolates[direction] && rules[direction].length > 0)
}

/**
 * Whether generated policies take the place of one: it admits something, and only to pods that flows were asked for, in
 * namespaces that are closed without it. One that stands twice in the text stays: the other text would be in force.
 */
export function isReplaced({ prepared, reading }: PlanContext, scope: GenerateScope, policy: NetworkPolicy): boolean {
  const named = namedPods(scope.flows)
  const subjects = subjectsOf(prepared, policy.path)
  return (
    admitsAnything(policy) &&
    scope.closed.includes(policy.namespace) &&
    DIRECTIONS.every((direction) => !policy.isolates[direction] || scope.directions.includes(direction)) &&
    subjects.length > 0 &&
    subjects.every((id) => named.has(id)) &&
    !isWrittenTwice(reading, policy)
  )
}

/** The endpoints that flows begin or end at. */
export function namedPods(flows: readonly FoundFlow[]): ReadonlySet<string> {
  return new Set(flows.flatMap(({ from, to }) => [...from.covered, ...to.covered]))
}
