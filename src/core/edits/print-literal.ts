import { needsEscapes } from './print-scalar.ts'

/** A text over several lines as the YAML of a literal block: its header, and its lines without indentation. */
export interface Literal {
  readonly header: '|' | '|-'
  readonly lines: readonly string[]
}

/** Undefined for a text of one line, and for one that a literal block cannot hold as it is. */
export function toLiteral(text: string): Literal | undefined {
  const isEnded = text.endsWith('\n')
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n')
  const [first] = lines.filter((line) => line !== '')
  if (!text.includes('\n') || first === undefined || /^\s/.test(first) || lines.some(needsEscapes)) return undefined
  return lines.at(-1) === '' ? undefined : { header: isEnded ? '|' : '|-', lines }
}
