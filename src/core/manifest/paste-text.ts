import type { TextFile } from '../model/edit.ts'
import { isObject, type JsonValue } from '../model/json.ts'
import { FRAGMENT_WORDS, WRAP_TITLE } from './fragment-fix.ts'
import { readLean } from './lean-reader.ts'
import { FLATTENED_WORDS } from './lost-indentation.ts'
import { type Blocks, readFences, readHeredocs, readRuns } from './paste-blocks.ts'
import { alignFirstLine, wrapFragment } from './paste-fragment.ts'
import { hasLostIndentation, restoreIndentation } from './paste-indentation.ts'
import { whyUnreadable } from './paste-reasons.ts'
import { itemText, type SplitItem, splitItems } from './split-items.ts'
import { readYamlTree } from './tree-yaml.ts'

/**
 * What pasted text holds: `files` to open, with `notes` on what was left out; or a `wrap` that would make it whole, to
 * be offered; or a `problem`, the reason why there is nothing to open. A `wrap` comes with the problem it solves.
 */
export interface Paste {
  readonly files: readonly TextFile[]
  /** For people: "left out 3 lines around the code". */
  readonly notes: readonly string[]
  readonly wrap?: { readonly title: string; readonly text: string }
  readonly problem?: string
}

/** Texts from here on are not read twice: they are taken as they are when they begin like a manifest. */
const LARGE = 300_000

/** The exact reader gets no longer texts here: a paste must be answered at once, whatever it holds. */
const EXACT = 30_000

/**
 * Finds the manifests in pasted text: Markdown fences, here-documents, prompts and prose around them, parts of a
 * policy, lost indentation (YML-9). Text that is a manifest as it stands passes through unchanged, byte for byte.
 */
export function readPaste(text: string): Paste {
  if (text.length > LARGE && beginsManifest(text)) return opened(text, [])
  if (isManifest(text)) return opened(text, [])
  // Web pages indent with no-break spaces, which YAML takes for text.
  const spaced = text.replaceAll('\u00a0', ' ')
  if (spaced !== text) return withNote(readPaste(spaced), 'no-break spaces became spaces')
  return readSurrounded(text) ?? readPart(text) ?? readBroken(text) ?? failed(whyUnreadable(text))
}

/** Manifests with something around them. */
function readSurrounded(text: string): Paste | undefined {
  const fences = readFences(text)
  if (fences) return readBlocks(fences, 'left out the text around the code')
  const heredocs = readHeredocs(text)
  if (heredocs) return readBlocks(heredocs, 'left out the shell commands')
  const aligned = alignFirstLine(text)
  if (aligned !== text && isManifest(aligned)) return opened(aligned, ['indented the first line like the others'])
  const runs = readRuns(text)
  // Of text that only looks like prose around a broken manifest, nothing is left out.
  const isClear = runs.leftOut > 0 && runs.blocks.every((block) => isManifest(block.text) || !namesObject(block.text))
  return isClear ? readBlocks(runs, 'left out prompts and prose') : undefined
}

function readBlocks({ blocks, leftOut }: Blocks, words: string): Paste | undefined {
  const texts = blocks.flatMap(({ text, language }) => {
    const inner = isShell(language) && !isManifest(text) ? readHeredocs(text) : undefined
    return (inner?.blocks ?? [{ text }]).map((block) => block.text)
  })
  const objects = texts.filter((text) => isManifest(text) || namesObject(text))
  if (!objects.some(isManifest)) {
    const parts = texts.flatMap((text) => readPart(text) ?? [])
    const part = parts.find(({ wrap }) => wrap) ?? parts[0]
    if (part) return part
  }
  if (objects.length === 0) return undefined
  const others = texts.length - objects.length
  return opened(joinDocuments(objects), [
    ...(leftOut > 0 ? [`${words} (${count(leftOut, 'line')})`] : []),
    ...(others > 0 ? [`left out ${count(others, 'other block')}`] : []),
  ])
}

function isShell(language: string): boolean {
  return ['', 'bash', 'sh', 'shell', 'zsh', 'console', 'shell-session', 'terminal', 'text'].includes(language)
}

/** A part of a policy, or a manifest without its indentation: what would make it whole. */
function readPart(text: string): Paste | undefined {
  if (text.length > EXACT) return undefined
  if (hasLostIndentation(text)) {
    const restored = restoreIndentation(text)
    if (restored === undefined)
      return failed(`${FLATTENED_WORDS}, and there is more than one way to put it back: copy it again from its source`)
    return { ...failed(FLATTENED_WORDS), wrap: { title: 'Restore the indentation', text: restored } }
  }
  const wrapped = wrapFragment(text)
  if (wrapped === undefined) return undefined
  return {
    ...failed(FRAGMENT_WORDS),
    wrap: { title: WRAP_TITLE, text: wrapped },
  }
}

/** A manifest with mistakes is still the author's text: it is opened as it is, and its problems are shown there. */
function readBroken(text: string): Paste | undefined {
  return namesObject(text) ? opened(text, []) : undefined
}

function namesObject(text: string): boolean {
  return /^[ \t]*["']?kind["']?[ \t]*:/m.test(text) && /^[ \t]*["']?apiVersion["']?[ \t]*:/m.test(text)
}

function opened(text: string, notes: readonly string[]): Paste {
  const first = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .charAt(0)
  const isJson = (first === '{' || first === '[') && !/^---/m.test(text)
  return { files: [{ name: isJson ? 'pasted.json' : 'pasted.yaml', text }], notes }
}

function withNote(paste: Paste, note: string): Paste {
  return { ...paste, notes: [...paste.notes, note] }
}

function failed(problem: string): Paste {
  return { files: [], notes: [], problem }
}

/** Whether a text that is too long to be read twice begins as `kubectl` output does. */
function beginsManifest(text: string): boolean {
  return /^\uFEFF?(?:\s|#[^\n]*\n|---[^\n]*\n)*(?:(?:apiVersion|kind|items|metadata):|\{\s*")/.test(text.slice(0, 4000))
}

/** Whether all of a text can be read, and some of it is an object with apiVersion and kind. */
function isManifest(text: string): boolean {
  const { items } = splitItems(text, 'pasted')
  const readings = items.map((item) => readAlone(text, item))
  return readings.every((reading) => reading !== 'broken') && readings.includes('object')
}

function readAlone(text: string, item: SplitItem): 'object' | 'other' | 'broken' {
  const alone = itemText(text, item)
  const lean = item.format === 'json' ? parseJson(alone) : readLean(alone)
  if (lean === undefined && alone.length > EXACT) return namesObject(alone) ? 'object' : 'other'
  const exact = lean === undefined ? readYamlTree(alone) : undefined
  if (exact?.problems.some(({ code, severity }) => code === 'YML-1' && severity === 'error')) return 'broken'
  const value = lean ?? exact?.tree?.value ?? null
  if (value === null) return 'other'
  if (!isObject(value)) return Array.isArray(value) ? 'other' : 'broken'
  const isTyped = typeof value.kind === 'string' && typeof value.apiVersion === 'string'
  if (isTyped && hasLostIndentation(alone)) return 'broken'
  return isTyped || item.defaults ? 'object' : 'other'
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function joinDocuments(texts: readonly string[]): string {
  const [first = '', ...others] = texts.map((text) => (text.endsWith('\n') || texts.length === 1 ? text : `${text}\n`))
  return others.reduce((joined, text) => joined + (/^\uFEFF?---/.test(text) ? '' : '---\n') + text, first)
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
