import { insertItem } from '../../edits/insert-part.ts'
import { removeItems } from '../../edits/remove-items.ts'
import { removeKey } from '../../edits/remove-key.ts'
import { renameKey } from '../../edits/rename-key.ts'
import { setValue } from '../../edits/set-value.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { JsonValue } from '../../model/json.ts'
import type { Path, ResourcePath } from '../../model/path.ts'
import { type Draft, editResource } from '../draft.ts'
import { removeResource } from '../resource-edits.ts'

/** A way to repair something: what it is called, and the changes it takes, one after the other. */
export interface Repair {
  /** Short: "Move to spec.ingress[0].ports". */
  readonly title: string
  readonly steps: readonly RepairStep[]
}

export type RepairStep =
  | { readonly kind: 'set'; readonly path: Path; readonly value: JsonValue }
  | { readonly kind: 'append'; readonly list: Path; readonly value: JsonValue }
  | { readonly kind: 'remove-key'; readonly path: Path }
  | { readonly kind: 'rename-key'; readonly path: Path; readonly to: string }
  | { readonly kind: 'remove-item'; readonly list: Path; readonly index: number }
  | { readonly kind: 'remove-resource'; readonly path: ResourcePath }

/** Runs a repair of the resource at `resource`; undefined when its text cannot be edited so. */
export function runRepair(draft: Draft, resource: ResourcePath, { steps }: Repair): Draft | undefined {
  return steps.reduce<Draft | undefined>((current, step) => current && runStep(current, resource, step), draft)
}

function runStep(draft: Draft, resource: ResourcePath, step: RepairStep): Draft | undefined {
  switch (step.kind) {
    case 'set':
      return editResource(draft, resource, step.path, (source, steps) => setValue(source, steps, step.value))
    case 'append':
      return editResource(draft, resource, step.list, (source, steps) => insertItem(source, steps, step.value))
    case 'remove-key':
      return editResource(draft, resource, step.path, (source, steps) => removeKey(source, steps))
    case 'rename-key':
      return editResource(draft, resource, step.path, (source, steps) => renameKey(source, steps, step.to))
    case 'remove-item':
      return editResource(draft, resource, step.list, (source, steps) => removeItems(source, steps, [step.index]))
    case 'remove-resource':
      return removeResource(draft, step.path)
    default:
      return assertNever(step)
  }
}
