import type { Span } from '../model/diagnostic.ts'
import { documentPath, joinPath, type ResourcePath } from '../model/path.ts'
import { findContent, splitDocuments } from './split-documents.ts'
import { type JsonOutline, outlineJson } from './split-json.ts'
import { mayHoldPolicy, unquote } from './split-kinds.ts'
import { outlineYaml } from './split-yaml-list.ts'
import { findTextChange, moveSpan, splitAround } from './unchanged-documents.ts'

/** A file cut into the units that are read alone, in the order of the text; they never overlap. */
export interface SplitFile {
  readonly text: string
  readonly documents: readonly SplitDocument[]
  readonly items: readonly SplitItem[]
  /** Items at both ends that are those of the cut before, the ones at the end perhaps moved. */
  readonly unchanged: { readonly head: number; readonly tail: number }
}

/** What stands between two `---`. */
interface SplitDocument {
  readonly span: Span
  /** How many documents it counts as in paths: a JSON value is one by itself. */
  readonly units: number
  readonly items: readonly SplitItem[]
}

/**
 * A YAML document (with its `---` and directives, without a BOM), a JSON value, or one item of a `List`.
 *
 * To read one alone, take {@link itemText}: offset `o` there is offset `o - indent + start` of the file.
 */
export interface SplitItem {
  /** `file#doc`, or `file#doc/items/n`. */
  readonly path: ResourcePath
  /** UTF-16 offsets into the file. For an item of a YAML list `start` is after its `- `. */
  readonly start: number
  readonly end: number
  /** `json` when it looks like JSON: worth a `JSON.parse`, which may still fail. */
  readonly format: 'yaml' | 'json'
  /** Columns before `start` that the other lines of the item have as indentation; 0 except for items of YAML lists. */
  readonly indent: number
  /** What the item takes from its list when it lacks it (YML-1); absent for items outside typed lists. */
  readonly defaults?: ListDefaults
  /** False only when the item's own `kind` says that no NetworkPolicy can be in it. */
  readonly mayHoldPolicy: boolean
}

/** From `kind: NetworkPolicyList`, `apiVersion: networking.k8s.io/v1`: the kind without `List`, and the apiVersion. */
export interface ListDefaults {
  readonly apiVersion?: string
  readonly kind: string
}

/** The text of an item as it can be read alone, its first line indented like the others. */
export function itemText(text: string, item: SplitItem): string {
  return ' '.repeat(item.indent) + text.slice(item.start, item.end)
}

/**
 * Cuts a file into its items (YML-1), in time linear in its length. What cannot be cut without doubt (flow lists,
 * anchors shared by items, templates, tabs at the margin) stays whole. Documents of `before` that a change is well away
 * from are not cut again: the cut is the same as without.
 */
export function splitItems(text: string, file: string, before?: SplitFile): SplitFile {
  const change = before && findTextChange(before.text, text)
  const kept = change && splitAround(spansOf(before), text, change)
  const head = before?.documents.slice(0, kept?.head ?? 0) ?? []
  const between = cutDocuments(text, file, kept?.between ?? splitDocuments(text), countUnits(head))
  const last = before?.documents.slice(before.documents.length - (kept?.tail ?? 0)) ?? []
  const isCountedAlike =
    countUnits(before?.documents ?? []) - countUnits(last) === countUnits(head) + countUnits(between)
  const by = change?.by ?? 0
  const tail = isCountedAlike
    ? last.map((document) => moveDocument(document, by))
    : cutDocuments(
        text,
        file,
        last.map(({ span }) => moveSpan(span, by)),
        countUnits(head) + countUnits(between),
      )
  const documents = [...head, ...between, ...tail]
  return {
    text,
    documents,
    items: documents.flatMap(({ items }) => items),
    unchanged: { head: countItems(head), tail: isCountedAlike ? countItems(tail) : 0 },
  }
}

function spansOf({ documents }: SplitFile): readonly Span[] {
  return documents.map(({ span }) => span)
}

function countUnits(documents: readonly SplitDocument[]): number {
  return documents.reduce((sum, { units }) => sum + units, 0)
}

function countItems(documents: readonly SplitDocument[]): number {
  return documents.reduce((sum, { items }) => sum + items.length, 0)
}

function moveDocument(document: SplitDocument, by: number): SplitDocument {
  if (by === 0) return document
  const items = document.items.map((item) => ({ ...item, ...moveSpan(item, by) }))
  return { ...document, span: moveSpan(document.span, by), items }
}

