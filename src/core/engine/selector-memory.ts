import type { LabelSelector, Requirement } from '../model/selector.ts'
import { type Branch, follow, startBranch } from './branch.ts'

/** What was found for selectors, by what they require; absent and `{}` require the same. */
export interface SelectorMemory<Found> {
  readonly recall: (selector: LabelSelector | undefined) => Found
}

/** Finds once for each meaning of a selector. Asked thousands of times for each key that is typed, so it writes no keys. */
export function createSelectorMemory<Found extends object>(
  find: (selector: LabelSelector | undefined) => Found,
): SelectorMemory<Found> {
  const root = startBranch<string | number, Found>()
  return {
    recall: (selector) => {
      let branch = root
      if (selector) for (const requirement of selector.requirements) branch = followRequirement(branch, requirement)
      branch.value ??= find(selector)
      return branch.value
    },
  }
}

/** The number of values tells where a requirement ends. */
function followRequirement<Found>(
  from: Branch<string | number, Found>,
  { key, operator, values }: Requirement,
): Branch<string | number, Found> {
  const asked = follow(from, key)
  // Most selectors ask for one value of one label.
  if (operator === 'In' && values.length === 1) return follow(asked, values[0] as string)
  let branch = follow(follow(asked, values.length), operator)
  for (const value of values) branch = follow(branch, value)
  return branch
}

const keys = new WeakMap<LabelSelector, string>()

/**
 * Equal for selectors with the same requirements in the same order. No part of a requirement can hold the characters that
 * separate them: broken labels are escaped as JSON.
 */
export function selectorKey(selector: LabelSelector | undefined): string {
  if (!selector) return ''
  const key = keys.get(selector) ?? writeKey(selector)
  keys.set(selector, key)
  return key
}

function writeKey({ requirements }: LabelSelector): string {
  let text = ''
  for (const { key, operator, values } of requirements)
    text += `${key} ${operator} ${values.length === 1 ? values[0] : values.join(',')};`
  if (/^[\w ./,;-]*$/.test(text)) return text
  return JSON.stringify(requirements.map(({ key, operator, values }) => [key, operator, values]))
}
