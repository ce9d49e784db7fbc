import { applyEdits, composeEdits } from '../edits/apply-edits.ts'
import type { ItemSource } from '../edits/outline.ts'
import type { TextSplice } from '../edits/splices.ts'
import { readDocument } from '../manifest/read-document.ts'
import type { FileReading, Item, Reading } from '../manifest/reading.ts'
import type { Edit, TextFile } from '../model/edit.ts'
import { type Path, splitPath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { findStanding, type PlanContext } from './plan-context.ts'

/** A document being changed step by step: each step is planned on the text the ones before it left. */
export interface Draft {
  readonly files: readonly TextFile[]
  readonly reading: Reading
  readonly edits: readonly Edit[]
}

export function startDraft({ document, reading }: Pick<PlanContext, 'document' | 'reading'>): Draft {
  return { files: document.files, reading, edits: [] }
}

/** The draft with further edits, read again. */
export function extendDraft(draft: Draft, edits: readonly Edit[]): Draft {
  const applied = applyEdits({ revision: 0, files: draft.files }, { edits, label: '', base: 0 })
  if (applied.kind === 'stale') throw new Error('a draft has one revision')
  const { files } = applied.document
  return { files, reading: readDocument(files, draft.reading), edits: composeEdits(draft.edits, edits) }
}

/** Splices of one file as edits. */
export function toEdits(file: string, splices: readonly TextSplice[]): readonly Edit[] {
  return splices.map(({ start, end, text }) => ({ kind: 'splice', file, start, end, text }))
}

/** The text of an item, to plan edits on. */
export function sourceOf({ text }: FileReading, { start, end }: Item): ItemSource {
  return { text, start, end }
}

/** Plans a change inside the policy at `path`. Undefined when it cannot be edited there, or would not be valid after. */
export function editPolicy(
  draft: Draft,
  path: Path,
  place: Path,
  plan: (source: ItemSource, steps: readonly string[]) => readonly TextSplice[] | undefined,
): Draft | undefined {
  const standing = findStanding(draft.reading, path)
  if (!standing) return undefined
  const { file, item } = standing
  const steps = splitPath(place).steps.slice(splitPath(item.path).steps.length)
  const splices = plan(sourceOf(file, item), steps)
  if (!splices) return undefined
  const next = extendDraft(draft, toEdits(file.name, splices))
  return policyAt(next, path)?.stale === false ? next : undefined
}

/** The policy a draft holds at `path`. */
export function policyAt(draft: Draft, path: Path): NetworkPolicy | undefined {
  return findStanding(draft.reading, path)?.resource.policy
}
