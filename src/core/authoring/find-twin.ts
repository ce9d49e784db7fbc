import type { Reading } from '../manifest/reading.ts'
import { fieldAt, isObject, type JsonValue } from '../model/json.ts'
import { namespaceOf } from './place-resource.ts'
import { standings } from './plan-context.ts'
import type { NewPolicy } from './write-policies.ts'

/** The name of a valid policy in the same namespace that says the same, whatever the order of its keys. */
export function findTwin(reading: Reading, { namespace, spec }: NewPolicy): string | undefined {
  const wanted = canonical(spec)
  return standings(reading)
    .filter(({ resource }) => resource.policy && !resource.stale && namespaceOf(resource) === namespace)
    .find(({ resource }) => canonical(fieldAt(resource.value, 'spec') ?? null) === wanted)?.resource.policy?.name
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`
}
