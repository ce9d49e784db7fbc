import { columnOf } from '../../edits/outline.ts'
import { readDocument } from '../../manifest/read-document.ts'
import type { Item } from '../../manifest/reading.ts'
import { isWithin, type ResourcePath } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { Resource } from '../../model/resource.ts'
import { type Draft, settleDraft, sourceOf } from '../draft.ts'
import { findStanding, type Standing } from '../plan-context.ts'

/** A policy as a draft leaves it, or what the API server would say against it. */
export type PolicyAfter =
  | { readonly kind: 'valid'; readonly policy: NetworkPolicy }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

/**
 * Reads the policy that stood at `standing` as the draft leaves it: alone where it is an item of its own, because reading
 * a large file again takes long.
 */
export function readAfter(draft: Draft, { file, item, resource }: Standing): PolicyAfter {
  const { text, start, end } = sourceOf(draft, file, item)
  const alone = ' '.repeat(columnOf(text, start)) + text.slice(start, end)
  const [only, ...others] = readDocument([{ name: file.name, text: alone }]).files.flatMap(({ items }) => items)
  const found = only && others.length === 0 ? toAfter(only, only.resources[0]) : undefined
  if (found?.kind === 'valid') return found
  const again = findStanding(settleDraft(draft).reading, resource.path)
  return (
    (again && toAfter(again.item, again.resource)) ?? {
      kind: 'invalid',
      problems: ['the text cannot be read any more'],
    }
  )
}

function toAfter(item: Item, resource: Resource | undefined): PolicyAfter | undefined {
  if (!resource) return undefined
  if (resource.policy && !resource.stale) return { kind: 'valid', policy: resource.policy }
  const problems = problemsOf(item, resource.path)
  return { kind: 'invalid', problems: problems.length > 0 ? problems : ['the result would not be valid'] }
}

/** `spec.ingress[0].ports[0].port: must be …` */
function problemsOf({ diagnostics }: Item, path: ResourcePath): readonly string[] {
  return diagnostics
    .filter(({ severity, place }) => severity === 'error' && (place.kind === 'span' || isWithin(place.path, path)))
    .map(({ field, message }) => (field === undefined || message.startsWith(field) ? message : `${field}: ${message}`))
}
