import type { Diagnostic, Fix } from '../model/diagnostic.ts'
import type { JsonValue } from '../model/json.ts'
import { splitPath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Resource } from '../model/resource.ts'
import { checkObject, needsExactReading } from './check-object.ts'
import { isExpectationList } from './expectation-list.ts'
import { type Found, flattenList } from './flatten-list.ts'
import { noticeFragment } from './fragment-fix.ts'
import { createFixer, readTree, toFileSpan } from './item-text.ts'
import { repeatsMember } from './json-members.ts'
import { roleOf } from './kinds.ts'
import { readLean } from './lean-reader.ts'
import { FLATTENED_WORDS, isFlattened } from './lost-indentation.ts'
import { versionFix } from './missing-version.ts'
import { restoreIndentation } from './paste-indentation.ts'
import { type PolicyReading, readPlainPolicy, readPolicy } from './read-policy.ts'
import { findContent } from './split-documents.ts'
import { itemText, type SplitItem } from './split-items.ts'
import { descend, type TextProblem, type Tree } from './tree.ts'

/** How many problems of its text one item reports. */
const MAX_PROBLEMS = 50

/** What the text of an item says, without any past. */
export interface ItemReading {
  readonly resources: readonly Resource[]
  readonly diagnostics: readonly Diagnostic[]
  /** The text cannot be read at all; `resources` is empty. */
  readonly broken: boolean
  readonly skipped: boolean
  readonly tree?: Tree
  readonly isExpectations?: boolean
}

type FoundObject = Extract<Found, { kind: 'object' }>

interface ObjectReading {
  readonly resource: Resource
  readonly diagnostics: readonly Diagnostic[]
}

interface Source {
  readonly text: string
  readonly file: string
  readonly split: SplitItem
}

/** Reads one item of a file's text. Never throws, whatever the text is. */
export function readItem(text: string, file: string, split: SplitItem): ItemReading {
  const source = { text, file, split }
  const value = readFast(source)
  const isQuick = value !== undefined && !isExpectationList(value, file)
  return (isQuick ? readQuickly(split, value) : undefined) ?? readExactly(source)
}

/** Without places: undefined when it needs the exact reader. */
function readQuickly(split: SplitItem, value: JsonValue): ItemReading | undefined {
  const resources: Resource[] = []
  const diagnostics: Diagnostic[] = []
  for (const found of flattenList(value, split.path, split.defaults)) {
    const read = found.kind === 'object' ? readPlainObject(found) : undefined
    if (read === undefined) return undefined
    resources.push(read.resource)
    diagnostics.push(...read.diagnostics)
  }
  return { resources, diagnostics, broken: false, skipped: false }
}

function readPlainObject(found: FoundObject): ObjectReading | undefined {
  const { path, apiVersion, kindName, value } = found
  const { role } = roleOf(apiVersion, kindName, value)
  if (role === 'policy') {
    const read = readPlainPolicy(value, path)
    return read && toPolicyReading(found, read)
  }
  if (role !== 'inventory' && role !== 'irrelevant') return undefined
  if (role === 'inventory' && needsExactReading(value, kindName)) return undefined
  return { resource: toResource(found), diagnostics: [] }
}

function readFast({ text, split }: Source): JsonValue | undefined {
  if (split.format === 'yaml') return readLean(itemText(text, split))
  return split.mayHoldPolicy ? undefined : parseJson(itemText(text, split))
}

function parseJson(alone: string): JsonValue | undefined {
  try {
    const value = JSON.parse(alone) as JsonValue
    return repeatsMember(alone, value) ? undefined : value
  } catch {
    return undefined
  }
}

function readExactly(source: Source): ItemReading {
  const { tree, problems } = readTree(source.text, source.split)
  if (tree === undefined) {
    const diagnostics = problems.slice(0, 1).map((problem) => brokenText(source, problem))
    return { resources: [], diagnostics, broken: diagnostics.length > 0, skipped: false }
  }
  if (isExpectationList(tree.value, source.file)) return readExpectations(source, tree, problems)
  if (isFlattened(tree)) return { ...flattened(source), tree }
  const fragment = noticeFragment(source.text, source.file, source.split, tree.value)
  if (fragment) return { resources: [], diagnostics: [fragment], broken: false, skipped: false, tree }
  return { ...readObjects(source, tree, problems), tree }
}

/** What the expectations are, and what is wrong with them, is not read here: only that they are no resources. */
function readExpectations(source: Source, tree: Tree, problems: readonly TextProblem[]): ItemReading {
  const diagnostics = fewProblems(problems).map((problem) => toDiagnostic(source, problem))
  return { resources: [], diagnostics, broken: false, skipped: false, tree, isExpectations: true }
}

function readObjects(source: Source, tree: Tree, problems: readonly TextProblem[]): ItemReading {
  const resources: Resource[] = []
  const diagnostics = fewProblems(problems).map((problem) => toDiagnostic(source, problem))
  let broken = false
  let skipped = false
  for (const found of flattenList(tree.value, source.split.path, source.split.defaults)) {
    if (found.kind === 'skipped') skipped = true
    else if (found.kind === 'bare-list') diagnostics.push(bareList(found.path))
    else if (found.kind === 'unidentified') {
      broken = true
      const fix = versionFix(source, tree, found.path)
      diagnostics.push({ ...unidentified(found.path, found.message), ...(fix ? { fix } : {}) })
    } else {
      const read = readObject(source, tree, found)
      resources.push(read.resource)
      diagnostics.push(...read.diagnostics)
    }
  }
  return { resources, diagnostics, broken: broken && resources.length === 0, skipped }
}

