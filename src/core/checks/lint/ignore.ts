import type { TextFile } from '../../model/edit.ts'

/** A comment `# bulkhead-ignore: NP035 reason`: the rules it names are not to speak of its line, or of the one below it. */
export interface Ignore {
  readonly file: string
  /** 1-based, of the comment. */
  readonly line: number
  /** The line it is about: its own, or the next one where nothing else stands on its own. */
  readonly about: number
  readonly rules: readonly string[]
  readonly reason: string
}

const COMMENT = /(?:^|\s)#\s*bulkhead-ignore:\s*(NP\d{3}(?:\s*,\s*NP\d{3})*)(.*)$/

/** The ignore comments of some files. */
export function findIgnores(files: readonly TextFile[]): readonly Ignore[] {
  return files.flatMap(({ name, text }) =>
    text.includes('bulkhead-ignore:')
      ? text.split(/\r\n?|\n/).flatMap((line, index) => readIgnore(name, line, index + 1))
      : [],
  )
}

function readIgnore(file: string, text: string, line: number): readonly Ignore[] {
  const found = COMMENT.exec(text)
  if (!found?.[1]) return []
  const isAlone = text.slice(0, found.index).trim() === ''
  const rules = found[1].split(',').map((rule) => rule.trim())
  return [{ file, line, about: isAlone ? line + 1 : line, rules, reason: (found[2] ?? '').trim() }]
}

/** Something that a rule found, with its line. */
interface Placed {
  readonly diagnostic: { readonly rule?: string }
  readonly location: { readonly file: string; readonly line: number }
}

/** What is left when the comments are heeded, what they silence, and the comments that silence nothing. */
export interface Heeded<Problem> {
  readonly left: readonly Problem[]
  readonly silenced: readonly Problem[]
  readonly idle: readonly Ignore[]
}

export function heedIgnores<Problem extends Placed>(
  problems: readonly Problem[],
  ignores: readonly Ignore[],
): Heeded<Problem> {
  const used = new Set<Ignore>()
  const isSilenced = ({ diagnostic: { rule }, location }: Problem) => {
    const heeded = ignores.filter(
      ({ file, about, rules }) =>
        file === location.file && about === location.line && rule !== undefined && rules.includes(rule),
    )
    for (const one of heeded) used.add(one)
    return heeded.length > 0
  }
  const silenced = problems.filter(isSilenced)
  const quiet = new Set(silenced)
  return {
    left: problems.filter((problem) => !quiet.has(problem)),
    silenced,
    idle: ignores.filter((ignore) => !used.has(ignore)),
  }
}
