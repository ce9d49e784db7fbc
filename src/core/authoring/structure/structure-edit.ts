import { removeKey } from '../../edits/remove-key.ts'
import { renameKey } from '../../edits/rename-key.ts'
import { setValue } from '../../edits/set-value.ts'
import { nameOf } from '../../inventory/object-meta.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { JsonValue } from '../../model/json.ts'
import { joinPath, type ResourcePath } from '../../model/path.ts'
import type { Resource } from '../../model/resource.ts'
import { type Draft, editResource } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import { findStanding, isBroken } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { removeResources } from '../resource-edits.ts'
import { brokenFile, refuseChange } from '../write-policies.ts'

/** A change of one field of one resource, by the keys from its root. */
export type FieldEdit = { readonly resource: Resource; readonly steps: readonly string[] } & (
  | { readonly kind: 'set'; readonly value: JsonValue }
  | { readonly kind: 'remove' }
  | { readonly kind: 'rename-key'; readonly to: string }
)

/** The edit that gives a resource a name. */
export function setName(resource: Resource, value: string): FieldEdit {
  return { kind: 'set', resource, steps: ['metadata', 'name'], value }
}

/** The edit that puts a resource into a namespace. */
export function setNamespace(resource: Resource, value: string): FieldEdit {
  return { kind: 'set', resource, steps: ['metadata', 'namespace'], value }
}

/** A draft with the edits of a plan, or the first thing that stands in the way. */
export type Edited =
  | { readonly kind: 'edited'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly obstacle: Obstacle }

/** Edits fields one after the other; none of them moves a resource. */
export function editFields(draft: Draft, edits: readonly FieldEdit[]): Edited {
  return edits.reduce<Edited>(
    (current, edit) => (current.kind === 'edited' ? editField(current.draft, edit) : current),
    {
      kind: 'edited',
      draft,
    },
  )
}

function editField(draft: Draft, edit: FieldEdit): Edited {
  const { path } = edit.resource
  const standing = findStanding(draft.reading, path)
  if (standing && isBroken(standing.file)) return { kind: 'refused', obstacle: brokenFile(standing.file.name) }
  const edited = editResource(draft, path, joinPath(path, ...edit.steps), (source, steps) => {
    switch (edit.kind) {
      case 'set':
        return setValue(source, steps, edit.value)
      case 'remove':
        return removeKey(source, steps)
      case 'rename-key':
        return renameKey(source, steps, edit.to)
      default:
        return assertNever(edit)
    }
  })
  return edited
    ? { kind: 'edited', draft: edited }
    : { kind: 'refused', obstacle: sharedText(edit.resource, edit.steps) }
}

/** Takes resources out of the text. */
export function removeAll(draft: Draft, resources: readonly Resource[]): Edited {
  const removed = removeResources(
    draft,
    resources.map(({ path }) => path),
  )
  if (removed) return { kind: 'edited', draft: removed }
  return refuseText(draft, resources, (path) => removeResources(draft, [path]) !== undefined)
}

/** Why the text of resources cannot be taken out or repeated: of the first one where it does not work alone. */
export function refuseText(
  draft: Draft,
  resources: readonly Resource[],
  works: (path: ResourcePath) => boolean,
): Edited {
  const standing = resources.map(({ path }) => findStanding(draft.reading, path))
  const broken = standing.find((one) => one && isBroken(one.file))
  if (broken) return { kind: 'refused', obstacle: brokenFile(broken.file.name) }
  const shared = resources.find(({ path }) => !works(path)) ?? resources[0]
  if (!shared) throw new Error('nothing was to be changed')
  return { kind: 'refused', obstacle: sharedText(shared, []) }
}

/** What a plan of edits comes to: the change, or why there is none. */
export function toChange(
  label: string,
  edited: Edited,
  notes: readonly string[] = [],
  selectors: PlannedChange['selectors'] = [],
): PlannedChange {
  if (edited.kind === 'refused') return refuseChange(label, [edited.obstacle])
  const { edits } = edited.draft
  if (edits.length === 0) return refuseChange(label, [{ code: 'nothing-to-do', words: 'it is so already' }])
  return { label, edits, obstacles: [], selectors, notes }
}

function sharedText(resource: Resource, steps: readonly string[]): Obstacle {
  const place = steps.length === 0 ? '' : ` (${steps.join('.')})`
  const words = `${resource.kind} ${nameOf(resource)}${place}: the text cannot be edited there without changing other places, such as those that repeat an anchor`
  return { code: 'not-expressible', words }
}
