import type { TextFile } from '../../model/edit.ts'

/** A comment `# bulkhead-ignore: NP035 reason`: the rules it names are not to speak of its line, or of the one below it. JSON has no comments. */
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
      ? text.split(/\r\n?|\n/).flatMap((_, index, lines) => readIgnore(name, lines, index + 1))
      : [],
  )
}

function readIgnore(file: string, lines: readonly string[], line: number): readonly Ignore[] {
  const text = lines[line - 1] ?? ''
  const found = COMMENT.exec(text)
  if (!found?.[1]) return []
  const isAlone = text.slice(0, found.index).trim() === ''
  const rules = found[1].split(',').map((rule) => rule.trim())
  return [{ file, line, about: isAlone ? nextLine(lines, line) : line, rules, reason: (found[2] ?? '').trim() }]
}

/** Comments that stand alone above each other are all about the line below them. */
function nextLine(lines: readonly string[], line: number): number {
  let next = line + 1
  while (ALONE.test(lines[next - 1] ?? '')) next += 1
  return next
}

const ALONE = /^\s*#\s*bulkhead-ignore:\s*NP\d{3}/

/** Something that a rule found, with its line. */
interface Placed {
  readonly diagnostic: { readonly rule?: string }
  readonly location: { readonly file: string; readonly line: number }
}

/** What is left when the comments are heeded, what they silence and why, and the comments that silence nothing. */
export interface Heeded<Problem> {
  readonly left: readonly Problem[]
  readonly silenced: readonly Silenced<Problem>[]
  readonly used: ReadonlySet<Ignore>
  readonly idle: readonly Ignore[]
}

/** Something that a comment silences. */
export interface Silenced<Problem> {
  readonly problem: Problem
  readonly reason: string
}

export function heedIgnores<Problem extends Placed>(
  problems: readonly Problem[],
  ignores: readonly Ignore[],
): Heeded<Problem> {
  const used = new Set<Ignore>()
  const silenced = problems.flatMap((problem): readonly Silenced<Problem>[] => {
    const heeded = ignores.filter((ignore) => isAbout(ignore, problem))
    for (const one of heeded) used.add(one)
    return heeded.length > 0 ? [{ problem, reason: heeded.map(({ reason }) => reason).find(Boolean) ?? '' }] : []
  })
  const quiet = new Set(silenced.map(({ problem }) => problem))
  return {
    left: problems.filter((problem) => !quiet.has(problem)),
    silenced,
    used,
    idle: ignores.filter((ignore) => !used.has(ignore)),
  }
}

function isAbout({ file, about, rules }: Ignore, { diagnostic: { rule }, location }: Placed): boolean {
  return file === location.file && about === location.line && rule !== undefined && rules.includes(rule)
}
