import { fieldAt } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import type { Draft } from './draft.ts'
import { findStanding, isBroken } from './plan-context.ts'
import { copyResource } from './resource-edits.ts'
import { type Edited, editFields, type FieldEdit, sharedText } from './structure-edit.ts'
import { brokenFile } from './write-policies.ts'

/** What the cluster writes into an object, and no other object may have. */
const SERVER_SET: readonly (readonly string[])[] = [
  ['status'],
  ...['uid', 'resourceVersion', 'selfLink', 'generation', 'creationTimestamp', 'managedFields', 'ownerReferences'].map(
    (key) => ['metadata', key],
  ),
  ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
  ['metadata', 'annotations', 'deployment.kubernetes.io/revision'],
]

/** Writes a resource once more behind itself, without what the cluster wrote into it, and with other fields. */
export function copyWith(draft: Draft, original: Resource, change: (copy: Resource) => readonly FieldEdit[]): Edited {
  const standing = findStanding(draft.reading, original.path)
  if (standing && isBroken(standing.file)) return { kind: 'refused', obstacle: brokenFile(standing.file.name) }
  const copied = copyResource(draft, original.path)
  const copy = copied && findStanding(copied.draft.reading, copied.path)?.resource
  if (!copied || !copy) return { kind: 'refused', obstacle: sharedText(original, []) }
  return editFields(copied.draft, [...removeServerSet(copy), ...change(copy)])
}

function removeServerSet(resource: Resource): readonly FieldEdit[] {
  const { kind, value } = resource
  const addresses = kind === 'Service' && fieldAt(value, 'spec', 'clusterIP') !== 'None' ? ADDRESSES : []
  return [...SERVER_SET, ...addresses]
    .filter((steps) => fieldAt(value, ...steps) !== undefined)
    .map((steps) => ({ kind: 'remove', resource, steps }))
}

const ADDRESSES: readonly (readonly string[])[] = [
  ['spec', 'clusterIP'],
  ['spec', 'clusterIPs'],
]
