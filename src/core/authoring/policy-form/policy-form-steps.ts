import { carryComments } from '../../edits/carry-comments.ts'
import { insertItem } from '../../edits/insert-part.ts'
import { removeItems } from '../../edits/remove-items.ts'
import { removeKey } from '../../edits/remove-key.ts'
import { renameKey } from '../../edits/rename-key.ts'
import { setValue } from '../../edits/set-value.ts'
import type { JsonValue } from '../../model/json.ts'
import type { Path } from '../../model/path.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import { removeParts } from '../disconnect/remove-parts.ts'
import { type Draft, editResource } from '../draft.ts'
import type { Obstacle } from '../plan.ts'

/** One edit of a policy's text, planned on what the steps before it left. Undefined where the text cannot be edited. */
export type Step = (draft: Draft) => Draft | undefined

/** What a change of the form does to the text. */
export interface FormEdit {
  /** For the history, without the policy's name: "Add a peer to". */
  readonly title: string
  /** In order; empty together with obstacles. */
  readonly steps: readonly Step[]
  /** What the change means where the text does not show it, in sentences. */
  readonly notes?: readonly string[]
  readonly obstacles?: readonly Obstacle[]
}

/** A change that is not made, with the reason. */
export function refuseEdit(title: string, code: Obstacle['code'], words: string): FormEdit {
  return { title, steps: [], obstacles: [{ code, words }] }
}

/** Writes a value; an absent key is added at its place. */
export function set(path: Path, value: JsonValue): Step {
  return (draft) => editResource(draft, path, path, (source, steps) => setValue(source, steps, value))
}

/** Removes a key; emptied mappings above it go with it, at most `prune` of them. */
export function unset(path: Path, prune = 0): Step {
  return (draft) => editResource(draft, path, path, (source, steps) => removeKey(source, steps, prune))
}

/** Writes the comments of one part of `whole` above another that says the same. */
export function carry(whole: Path, from: readonly string[], to: readonly string[]): Step {
  return (draft) =>
    editResource(draft, whole, whole, (source, steps) => carryComments(source, [...steps, ...from], [...steps, ...to]))
}

/** Gives a key another name. */
export function rename(path: Path, to: string): Step {
  return (draft) => editResource(draft, path, path, (source, steps) => renameKey(source, steps, to))
}

/** Adds an item at the end of a list, which is made at its place where it is absent. */
export function append(list: Path, old: readonly JsonValue[], value: JsonValue): Step {
  if (old.length === 0) return set(list, [value])
  return (draft) => editResource(draft, list, list, (source, steps) => insertItem(source, steps, value))
}

/** Removes an item of a list; the last one takes the list's key with it. */
export function drop(list: Path, old: readonly JsonValue[], index: number): Step {
  if (old.length === 1) return unset(list)
  return (draft) => editResource(draft, list, list, (source, steps) => removeItems(source, steps, [index]))
}

/** Removes rules, peers and port entries so that nothing is widened and no pod becomes free. */
export function cut(policy: NetworkPolicy, ...paths: readonly Path[]): Step {
  return (draft) => removeParts(draft, policy, new Set(paths))
}

/** Makes a list of strings another one: what both have stays with its comments. */
export function setList(list: Path, old: readonly string[], wanted: readonly string[]): readonly Step[] {
  const kept = old.filter((item) => wanted.includes(item))
  const gone = old.flatMap((item, index) => (wanted.includes(item) ? [] : [index]))
  const isInOrder = kept.length > 0 && kept.every((item, index) => item === wanted[index])
  if (!isInOrder || new Set(old).size < old.length) return [set(list, wanted)]
  const removal: Step = (draft) => editResource(draft, list, list, (source, steps) => removeItems(source, steps, gone))
  const added = wanted.slice(kept.length).map((item) => append(list, kept, item))
  return [...(gone.length > 0 ? [removal] : []), ...added]
}
