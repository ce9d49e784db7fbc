import { field, type JsonValue } from '../../model/json.ts'
import { splitPath } from '../../model/path.ts'

/** The steps from a resource to a place in it. */
export function stepsBelow(resource: string, path: string): readonly string[] {
  return splitPath(path).steps.slice(splitPath(resource).steps.length)
}

/** What is written at some steps; undefined for nothing. */
export function valueAt(value: JsonValue, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(
    (found, step) => (Array.isArray(found) ? found[Number(step)] : field(found, step)),
    value,
  )
}
