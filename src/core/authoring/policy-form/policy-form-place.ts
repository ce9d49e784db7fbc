import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { isWithin, joinPath, type Path, splitPath } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy, type Peer, type PortEntry, type Rule } from '../../model/policy.ts'
import type { PlanContext } from '../plan-context.ts'

/** A policy whose form is open: what it means, and what stands in its text. */
export interface OpenPolicy {
  readonly context: PlanContext
  readonly policy: NetworkPolicy
  readonly value: JsonObject
}

/** What stands at a path of the policy; undefined for nothing and `null` (YML-8). */
export function partAt({ policy, value }: OpenPolicy, path: Path): JsonValue | undefined {
  if (!isWithin(path, policy.path)) return undefined
  const steps = splitPath(path).steps.slice(splitPath(policy.path).steps.length)
  return steps.reduce<JsonValue | undefined>((part, step) => {
    if (Array.isArray(part)) return part[Number(step)] ?? undefined
    return isObject(part) && Object.hasOwn(part, step) ? (part[step] ?? undefined) : undefined
  }, value)
}

/** The list at a path; `[]` for nothing. */
export function listAt(open: OpenPolicy, path: Path): readonly JsonValue[] {
  const list = partAt(open, path)
  return Array.isArray(list) ? list : []
}

/** The path of a part of the policy: `specPath(policy, 'podSelector')`. */
export function specPath({ path }: NetworkPolicy, ...steps: readonly (string | number)[]): Path {
  return joinPath(path, 'spec', ...steps)
}

export function findRule({ policy }: OpenPolicy, path: Path): Rule | undefined {
  return DIRECTIONS.flatMap((direction) => policy.rules[direction]).find((rule) => rule.path === path)
}

/** A peer or port entry with the rule it stands in. */
export type InRule<Part> = { readonly rule: Rule; readonly part: Part }

export function findPeer({ policy }: OpenPolicy, path: Path): InRule<Peer> | undefined {
  return findIn(policy, path, ({ peers }) => peers)
}

export function findPort({ policy }: OpenPolicy, path: Path): InRule<PortEntry> | undefined {
  return findIn(policy, path, ({ ports }) => ports)
}

function findIn<Part extends { readonly path: Path }>(
  policy: NetworkPolicy,
  path: Path,
  listOf: (rule: Rule) => 'any' | readonly Part[],
): InRule<Part> | undefined {
  for (const rule of DIRECTIONS.flatMap((direction) => policy.rules[direction])) {
    const list = listOf(rule)
    const part = list === 'any' ? undefined : list.find((one) => one.path === path)
    if (part) return { rule, part }
  }
  return undefined
}

/** `rule 2 (ingress)`, for people. */
export function describeRule({ path, direction }: Rule): string {
  return `${direction} rule ${Number(splitPath(path).steps.at(-1)) + 1}`
}
