import type { LabelSelector } from '../model/selector.ts'

/** What was found for selectors, by what they require; absent and `{}` require the same. */
export interface SelectorMemory<Found> {
  readonly recall: (selector: LabelSelector | undefined) => Found
}

/** Finds once for each meaning of a selector. */
export function createSelectorMemory<Found extends object>(
  find: (selector: LabelSelector | undefined) => Found,
): SelectorMemory<Found> {
  const byLabel = new Map<string, Map<string, Found>>()
  const byKey = new Map<string, Found>()
  return {
    recall: (selector) => {
      // Most selectors ask for one label: that takes no key to be written.
      const only = selector?.requirements.length === 1 ? selector.requirements[0] : undefined
      const value = only?.operator === 'In' && only.values.length === 1 ? only.values[0] : undefined
      if (only === undefined || value === undefined) return remember(byKey, selectorKey(selector), selector)
      const byValue = byLabel.get(only.key) ?? new Map<string, Found>()
      byLabel.set(only.key, byValue)
      return remember(byValue, value, selector)
    },
  }

  /** Asked thousands of times for each key that is typed, so it makes no objects. */
  function remember(memory: Map<string, Found>, key: string, selector: LabelSelector | undefined): Found {
    const known = memory.get(key)
    if (known !== undefined) return known
    const found = find(selector)
    memory.set(key, found)
    return found
  }
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
