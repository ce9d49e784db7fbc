import type { Fix } from '../model/diagnostic.ts'
import { splitPath } from '../model/path.ts'
import { toFileSpan } from './item-text.ts'
import { READ_KINDS } from './kinds.ts'
import type { SplitItem } from './split-items.ts'
import { descend, type Tree } from './tree.ts'

/** What writes the apiVersion of an object that has only a kind: of one that is read, before its kind. */
export function versionFix(
  { file, text, split }: { readonly file: string; readonly text: string; readonly split: SplitItem },
  root: Tree,
  path: string,
): Fix | undefined {
  const depth = splitPath(split.path).steps.length
  const { tree } = descend(root, splitPath(path).steps.slice(depth))
  const entry = tree.kind === 'map' ? tree.entries.get('kind') : undefined
  const version = READ_KINDS.find(({ kind }) => entry?.tree.value === kind)?.apiVersion
  if (!entry || version === undefined) return undefined
  const { start } = toFileSpan(split, { start: entry.keyStart, end: entry.keyStart })
  const written = entry.keyPlain ? `apiVersion: ${version}` : `"apiVersion": "${version}"`
  const edit = { kind: 'splice', file, start, end: start, text: `${written}${separatorAt(text, start)}` } as const
  return { title: `Write apiVersion: ${version}`, edits: [edit] }
}

/** What stands between a pair and the one at `start`: a line break and its indentation, or a comma in brackets. */
function separatorAt(text: string, start: number): string {
  const line = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1
  const before = text.slice(line, start)
  if (!/^(?:\uFEFF)?[ \t]*(?:- +)*$/.test(before) || isInBrackets(text, start)) return ', '
  const lineBreak = /\r\n|\n|\r/.exec(text.slice(start))?.[0] ?? '\n'
  return `${lineBreak}${before.replace('\uFEFF', '').replaceAll('-', ' ')}`
}

/** Whether a pair ends with a comma or bracket: its mapping is written in brackets over several lines. */
function isInBrackets(text: string, start: number): boolean {
  return /^[^\r\n#]*[,}]\s*(?:#.*)?(?:[\r\n]|$)/.test(text.slice(start, start + 400))
}
