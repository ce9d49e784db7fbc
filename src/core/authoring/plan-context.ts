import { documentAt } from '../edits/document-span.ts'
import type { Prepared } from '../engine/prepare.ts'
import { stateOf } from '../manifest/item-state.ts'
import type { FileReading, Item, Reading } from '../manifest/reading.ts'
import type { TextDocument } from '../model/edit.ts'
import { isWithin, type ResourcePath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'

/** The document a plan is made on: its text, what was read from it, and the engine ready for questions. */
export interface PlanContext {
  readonly document: TextDocument
  readonly reading: Reading
  readonly prepared: Prepared
}

/** Where a resource stands: its file, and the item of that file it was read in. */
export interface Standing {
  readonly file: FileReading
  readonly item: Item
  readonly resource: Resource
}

/** Every resource of a reading with its place, in order. */
export function standings(reading: Reading): readonly Standing[] {
  return reading.files.flatMap((file) =>
    file.items.flatMap((item) => item.resources.map((resource) => ({ file, item, resource }))),
  )
}

/** The resource at `path`, with its place. */
export function findStanding(reading: Reading, path: ResourcePath): Standing | undefined {
  for (const file of reading.files) {
    for (const item of file.items) {
      if (!isWithin(path, item.path)) continue
      const resource = item.resources.find((candidate) => isWithin(path, candidate.path))
      if (resource) return { file, item, resource }
    }
  }
  return undefined
}

/** Whether some text of a file cannot be read now, so that nothing is written into it. */
export function isBroken(file: FileReading): boolean {
  return file.items.some((item) => stateOf(item)?.broken === true)
}

/** Whether a resource is a NetworkPolicy of the Kubernetes API, valid or not. */
export function isNetworkPolicy({ kind, apiVersion }: Resource): boolean {
  return kind === 'NetworkPolicy' && apiVersion.startsWith('networking.k8s.io/')
}

/** The path of the list that an item was split from; undefined for a document or value of its own. */
export function listOf(path: ResourcePath): ResourcePath | undefined {
  return /^(.*\/items)\/\d+$/.exec(path)?.[1]
}

/** Whether an item is written as a JSON value. */
export function isJson({ text }: FileReading, { start, end }: Item): boolean {
  return /^\s*\{/.test(text.slice(start, Math.min(end, start + 200)))
}

/** Whether the YAML document that an item stands in holds other values too: a stream of JSON values. */
export function sharesDocument({ text, items }: FileReading, item: Item): boolean {
  const { start, end } = documentAt(text, item.start)
  return items.some((other) => other !== item && start <= other.start && other.start < end)
}
