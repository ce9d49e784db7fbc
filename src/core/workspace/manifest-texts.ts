import { resourceSpan } from '../manifest/locate.ts'
import type { Reading } from '../manifest/reading.ts'
import { fieldAt } from '../model/json.ts'
import { type Path, type ResourcePath, splitPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import type { RemedyManifest } from '../sentences/explanation-markdown.ts'
import { resourcesOf } from './analyse.ts'
import { locationOf } from './locations.ts'

/** `policies.yaml:31`; undefined for a path whose file is gone. */
export function placeOf(reading: Reading, path: Path): string | undefined {
  const location = locationOf(reading, path)
  return location ? `${location.file}:${location.line}` : undefined
}

/** The resources whose text is another after a change; those that nothing was written into are known by identity. */
export function changedManifests(before: Reading, after: Reading): readonly RemedyManifest[] {
  const [old, now] = [new Set(resourcesOf(before)), new Set(resourcesOf(after))]
  const oldTexts = new Set([...old].filter((one) => !now.has(one)).map(({ path }) => textOf(before, path)))
  const oldOnes = new Map([...old].map((one) => [keyOf(one), one]))
  return [...now]
    .filter((resource) => !old.has(resource) && !oldTexts.has(textOf(after, resource.path)))
    .map((resource) => {
      const old = oldOnes.get(keyOf(resource))
      return toManifest(after, resource, old && placeOf(before, old.path))
    })
}

/** One resource, to be sent to whom it belongs; `place` is where it stands now, absent when it is new. */
export function toManifest(reading: Reading, resource: Resource, place: string | undefined): RemedyManifest {
  const { path, kind } = resource
  return {
    kind,
    ...namesOf(resource),
    ...(place === undefined ? {} : { place }),
    text: textOf(reading, path),
    language: splitPath(path).file.endsWith('.json') ? 'json' : 'yaml',
  }
}

function keyOf(resource: Resource): string {
  const { name, namespace } = namesOf(resource)
  return `${resource.kind} ${namespace}/${name}`
}

/** A Namespace belongs to itself. */
function namesOf({ kind, value }: Resource): { readonly name: string; readonly namespace: string } {
  const asText = (part: unknown, absent: string) => (typeof part === 'string' ? part : absent)
  const name = asText(fieldAt(value, 'metadata', 'name'), '(no name)')
  return { name, namespace: kind === 'Namespace' ? name : asText(fieldAt(value, 'metadata', 'namespace'), 'default') }
}

/** The text of a resource, moved to the margin where it stands inside a list. */
function textOf(reading: Reading, path: ResourcePath): string {
  const located = resourceSpan(reading, path)
  const file = reading.files.find(({ name }) => name === located?.file)
  if (!located || !file) return ''
  const { start, end } = located.span
  const before = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start)
  const text = file.text.slice(start, end)
  return /^[ -]+$/.test(before) ? text.replace(new RegExp(`\\n {1,${before.length}}`, 'g'), '\n') : text
}
