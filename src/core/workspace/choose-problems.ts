import { offerFixes } from '../authoring/fix/fixes.ts'
import { type Diagnostic, type Place, SEVERITIES, type Severity } from '../model/diagnostic.ts'
import { splitPath } from '../model/path.ts'
import type { Work } from '../model/work.ts'
import type { Analysis } from './analyse.ts'
import { byPlace, toProblem } from './locations.ts'
import type { Problem } from './snapshot.ts'

/** More than anyone reads in one list. */
const MOST_SHOWN = 300

/** More than anyone sees underlined in one file. */
const MOST_IN_FILE = 200

/** In all, however many files there are: finding the line of each takes its time. */
const MOST_LOCATED = 1000

/** The file that a diagnostic is about. */
export function fileOf(place: Place): string {
  return place.kind === 'span' ? place.file : splitPath(place.path).file
}

/**
 * The problems the page can show of some diagnostics, found one by one: the worst of all, and the worst of each file. Worst first, and in the
 * order of files and lines among equals.
 */
export function* choosingProblems({ reading }: Analysis, diagnostics: readonly Diagnostic[]): Work<readonly Problem[]> {
  const problems: Problem[] = []
  for (const diagnostic of choose(worstFirst(diagnostics, ({ severity }) => severity))) {
    const fixes = offerFixes(reading, diagnostic).filter(({ title }) => title !== diagnostic.fix?.title)
    problems.push({ ...toProblem(reading, diagnostic), ...(fixes.length > 0 ? { fixes } : {}) })
    yield undefined
  }
  return worstFirst(problems.sort(byPlace(reading)), ({ diagnostic }) => diagnostic.severity)
}

function worstFirst<Item>(items: readonly Item[], severityOf: (item: Item) => Severity): readonly Item[] {
  return SEVERITIES.flatMap((severity) => items.filter((item) => severityOf(item) === severity))
}

function choose(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const inFile = new Map<string, number>()
  const chosen = sorted.filter(({ place }, index) => {
    const file = fileOf(place)
    const before = inFile.get(file) ?? 0
    inFile.set(file, before + 1)
    return index < MOST_SHOWN || before < MOST_IN_FILE
  })
  return chosen.slice(0, MOST_LOCATED)
}
