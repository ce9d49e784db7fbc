import type { IgnoreIntention } from '../authoring/ignore/plan-ignore.ts'
import { findIgnores, heedIgnores, type Ignore, type Silenced } from '../checks/lint/ignore.ts'
import { type Finding, linting } from '../checks/lint/lint.ts'
import type { LintFix, LintId, LintWords } from '../checks/lint/lint-rule.ts'
import { LINT_RULES } from '../checks/lint/lint-rules.ts'
import { SEVERITIES, type Severity } from '../model/diagnostic.ts'
import type { TextDocument } from '../model/edit.ts'
import type { Progress, Work } from '../model/work.ts'
import type { Analysis } from './analyse.ts'
import { heedInReading, type ReadProblem } from './heed-reading.ts'
import { idleIgnore } from './idle-ignore.ts'
import { toProblem } from './locations.ts'
import type { Location } from './snapshot.ts'

/** What the rules find in a document beside what reading says. */
export interface Checks {
  /** Of the text they are about. */
  readonly revision: number
  /** Worst first; those of one severity by rule. */
  readonly rules: readonly CheckedRule[]
  /** How many findings there are of each severity, shown or not. */
  readonly counts: Readonly<Record<Severity, number>>
  /** What ignore comments silence of what reading says, and of each rule, the first {@link MOST_SHOWN}, with their reasons. */
  readonly ignored: readonly IgnoredPlace[]
  /** How many findings they silence. */
  readonly silenced: number
  /** Comments that silence nothing. */
  readonly idle: readonly IdleIgnore[]
}

/** A finding that a comment silences. */
export interface IgnoredPlace {
  readonly rule: LintId
  readonly message: string
  readonly reason: string
  readonly location: Location
}

export interface IdleIgnore {
  /** The rules it names. */
  readonly rules: readonly string[]
  readonly location: Location
}

/** A rule with what it finds. */
export interface CheckedRule extends LintWords {
  readonly severity: Severity
  /** In document order; the first {@link MOST_SHOWN} of `count`. */
  readonly findings: readonly CheckedPlace[]
  readonly count: number
}

export interface CheckedPlace {
  readonly message: string
  readonly location: Location
  readonly fixes: readonly LintFix[]
  /** To silence the rule here, once a reason is given. */
  readonly ignore: IgnoreIntention
}

/** More than anyone reads of one rule. */
const MOST_SHOWN = 100

/** Runs the rules; what is less severe than `level` is counted only. */
export function* checkingDocument(
  analysis: Analysis,
  { revision, files }: TextDocument,
  level: Severity,
): Work<Checks> {
  const found = yield* linting(analysis.reading, analysis.prepared)
  const ignores = findIgnores(files)
  const counts = { error: 0, warning: 0, info: 0 }
  const rules: CheckedRule[] = []
  const ignored: IgnoredPlace[] = []
  const read = heedInReading(analysis, ignores)
  const used = new Set<Ignore>(read.used)
  let silenced = read.silenced.length
  ignored.push(...read.silenced.slice(0, MOST_SHOWN).map(toIgnored))
  for (const group of groupByRule(found)) {
    const { rule, quiet, heeded } = yield* placing(analysis, group, ignores)
    silenced += quiet.length
    ignored.push(...quiet.slice(0, MOST_SHOWN).map(toIgnored))
    for (const ignore of heeded) used.add(ignore)
    counts[rule.severity] += rule.count
    if (rule.count > 0 && !isBelow(rule.severity, level)) rules.push(rule)
  }
  return {
    revision,
    rules: SEVERITIES.flatMap((one) => rules.filter(({ severity }) => severity === one)),
    counts,
    ignored,
    silenced,
    idle: ignores.filter((ignore) => !used.has(ignore)).map((ignore) => toIdle(analysis, ignore)),
  }
}

function toIgnored({ problem: { diagnostic, location }, reason }: Silenced<Placed | ReadProblem>): IgnoredPlace {
  return { rule: diagnostic.rule, message: diagnostic.message, reason, location }
}

function toIdle({ reading }: Analysis, ignore: Ignore): IdleIgnore {
  return { rules: ignore.rules, location: toProblem(reading, idleIgnore(reading, ignore)).location }
}

/** What a rule finds with one severity. */
interface Group {
  readonly words: LintWords
  readonly severity: Severity
  readonly found: readonly Finding[]
}

/** Finds the places of a group in the text: of very many only those that are shown, or may be silenced. */
function* placing({ reading }: Analysis, { words, severity, found }: Group, ignores: readonly Ignore[]) {
  const placed: Placed[] = []
  for (const diagnostic of ignores.length > 0 ? found : found.slice(0, MOST_SHOWN)) {
    placed.push({ diagnostic, location: toProblem(reading, diagnostic).location })
    yield PLACING
  }
  const { left, silenced: quiet, used: heeded } = heedIgnores(placed, ignores)
  const findings = left.slice(0, MOST_SHOWN).map(toPlace)
  const { id, title, why } = words
  return { rule: { id, title, why, severity, findings, count: found.length - quiet.length }, quiet, heeded }
}

const PLACING: Progress = { doing: 'checking' }

interface Placed {
  readonly diagnostic: Finding
  readonly location: Location
}

function toPlace({ diagnostic: { message, fixes, rule, place }, location }: Placed): CheckedPlace {
  return { message, location, fixes, ignore: { kind: 'ignore', rule, place, reason: '' } }
}

function isBelow(severity: Severity, level: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(level)
}

/** By rule and severity: a rule may be more severe in one place than in another. */
function groupByRule(found: readonly Finding[]): readonly Group[] {
  return LINT_RULES.flatMap((words) => {
    const own = found.filter(({ rule }) => rule === words.id)
    return SEVERITIES.map((severity) => ({ words, severity, found: own.filter((one) => one.severity === severity) }))
  })
}
