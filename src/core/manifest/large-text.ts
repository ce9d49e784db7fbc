import { readLean } from './lean-reader.ts'
import type { TextProblem } from './tree.ts'
import { readYamlTree } from './tree-yaml.ts'

/** Longer texts take the exact reader many seconds. */
const LARGE = 1_000_000

export function isLarge(text: string): boolean {
  return text.length > LARGE
}

/**
 * Where a long YAML list breaks, found item by item: one wrong line in a dump of megabytes is told in the time its
 * item takes. Undefined when no single item is broken; then only reading the whole text can tell.
 */
export function findBreak(text: string): TextProblem | undefined {
  const dash = /\n( *)- /.exec(text)?.[1]
  if (dash === undefined) return undefined
  for (const { start, end } of listItems(text, `\n${dash}- `)) {
    const problem = breakOf(text, start, end, dash.length + 2)
    if (problem) return problem
  }
  return undefined
}

/** The items after each `marker`; the last one ends with the text. */
function* listItems(text: string, marker: string): Generator<{ readonly start: number; readonly end: number }> {
  let at = text.indexOf(marker)
  while (at >= 0) {
    const next = text.indexOf(marker, at + 1)
    yield { start: at + marker.length, end: next < 0 ? lastLineOf(text, at + 1) : next + 1 }
    at = next
  }
}

/** After the last item a list has keys of its own, such as `kind`. */
function lastLineOf(text: string, from: number): number {
  const key = /\n[A-Za-z]+:/g
  key.lastIndex = from
  return (key.exec(text)?.index ?? text.length - 1) + 1
}

function breakOf(text: string, start: number, end: number, indent: number): TextProblem | undefined {
  const item = ' '.repeat(indent) + text.slice(start, end)
  if (readLean(item) !== undefined) return undefined
  const { tree, problems } = readYamlTree(item)
  const [problem] = tree ? [] : problems
  if (!problem) return undefined
  const shift = start - indent
  return { ...problem, start: Math.max(start, problem.start + shift), end: Math.max(start, problem.end + shift) }
}
