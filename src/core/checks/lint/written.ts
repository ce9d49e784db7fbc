import { field, type JsonValue } from '../../model/json.ts'

/** What is written at some steps; undefined for nothing. */
export function valueAt(value: JsonValue, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(
    (found, step) => (Array.isArray(found) ? found[Number(step)] : field(found, step)),
    value,
  )
}
