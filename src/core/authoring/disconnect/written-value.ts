import type { Reading } from '../../manifest/reading.ts'
import { field, isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { type Path, splitPath } from '../../model/path.ts'
import { findStanding } from '../plan-context.ts'

/** The value that is written at a path; undefined when nothing is. */
export function writtenAt(reading: Reading, path: Path): JsonValue | undefined {
  const resource = findStanding(reading, path)?.resource
  if (!resource) return undefined
  const steps = splitPath(path).steps.slice(splitPath(resource.path).steps.length)
  return steps.reduce<JsonValue | undefined>(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : field(inner, step)),
    resource.value,
  )
}

/** The mapping that is written at a path; an empty one where nothing or null is (YML-8). */
export function objectAt(reading: Reading, path: Path): JsonObject {
  const value = writtenAt(reading, path)
  return isObject(value) ? value : {}
}
