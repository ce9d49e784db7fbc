import type { Location, Problem } from './snapshot.ts'

/** Where somebody is in a document. */
export interface TextPlace {
  readonly file: string
  /** UTF-16 offset. */
  readonly offset: number
}

/**
 * The problem after (`1`) or before (`-1`) a place, in the order of files and lines, going round at the ends; `last` is
 * the one that was shown last, when the person is still there: several may stand at one place. Undefined for none.
 */
export function stepProblem(
  problems: readonly Problem[],
  files: readonly { readonly name: string }[],
  from: TextPlace | undefined,
  step: 1 | -1,
  last?: Problem,
): Problem | undefined {
  const sorted = sortByPlace(problems, files)
  const at = last === undefined ? -1 : sorted.indexOf(last)
  if (at >= 0) return sorted[(at + step + sorted.length) % sorted.length]
  if (!from) return step === 1 ? sorted[0] : sorted.at(-1)
  const rank = rankIn(files)
  const compare = ({ location }: Problem) => rank(location.file) - rank(from.file) || location.span.start - from.offset
  return step === 1
    ? (sorted.find((problem) => compare(problem) > 0) ?? sorted[0])
    : (sorted.findLast((problem) => compare(problem) < 0) ?? sorted.at(-1))
}

/** Problems in the order of files and lines; those of one place stay as they are. */
export function sortByPlace(
  problems: readonly Problem[],
  files: readonly { readonly name: string }[],
): readonly Problem[] {
  const rank = rankIn(files)
  const compare = (one: Location, other: Location) =>
    rank(one.file) - rank(other.file) || one.span.start - other.span.start
  return [...problems].sort((one, other) => compare(one.location, other.location))
}

function rankIn(files: readonly { readonly name: string }[]): (file: string) => number {
  const ranks = new Map(files.map(({ name }, index) => [name, index]))
  return (file) => ranks.get(file) ?? files.length
}