/** A text that repeats one mistake a thousand times is told so often enough. */
function fewProblems(problems: readonly TextProblem[]): readonly TextProblem[] {
  const shown = problems.slice(0, MAX_PROBLEMS)
  const last = shown.at(-1)
  const left = problems.length - shown.length
  return last && left > 0 ? [...shown.slice(0, -1), { ...last, message: `${last.message} (and ${left} more)` }] : shown
}

function readObject(source: Source, root: Tree, found: FoundObject): ObjectReading {
  const { path, apiVersion, kindName, value } = found
  const depth = splitPath(source.split.path).steps.length
  const { tree } = descend(root, splitPath(path).steps.slice(depth))
  const role = roleOf(apiVersion, kindName, value)
  const resource = toResource(found)
  const fixer = createFixer(source.file, source.split)
  if (tree.kind !== 'map') return { resource, diagnostics: [] }
  if (role.role === 'policy') return toPolicyReading(found, readPolicy(tree, path, fixer))
  const checked = checkObject(tree, resource, role, fixer)
  return {
    resource: checked.value === value ? resource : { ...resource, value: checked.value },
    diagnostics: checked.diagnostics,
  }
}

function toPolicyReading(found: FoundObject, { policy, diagnostics }: PolicyReading): ObjectReading {
  return { resource: toResource(found, policy), diagnostics }
}

/** With all fields at once, so that all resources have one shape (decision 8). */
function toResource({ path, apiVersion, kindName, value }: FoundObject, policy?: NetworkPolicy): Resource {
  return { path, apiVersion, kind: kindName, value, policy, stale: false }
}

function bareList(path: string): Diagnostic {
  const message = 'a bare list: its items are read, but kubectl takes only objects; put them into a "List"'
  return { code: 'YML-1', severity: 'warning', message, place: { kind: 'path', path } }
}

function unidentified(path: string, message: string): Diagnostic {
  return { code: 'YML-6', severity: 'error', message, place: { kind: 'path', path } }
}

/** One diagnostic for text that cannot be read: the template or the lost indentation behind it, else the break itself. */
function brokenText(source: Source, problem: TextProblem): Diagnostic {
  const alone = itemText(source.text, source.split)
  const template = findTemplate(alone, problem.start)
  if (template !== undefined) {
    const message = 'this is a template, not a manifest: render it first with `helm template`'
    const place = { start: template, end: template + 2 }
    return toDiagnostic(source, { code: 'YML-7', severity: 'error', message, ...place })
  }
  if (isFlattened(alone)) return flattened(source).diagnostics[0] ?? toDiagnostic(source, problem)
  const { message } = problem
  const line = lineOf(source, problem.start)
  return toDiagnostic(source, {
    ...problem,
    message: problem.code === 'YML-1' ? `${problem.language ?? 'yaml'}: line ${line}: ${message}` : message,
  })
}

/** Where a template stands that breaks the text: as a value or a line of its own, or on the line that breaks. */
function findTemplate(text: string, broken: number): number | undefined {
  const [match] = text.matchAll(/(?:^[ \t]*(?:- +)*|[:-][ \t]+)\{\{/gm)
  if (match) return match.index + match[0].length - 2
  const line = text.lastIndexOf('\n', Math.max(0, broken - 1)) + 1
  const found = text.indexOf('{{', line)
  const next = text.indexOf('\n', broken)
  return found >= 0 && (next < 0 || found < next) ? found : undefined
}

function flattened(source: Source): ItemReading {
  const alone = itemText(source.text, source.split)
  const start = findContent(alone, { start: 0, end: alone.length })
  const end = alone.trimEnd().length
  const diagnostic = toDiagnostic(source, { code: 'YML-9', severity: 'error', message: FLATTENED_WORDS, start, end })
  const fix = restoreFix(source, alone.slice(start, end), start)
  return { resources: [], diagnostics: [fix ? { ...diagnostic, fix } : diagnostic], broken: true, skipped: false }
}

/** The repair, where the known fields leave one reading only (YML-9). */
function restoreFix({ file, split }: Source, lost: string, start: number): Fix | undefined {
  const restored = split.indent === 0 ? restoreIndentation(lost) : undefined
  if (restored === undefined) return undefined
  const span = toFileSpan(split, { start, end: start + lost.length })
  const title = 'Restore the indentation'
  return { title, edits: [{ kind: 'splice', file, ...span, text: restored.trimEnd() }] }
}

/** The line of the file, counted from 1, of an offset in the item's text. */
function lineOf({ text, split }: Source, offset: number): number {
  const { start } = toFileSpan(split, { start: offset, end: offset })
  return (text.slice(0, start).match(/\r\n|\r|\n/g) ?? []).length + 1
}

function toDiagnostic({ file, split }: Source, problem: TextProblem): Diagnostic {
  const { code, severity, message } = problem
  return { code, severity, message, place: { kind: 'span', file, span: toFileSpan(split, problem) } }
}
