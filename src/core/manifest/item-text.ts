import type { Fix, Span } from '../model/diagnostic.ts'
import type { Fixer } from './decode-policy.ts'
import { findBreak, isLarge } from './large-text.ts'
import { itemText, type SplitItem } from './split-items.ts'
import type { TreeReading } from './tree.ts'
import { readJsonTree } from './tree-json.ts'
import { readYamlTree } from './tree-yaml.ts'

/** Reads the text of an item with places. Text that looks like JSON and is not may still be YAML. */
export function readTree(text: string, item: SplitItem): TreeReading {
  const alone = itemText(text, item)
  if (item.format === 'yaml' && !/^\s*(?:\{\s*["}]|\[\s*[[{\]])/.test(alone)) return readYaml(alone)
  const json = readJsonTree(alone)
  if (json.tree || json.problems.length === 0 || isLarge(alone)) return json
  const yaml = readYaml(alone)
  return yaml.tree ? yaml : json
}

function readYaml(alone: string): TreeReading {
  const broken = isLarge(alone) ? findBreak(alone) : undefined
  return broken ? { problems: [broken] } : readYamlTree(withoutMarks(alone))
}

/** Byte order marks before the content of a document become line breaks, which keep every offset and column (YML-1). */
function withoutMarks(text: string): string {
  if (!text.includes('\uFEFF')) return text
  const prologue = /^(?:[\s\uFEFF]|#.*|%.*|---(?=\s))*/.exec(text)?.[0] ?? ''
  return prologue.replaceAll('\uFEFF', '\n') + text.slice(prologue.length)
}

/** Where offset 0 of an item's tree lies in the file. */
export function originOf(item: SplitItem): number {
  return item.start - item.indent
}

/** A place of an item's tree as a place of the file. */
export function toFileSpan(item: SplitItem, place: Span): Span {
  const origin = originOf(item)
  return { start: Math.max(item.start, origin + place.start), end: Math.max(item.start, origin + place.end) }
}

/** Repairs as splices of the file. */
export function createFixer(file: string, item: SplitItem): Fixer {
  const splice = (start: number, end: number, text: string): Fix['edits'] => {
    const span = toFileSpan(item, { start, end })
    return [{ kind: 'splice', file, ...span, text }]
  }
  return {
    quote: ({ start, end, source }) => ({
      title: `Put ${source} in quotes`,
      edits: splice(start, end, JSON.stringify(source)),
    }),
    rename: ({ keyStart, keyEnd, keyPlain }, to) => {
      const edits = splice(keyStart, keyEnd, keyPlain ? to : JSON.stringify(to))
      return { title: `Rename to ${to}`, edits }
    },
    replace: ({ start, end }, by) => ({ title: `Write ${by}`, edits: splice(start, end, by) }),
  }
}
