import { valueWritten } from '../../manifest/locate.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { JsonValue } from '../../model/json.ts'
import { joinPath, type Path, type ResourcePath, splitPath, toFieldPath } from '../../model/path.ts'
import type { Resource } from '../../model/resource.ts'

/** The place that a diagnostic speaks of, as it is written now. */
export interface Site {
  readonly message: string
  readonly path: Path
  readonly resource: Resource
  /** From the resource to the place. */
  readonly steps: readonly string[]
  /** Undefined when nothing is written there. */
  readonly value: JsonValue | undefined
  readonly reading: Reading
}

/** The site of a diagnostic; undefined when its resource is gone. */
export function findSite(reading: Reading, path: Path, message: string): Site | undefined {
  const resource = resourceAt(reading, path)
  if (!resource) return undefined
  const steps = splitPath(path).steps.slice(splitPath(resource.path).steps.length)
  return { message, path, resource, steps, value: valueWritten(reading, path), reading }
}

/** What is written at some steps of the site's resource. */
export function writtenIn({ reading, resource }: Site, steps: readonly string[]): JsonValue | undefined {
  return valueWritten(reading, joinPath(resource.path, ...steps))
}

/** The path of some steps of the site's resource. */
export function pathIn({ resource }: Site, steps: readonly string[]): Path {
  return joinPath(resource.path, ...steps)
}

/** Some steps in the notation of `kubectl`: `spec.ingress[0].ports`. */
export function fieldOf(site: Site, steps: readonly string[]): string {
  return toFieldPath(site.resource.path, pathIn(site, steps))
}

const known = new WeakMap<Reading, ReadonlyMap<ResourcePath, Resource>>()

function resourceAt(reading: Reading, path: Path): Resource | undefined {
  const resources = known.get(reading) ?? indexResources(reading)
  known.set(reading, resources)
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const resource = resources.get(at)
    if (resource) return resource
  }
  return undefined
}

function indexResources({ files }: Reading): ReadonlyMap<ResourcePath, Resource> {
  const resources = files.flatMap(({ items }) => items.flatMap((item) => item.resources))
  return new Map(resources.map((resource) => [resource.path, resource]))
}
