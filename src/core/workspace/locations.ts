import { type LineColumn, lineFinder } from '../manifest/lines.ts'
import { locatePath, locatePlace } from '../manifest/locate.ts'
import type { FileReading, Reading } from '../manifest/reading.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Path } from '../model/path.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Outcome, Reply } from '../questions/reply.ts'
import type { Location, Problem } from './snapshot.ts'

/** Where a path stands in the text, or null when its file is gone. */
export function locationOf(reading: Reading, path: Path): Location | null {
  const found = locatePath(reading, path)
  return found ? toLocation(reading, found.file, found.span) : null
}

/** Diagnostics with their places resolved, in the order of files and lines. */
export function toProblems(reading: Reading, diagnostics: readonly Diagnostic[]): readonly Problem[] {
  return diagnostics.map((diagnostic) => toProblem(reading, diagnostic)).sort(byPlace(reading))
}

/** A diagnostic with its place resolved: in inventory that takes a while, because its text is read again for it. */
export function toProblem(reading: Reading, diagnostic: Diagnostic): Problem {
  const { file, span } = locatePlace(reading, diagnostic.place)
  return { diagnostic, location: toLocation(reading, file, span) }
}

type Located = Pick<Problem, 'location'>

/** Compares problems by the order of files and lines. */
export function byPlace(reading: Reading): (a: Located, b: Located) => number {
  const order = new Map(reading.files.map((file, index) => [file.name, index]))
  return (a, b) =>
    (order.get(a.location.file) ?? 0) - (order.get(b.location.file) ?? 0) ||
    a.location.span.start - b.location.span.start
}

/** The locations of every path that the answer to a question names. */
export function outcomePlaces(reading: Reading, outcome: Outcome): ReadonlyMap<Path, Location> {
  return locateAll(reading, outcome.kind === 'reply' ? replyPaths(outcome) : [])
}

/** The locations of `paths`; paths whose file is gone are left out. */
export function locateAll(reading: Reading, paths: Iterable<Path>): ReadonlyMap<Path, Location> {
  const places = new Map<Path, Location>()
  for (const path of paths) {
    const location = places.get(path) ?? locationOf(reading, path)
    if (location) places.set(path, location)
  }
  return places
}

function replyPaths({ through, parts, notes }: Reply): Path[] {
  return [
    ...(through ? [through.path] : []),
    ...notes.flatMap(({ path }) => path ?? []),
    ...parts.flatMap((part) =>
      [part.doubt?.path ?? [], part.kind === 'judged' ? verdictPaths(part.verdict) : []].flat(),
    ),
  ]
}

function verdictPaths(verdict: Verdict): Path[] {
  const causes = [...verdict.egress.causes, ...verdict.ingress.causes]
  return [
    ...[...verdict.assumptions, ...verdict.notes].flatMap(({ path }) => path ?? []),
    ...causes.flatMap((cause) => {
      if (cause.kind !== 'policy') return []
      const admitted = cause.admissions.flatMap(({ rule, peer, port }) => [rule, peer ?? [], port ?? []].flat())
      return [cause.policy, ...admitted, ...(cause.miss ? [cause.miss.path] : [])]
    }),
  ]
}

function toLocation(reading: Reading, file: string, span: Span): Location {
  const read = reading.files.find(({ name }) => name === file)
  return { file, span, ...(read ? linesOf(read)(span.start) : { line: 1, column: 1 }) }
}

/** Per file reading: the lines of a large dump are found once, not once per problem. */
const known = new WeakMap<FileReading, (offset: number) => LineColumn>()

function linesOf(file: FileReading): (offset: number) => LineColumn {
  const lines = known.get(file) ?? lineFinder(file.text)
  known.set(file, lines)
  return lines
}