/** Cuts documents; `first` is the number of the first of them in paths. */
function cutDocuments(text: string, file: string, spans: readonly Span[], first: number): readonly SplitDocument[] {
  let count = first
  return spans.map((span) => {
    const units = splitUnits(text, span)
    const items = units.flatMap((unit) => {
      const path = documentPath(file, count)
      count += 1
      return unit.kind === 'json' ? splitJson(text, path, unit.outline) : splitYaml(text, path, unit)
    })
    return { span, units: units.length, items }
  })
}

/** What counts as one document in a path: a JSON value, or a YAML document. */
type Unit =
  | { readonly kind: 'json'; readonly outline: JsonOutline }
  | { readonly kind: 'yaml'; readonly span: Span; readonly content: number }

function splitUnits(text: string, span: Span): readonly Unit[] {
  const content = findContent(text, span)
  const first = text.charAt(content)
  const { values, rest } = first === '{' || first === '[' ? outlineJson(text, content, span.end) : { values: [] }
  if (values.length === 0) return [{ kind: 'yaml', span, content }]
  const units: Unit[] = values.map((outline) => ({ kind: 'json', outline }))
  if (rest !== undefined && !isTrailer(text, { start: rest, end: span.end }))
    units.push({ kind: 'yaml', span: { start: rest, end: span.end }, content: rest })
  return units
}

/** Whether nothing but comments and the document's `...` is left. */
function isTrailer(text: string, rest: Span): boolean {
  const content = findContent(text, rest)
  return content >= rest.end || text.startsWith('...', content)
}

function splitJson(text: string, path: ResourcePath, outline: JsonOutline): readonly SplitItem[] {
  const { start, end, items, isPlain } = outline
  const defaults = listDefaults(outline)
  if (defaults === undefined || items === undefined || !isPlain || !isJsonFrame(text, outline, items))
    return [{ path, start, end, format: 'json', indent: 0, mayHoldPolicy: mayHold(text, outline) }]
  return items.map((item, index) => ({
    path: joinPath(path, 'items', index),
    start: item.start,
    end: item.end,
    format: 'json',
    indent: 0,
    ...(defaults.kind === '' ? {} : { defaults }),
    mayHoldPolicy: mayHold(text, item, defaults.kind),
  }))
}

/** Whether a list is JSON apart from its items. */
function isJsonFrame(text: string, { start, end }: Span, items: readonly Span[]): boolean {
  const [first, last] = [items[0], items.at(-1)]
  if (first === undefined || last === undefined) return false
  try {
    JSON.parse(text.slice(start, first.start) + text.slice(last.end, end))
    return true
  } catch {
    return false
  }
}

function splitYaml(
  text: string,
  path: ResourcePath,
  { span, content }: { readonly span: Span; readonly content: number },
): readonly SplitItem[] {
  const outline = outlineYaml(text, span.start, content, span.end)
  const whole = { ...span, ...outline }
  const defaults = listDefaults(outline)
  if (defaults === undefined || outline.items === undefined)
    return [{ path, ...afterMark(text, span), format: 'yaml', indent: 0, mayHoldPolicy: mayHold(text, whole) }]
  return outline.items.map((item, index) => ({
    path: joinPath(path, 'items', index),
    start: item.start,
    end: item.end,
    format: 'yaml',
    indent: item.indent,
    ...(defaults.kind === '' ? {} : { defaults }),
    mayHoldPolicy: mayHold(text, item, defaults.kind),
  }))
}

/** Without the BOM in front, which no reader needs to see. */
function afterMark(text: string, { start, end }: Span): Span {
  return { start: text.charAt(start) === '\uFEFF' ? start + 1 : start, end }
}

/** What the items of a list inherit, `kind` being empty for a plain `List`; undefined when this is no list. */
function listDefaults({ kinds, apiVersions }: Pick<JsonOutline, 'kinds' | 'apiVersions'>): ListDefaults | undefined {
  const [kind = '', ...others] = kinds.map(unquote)
  if (!/^[A-Za-z0-9]*List$/.test(kind) || others.length > 0 || apiVersions.length > 1) return undefined
  const apiVersion = unquote(apiVersions[0] ?? '')
  return { ...(apiVersion === '' ? {} : { apiVersion }), kind: kind.slice(0, -'List'.length) }
}

function mayHold(
  text: string,
  part: Span & Pick<JsonOutline, 'kinds'> & { isPlain?: boolean },
  inherited = '',
): boolean {
  if (part.isPlain === false) return true
  const kinds = part.kinds.length === 0 && inherited !== '' ? [inherited] : part.kinds
  return mayHoldPolicy(kinds, text.slice(part.start, part.end))
}
