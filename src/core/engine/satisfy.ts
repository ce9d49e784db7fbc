import { matchRequirement } from '../model/matching.ts'
import type { LabelSelector, Labels, Requirement } from '../model/selector.ts'

/**
 * Labels that satisfy a selector (END-8): per key the first value that satisfies all its requirements. A key that only
 * `Exists` asks for gets a placeholder; a key that needs no value is left out. Undefined when nothing satisfies it.
 */
export function satisfySelector(selector: LabelSelector | undefined): Labels | undefined {
  const labels = new Map<string, string>()
  for (const [key, requirements] of byKey(selector?.requirements ?? [])) {
    const [value] = satisfyingValues(requirements)
    if (value !== undefined) labels.set(key, value)
    else if (!requirements.every((requirement) => matchRequirement(requirement, new Map()) === 'yes')) return undefined
  }
  return labels
}

/** The values of one key that satisfy all its requirements, in the order of the text; `[]` when none is needed or fits. */
export function satisfyingValues(requirements: readonly Requirement[]): readonly string[] {
  if (!requirements.some(({ operator }) => operator === 'In' || operator === 'Exists')) return []
  const listed = requirements.find(({ operator }) => operator === 'In')
  return (listed ? [...new Set(listed.values)] : placeholders(requirements)).filter((value) =>
    requirements.every((one) => matchRequirement(one, new Map([[one.key, value]])) === 'yes'),
  )
}

/** One more than the requirements can forbid. */
function placeholders(requirements: readonly Requirement[]): readonly string[] {
  const forbidden = new Set(requirements.flatMap(({ values }) => values))
  const names = ['any', ...Array.from(forbidden, (_, index) => `any-${index + 1}`)]
  return names.filter((name) => !forbidden.has(name)).slice(0, 1)
}

function byKey(requirements: readonly Requirement[]): ReadonlyMap<string, readonly Requirement[]> {
  const keys = new Map<string, Requirement[]>()
  for (const requirement of requirements) {
    const known = keys.get(requirement.key)
    if (known) known.push(requirement)
    else keys.set(requirement.key, [requirement])
  }
  return keys
}
