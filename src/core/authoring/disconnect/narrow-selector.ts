import { isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { joinPath, type Path, splitPath } from '../../model/path.ts'
import type { LabelSelector, Labels, Requirement } from '../../model/selector.ts'
import type { PolicyStep } from './policy-steps.ts'

/** Labels that a selector looks at: of a pod, or of a namespace. */
export interface Bearer {
  readonly labels: Labels
  /** Present with a value nobody knows (END-2c). */
  readonly unknownLabels: ReadonlySet<string>
}

/** Whom a selector shall not match any more, and whom it shall go on matching. */
export interface Exclusion {
  readonly gone: readonly Bearer[]
  readonly kept: readonly Bearer[]
  /** The keys that may tell them apart, the best first. */
  readonly keys: readonly string[]
}

/** A selector that matches fewer. */
export interface NarrowedSelector {
  readonly value: JsonObject
  readonly steps: readonly PolicyStep[]
}

/**
 * The selector at `path`, written as `written`, made to match all but some: a value less in `In`, one more in `NotIn`, or
 * a `NotIn` more. Undefined when no single key tells them apart.
 */
export function excludeFrom(
  path: Path,
  requirements: LabelSelector['requirements'],
  written: JsonObject,
  exclusion: Exclusion,
): NarrowedSelector | undefined {
  for (const requirement of requirements) {
    const found = requirement.operator === 'In' ? withoutValues(path, requirement, written, exclusion) : undefined
    if (found) return found
  }
  for (const key of exclusion.keys) {
    const values = valuesApart(key, exclusion)
    if (values) return addNotIn(path, requirements, written, key, values)
  }
  return undefined
}

/** The values of `key` by which all that go are told from all that are kept. */
function valuesApart(key: string, { gone, kept }: Exclusion): readonly string[] | undefined {
  const values = new Set(gone.map(({ labels }) => labels.get(key)))
  const isTold = ({ labels, unknownLabels }: Bearer) => !unknownLabels.has(key) && !values.has(labels.get(key) ?? NONE)
  if (values.has(undefined) || !kept.every(isTold)) return undefined
  return [...values].flatMap((value) => value ?? [])
}

/** No label has this value (VAL-2). */
const NONE = '\n'

function withoutValues(
  path: Path,
  requirement: Requirement,
  written: JsonObject,
  exclusion: Exclusion,
): NarrowedSelector | undefined {
  const index = expressionIndex(requirement)
  const values = index === undefined ? undefined : valuesApart(requirement.key, exclusion)
  if (index === undefined || !values || requirement.values.every((value) => values.includes(value))) return undefined
  const indices = [...requirement.values.keys()].filter((at) => values.includes(requirement.values[at] ?? ''))
  const left = requirement.values.filter((value) => !values.includes(value))
  return {
    value: withExpression(written, index, { key: requirement.key, operator: 'In', values: left }),
    steps: [{ kind: 'remove', list: joinPath(path, 'matchExpressions', index, 'values'), indices }],
  }
}

function addNotIn(
  path: Path,
  requirements: LabelSelector['requirements'],
  written: JsonObject,
  key: string,
  values: readonly string[],
): NarrowedSelector {
  const given = requirements.find((requirement) => requirement.key === key && requirement.operator === 'NotIn')
  const index = given && expressionIndex(given)
  if (!given || index === undefined) {
    const value = { key, operator: 'NotIn', values }
    return {
      value: withExpression(written, expressionsOf(written).length, value),
      steps: [{ kind: 'append', list: joinPath(path, 'matchExpressions'), value }],
    }
  }
  const list = joinPath(path, 'matchExpressions', index, 'values')
  return {
    value: withExpression(written, index, { key, operator: 'NotIn', values: [...given.values, ...values] }),
    steps: values.map((value) => ({ kind: 'append', list, value })),
  }
}

function withExpression(written: JsonObject, index: number, expression: JsonObject): JsonObject {
  const expressions = expressionsOf(written)
  return { ...written, matchExpressions: [...expressions.slice(0, index), expression, ...expressions.slice(index + 1)] }
}

function expressionsOf({ matchExpressions }: JsonObject): readonly JsonValue[] {
  return Array.isArray(matchExpressions) ? matchExpressions.filter(isObject) : []
}

/** The place of a requirement among the expressions; undefined for one of matchLabels. */
function expressionIndex({ path }: Requirement): number | undefined {
  const [kind, index] = splitPath(path).steps.slice(-2)
  return kind === 'matchExpressions' ? Number(index) : undefined
}
