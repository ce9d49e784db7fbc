import { assertNever } from './assert-never.ts'
import type { LabelSelector, Labels, Requirement } from './selector.ts'

/** Whether labels satisfy a selector; `unknown` when it rests on a label value nobody knows (END-2c). */
export type Match = 'yes' | 'no' | 'unknown'

const NONE: ReadonlySet<string> = new Set()

/** One requirement against labels (SEL-2 to SEL-4); `unknownLabels` are present with unknown values (END-2c). */
export function matchRequirement(requirement: Requirement, labels: Labels, unknownLabels = NONE): Match {
  const { key, operator, values } = requirement
  const value = labels.get(key)
  const valueUnknown = value === undefined && unknownLabels.has(key)
  switch (operator) {
    case 'Exists':
      return answer(value !== undefined || valueUnknown)
    case 'DoesNotExist':
      return answer(value === undefined && !valueUnknown)
    case 'In':
      return valueUnknown ? 'unknown' : answer(value !== undefined && values.includes(value))
    case 'NotIn':
      return valueUnknown ? 'unknown' : answer(value === undefined || !values.includes(value))
    default:
      return assertNever(operator)
  }
}

/** All requirements of a selector (SEL-1, SEL-2): one that fails decides, whatever is unknown about the others. */
export function matchSelector(selector: LabelSelector, labels: Labels, unknownLabels = NONE): Match {
  let match: Match = 'yes'
  for (const requirement of selector.requirements) {
    const one = matchRequirement(requirement, labels, unknownLabels)
    if (one === 'no') return 'no'
    if (one === 'unknown') match = 'unknown'
  }
  return match
}

/** Whether labels have all of the wanted ones. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return [...wanted].every(([key, value]) => labels.get(key) === value)
}

/** In the notation of `kubectl`: `app=web,tier in (a,b),!legacy`. The empty string for `{}`. */
export function formatSelector(selector: LabelSelector): string {
  return selector.requirements.map(formatRequirement).join(',')
}

/** One requirement in the notation of {@link formatSelector}. */
export function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`
    default:
      return assertNever(operator)
  }
}

function answer(claim: boolean): Match {
  return claim ? 'yes' : 'no'
}
