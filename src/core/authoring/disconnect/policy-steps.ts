import { insertItem } from '../../edits/insert-part.ts'
import { removeItems } from '../../edits/remove-items.ts'
import { setValue } from '../../edits/set-value.ts'
import { assertNever } from '../../model/assert-never.ts'
import type { JsonValue } from '../../model/json.ts'
import { type Path, splitPath } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import { type Draft, editResource } from '../draft.ts'
import { removeParts } from './remove-parts.ts'

/** A change inside a policy, by the paths that its parts have before all of them. */
export type PolicyStep =
  /** At the end of a list, which is made when it is not there. */
  | { readonly kind: 'append'; readonly list: Path; readonly value: JsonValue }
  | { readonly kind: 'set'; readonly path: Path; readonly value: JsonValue }
  /** The list keeps others, also those that are appended. */
  | { readonly kind: 'remove'; readonly list: Path; readonly indices: readonly number[] }
  | { readonly kind: 'remove-rule'; readonly path: Path }

/** Runs the steps: what is added first, what goes last and the deepest of it first, so that all paths stay true. */
export function runSteps(draft: Draft, policy: NetworkPolicy, steps: readonly PolicyStep[]): Draft | undefined {
  const inner = [...steps].filter(({ kind }) => kind !== 'remove-rule').sort((a, b) => rank(a) - rank(b))
  const filled = new Set(steps.flatMap((step) => (step.kind === 'append' ? [step.list] : [])))
  const changed = inner.reduce<Draft | undefined>(
    (current, step) => current && runStep(current, policy, step, filled),
    draft,
  )
  const gone = new Set(steps.flatMap((step) => (step.kind === 'remove-rule' ? [step.path] : [])))
  return changed && gone.size > 0 ? removeParts(changed, policy, gone) : changed
}

function rank(step: PolicyStep): number {
  return step.kind === 'remove' ? 1000 - splitPath(step.list).steps.length : 0
}

/** Where something is written in the place of what goes, comments stay for it. */
function runStep(
  draft: Draft,
  { path }: NetworkPolicy,
  step: PolicyStep,
  filled: ReadonlySet<Path>,
): Draft | undefined {
  const own = step.kind === 'remove' && filled.has(step.list) ? 'stay' : 'go'
  switch (step.kind) {
    case 'append':
      return editResource(draft, path, step.list, (source, steps) => insertItem(source, steps, step.value))
    case 'set':
      return editResource(draft, path, step.path, (source, steps) => setValue(source, steps, step.value))
    case 'remove':
      return editResource(draft, path, step.list, (source, steps) => removeItems(source, steps, step.indices, own))
    case 'remove-rule':
      return draft
    default:
      return assertNever(step)
  }
}
