import { nameOf } from '../../inventory/object-meta.ts'
import { fieldAt, isObject } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { copyResources, isOnlyJsonValue } from '../copy-resources.ts'
import type { Draft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, type Standing } from '../plan-context.ts'
import { type Edited, editFields, type FieldEdit, refuseText } from './structure-edit.ts'

/** What the cluster writes into an object, and no other object may have. */
const SERVER_SET: readonly (readonly string[])[] = [
  ['status'],
  ...['uid', 'resourceVersion', 'selfLink', 'generation', 'creationTimestamp', 'managedFields', 'ownerReferences'].map(
    (key) => ['metadata', key],
  ),
]

/** Annotations that are the cluster's or the tool's own. */
const NOT_THE_AUTHORS: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
]

/** Writes resources once more behind themselves, without what the cluster wrote into them, and with other fields. */
export function copyWith(
  draft: Draft,
  originals: readonly Resource[],
  change: (copy: Resource) => readonly FieldEdit[],
): Edited {
  const copied = copyAll(draft, originals)
  const copies = copied?.paths.map((path) => findStanding(copied.draft.reading, path)?.resource)
  if (copied && copies)
    return editFields(
      copied.draft,
      copies.flatMap((copy) => (copy ? [...removeServerSet(copy), ...change(copy)] : [])),
    )
  const alone = originals.map(({ path }) => findStanding(draft.reading, path)).find(isAlone)
  if (alone) return { kind: 'refused', obstacle: noPlaceBeside(alone) }
  return refuseText(draft, originals, (path) => copyResources(draft, [path]) !== undefined)
}

function isAlone(standing: Standing | undefined): boolean {
  return standing !== undefined && isOnlyJsonValue(standing.file, standing.item)
}

function noPlaceBeside({ file, resource }: Standing): Obstacle {
  const words = `${resource.kind} ${nameOf(resource)} is all there is in ${file.name}: a JSON file has no place for a second one`
  return { code: 'not-expressible', words }
}

function copyAll(draft: Draft, originals: readonly Resource[]) {
  return copyResources(
    draft,
    originals.map(({ path }) => path),
  )
}

function removeServerSet(resource: Resource): readonly FieldEdit[] {
  const { kind, value } = resource
  const addresses = kind === 'Service' && fieldAt(value, 'spec', 'clusterIP') !== 'None' ? ADDRESSES : []
  return [...SERVER_SET, ...annotationsOf(value), ...addresses]
    .filter((steps) => fieldAt(value, ...steps) !== undefined)
    .map((steps) => ({ kind: 'remove', resource, steps }))
}

/** The annotations to take away one by one, or all of them where none is the author's. */
function annotationsOf(value: Resource['value']): readonly (readonly string[])[] {
  const annotations = fieldAt(value, 'metadata', 'annotations')
  const keys = isObject(annotations) ? Object.keys(annotations) : []
  if (keys.length > 0 && keys.every((key) => NOT_THE_AUTHORS.includes(key))) return [['metadata', 'annotations']]
  return NOT_THE_AUTHORS.map((key) => ['metadata', 'annotations', key])
}

const ADDRESSES: readonly (readonly string[])[] = [
  ['spec', 'clusterIP'],
  ['spec', 'clusterIPs'],
]
