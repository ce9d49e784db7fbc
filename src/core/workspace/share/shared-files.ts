import { PLAIN_STYLE, printBlock } from '../../edits/print-block.ts'
import { roleOf } from '../../manifest/kinds.ts'
import { readDocument } from '../../manifest/read-document.ts'
import type { FileReading, Item, Reading } from '../../manifest/reading.ts'
import { itemText, type SplitItem, splitItems } from '../../manifest/split-items.ts'
import type { TextFile } from '../../model/edit.ts'
import type { Resource } from '../../model/resource.ts'
import type { Work } from '../../model/work.ts'
import { joinDocuments } from './join-documents.ts'
import { skeletonOf } from './skeleton.ts'

/** The manifests of a share link. */
export interface SharedFiles {
  readonly files: readonly TextFile[]
  readonly leftOut: LeftOut
}

/** What a share link does not carry. */
export interface LeftOut {
  /** Objects that cannot matter to verdicts, by kind, the most of a kind first: Secrets, ConfigMaps. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[]
  /** Texts that cannot be read, kustomizations and what else is no manifest. */
  readonly texts: number
}

interface Tally {
  readonly kinds: Map<string, number>
  texts: number
}

/**
 * What a document comes to in a share link, in steps: policies as they are written, of everything else that matters to
 * verdicts the skeleton (see {@link skeletonOf}), nothing of the rest. Files keep their names and resources their order,
 * which decide between resources of one name; items of lists become documents of their own.
 */
export function* sharingFiles({ files }: Reading): Work<SharedFiles> {
  const tally: Tally = { kinds: new Map(), texts: 0 }
  const shared: TextFile[] = []
  for (const [index, file] of files.entries()) {
    yield { doing: `packing ${file.name}`, done: index / files.length }
    const text = joinDocuments(yield* sharingFile(file, tally))
    if (text !== '') shared.push({ name: file.name, text })
  }
  const kinds = [...tally.kinds].map(([kind, count]) => ({ kind, count }))
  const byCount = kinds.sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
  return { files: shared, leftOut: { kinds: byCount, texts: tally.texts } }
}

/** Between two steps so many items are packed. */
const STEP = 20

function* sharingFile(file: FileReading, tally: Tally): Work<readonly string[]> {
  const splits = new Map(splitItems(file.text, file.name).items.map((split) => [split.path, split]))
  const documents: string[] = []
  if (file.items.length === 0 && file.text.trim() !== '') tally.texts += 1
  for (const [index, item] of file.items.entries()) {
    if (index % STEP === STEP - 1) yield undefined
    const split = splits.get(item.path)
    if (split) documents.push(...shareItem(file.text, item, split, tally))
  }
  return documents
}

function shareItem(text: string, item: Item, split: SplitItem, tally: Tally): readonly string[] {
  if (item.resources.length === 0 || isBrokenPolicy(item)) {
    const written = text.slice(split.start, split.end)
    if (isPolicyText(written)) return [alone(text, split)]
    if (written.replace(/^---.*|#.*$/gm, '').trim() !== '') tally.texts += 1
    return []
  }
  return item.resources.flatMap((resource) => shareResource(resource, text, item, split, tally))
}

/** The text is shared, not what it was when it could be read. */
function isBrokenPolicy({ stale, resources }: Item): boolean {
  return stale && resources.length === 1 && resources.some(isPolicy)
}

/** Broken text may be anything; this surely holds policies and nothing else. */
function isPolicyText(text: string): boolean {
  const kinds = text.match(/(?<![\w./-])["']?kind["']?\s*:[^,}\n]*/g) ?? []
  return kinds.length > 0 && kinds.every((kind) => /\bNetworkPolicy\b/.test(kind))
}

function isPolicy({ apiVersion, kind, value }: Resource): boolean {
  const { role } = roleOf(apiVersion, kind, value)
  return role === 'policy' || role === 'old-policy' || role === 'groupless-policy' || role === 'other-policy'
}

function shareResource(
  resource: Resource,
  text: string,
  item: Item,
  split: SplitItem,
  tally: Tally,
): readonly string[] {
  if (isPolicy(resource)) return [policyText(resource, text, item, split)]
  const skeleton = skeletonOf(resource)
  if (skeleton) return [print(skeleton)]
  tally.kinds.set(resource.kind, (tally.kinds.get(resource.kind) ?? 0) + 1)
  return []
}

/** As it is written; of a list that cannot be cut, or whose items lack their kind, what it says. */
function policyText(resource: Resource, text: string, item: Item, split: SplitItem): string {
  const { apiVersion, kind, value, path } = resource
  const isWhole = item.resources.length === 1 && path === item.path && !split.defaults
  const written = isWhole ? alone(text, split) : undefined
  const isSame = written !== undefined && (split.indent === 0 || saysTheSame(written, resource))
  return isSame ? written : print({ apiVersion, kind, ...value })
}

/** An item by itself, moved to the margin. */
function alone(text: string, split: SplitItem): string {
  const written = itemText(text, split)
  if (split.indent === 0) return written
  return withoutForeignComments(written, split.indent).replace(new RegExp(`^ {1,${split.indent}}`, 'gm'), '')
}

/** Comments at the end of an item that stand left of it are about what follows. */
function withoutForeignComments(written: string, indent: number): string {
  const lines = written.split('\n')
  const isForeign = (line: string) => /^ *#/.test(line) && line.indexOf('#') < indent
  const last = lines.findLastIndex((line) => line.trim() !== '' && !isForeign(line))
  return lines.slice(last + 1).some(isForeign) ? [...lines.slice(0, last + 1), ''].join('\n') : written
}

function saysTheSame(text: string, { value }: Resource): boolean {
  const [read, ...others] = readDocument([{ name: 'one.yaml', text }]).files.flatMap(({ items }) =>
    items.flatMap(({ resources }) => resources),
  )
  return read !== undefined && others.length === 0 && JSON.stringify(read.value) === JSON.stringify(value)
}

function print(value: Resource['value']): string {
  return `${printBlock(value, PLAIN_STYLE).join('\n')}\n`
}
