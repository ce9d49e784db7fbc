import { type ExpectationFix, fixExpectation } from '../checks/expectations/fix-expectation.ts'
import { type ExpectationState, type Judgement, judgeExpectation } from '../checks/expectations/judge-expectation.ts'
import type { ReadExpectation } from '../checks/expectations/read-expectations.ts'
import type { Reading } from '../manifest/reading.ts'
import type { Expectation } from '../model/expectation.ts'
import { sayFlow } from '../model/expectation-words.ts'
import type { Path } from '../model/path.ts'
import type { Answer, EndVerdict, Question } from '../model/verdict.ts'
import type { Work } from '../model/work.ts'
import type { Part } from '../questions/reply.ts'
import { toCauseLine, toHeading } from '../sentences/cause-words.ts'
import type { Analysis } from './analyse.ts'
import { locationOf } from './locations.ts'
import type { Location } from './snapshot.ts'

/** What came of the expectations of a document. */
export interface CheckedExpectations {
  /** Of the text they are about. */
  readonly revision: number
  /** In the order of the text. */
  readonly rows: readonly CheckedExpectation[]
}

/** One expectation with what came of it; one that cannot be read is an error. */
export interface CheckedExpectation {
  readonly path: Path
  readonly name: string
  readonly location: Location | null
  readonly state: ExpectationState
  /** What came of it, or why it is an error, in a sentence. */
  readonly words: string
  /** Absent for one that cannot be read. */
  readonly expectation?: Expectation
  /** `shop/web → pay/db on TCP 5432`; the place in the list where it cannot be read. */
  readonly flow: string
  /** Why: the connections that are not as expected, else the first; few of very many. */
  readonly reasons: readonly ConnectionReason[]
  /** What to ask to have it explained in full. */
  readonly question?: Question
  readonly fixes: readonly ExpectationFix[]
  /** The endpoints between which it does not hold, for certain or perhaps. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[]
}

/** One connection, and what its ends say. */
export interface ConnectionReason {
  /** `shop/deployment/web → pay/statefulset/db on 5432`. */
  readonly title: string
  readonly answer: Answer
  readonly lines: readonly ReasonLine[]
}

/** A line of a reason, with the place it speaks of. */
export interface ReasonLine {
  readonly words: string
  readonly location: Location | null
}

/** Judges the expectations of a document against what it declares, in steps. */
export function checkingExpectations(analysis: Analysis, revision: number): Work<CheckedExpectations> {
  return checkingEntries(analysis, { reading: analysis.reading, entries: analysis.expectations }, revision)
}

/** Judges expectations of another reading; places of policies are those of the analysis. */
export function* checkingEntries(
  analysis: Analysis,
  { reading, entries }: { readonly reading: Reading; readonly entries: readonly ReadExpectation[] },
  revision = 0,
): Work<CheckedExpectations> {
  const rows: CheckedExpectation[] = []
  for (const [index, entry] of entries.entries()) {
    yield { doing: 'checking expectations', done: index / entries.length }
    rows.push(toRow(analysis, entry, locationOf(reading, entry.path)))
  }
  return { revision, rows }
}

/** More connections than anyone reads of one expectation. */
const MOST_REASONS = 3
const MOST_PAIRS = 100

function toRow(analysis: Analysis, entry: ReadExpectation, location: Location | null): CheckedExpectation {
  const { path, name = '(no name)', expectation, diagnostics } = entry
  if (!expectation) {
    const words = diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'it cannot be read'
    return { path, name, location, state: 'error', words, flow: 'cannot be read', reasons: [], fixes: [], pairs: [] }
  }
  const judgement = judgeExpectation(analysis.prepared, expectation)
  const { state, candidates } = judgement
  const question = questionOf(judgement)
  return {
    path,
    name,
    location,
    state,
    words: [judgement.words, ...(candidates.length > 0 ? [candidates.join(', ')] : [])].join(': '),
    expectation,
    flow: sayFlow(expectation),
    reasons: shownParts(judgement).map((part) => toReason(analysis, part)),
    ...(question ? { question } : {}),
    fixes: fixExpectation(analysis.prepared, judgement),
    pairs: distinctPairs(partsAgainst(judgement)),
  }
}

function distinctPairs(parts: readonly Part[]): CheckedExpectation['pairs'] {
  return [...new Map(parts.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()].slice(0, MOST_PAIRS)
}

/** What is not, or not for certain, as expected; a port that several names stand for counts once. */
function partsAgainst({ expectation, asked }: Judgement): readonly Part[] {
  const parts = asked.flatMap((one) => one.parts).filter(({ answer }) => answer !== expectation.expected)
  return [...new Map(parts.map((part) => [titleOf(part), part])).values()]
}

function shownParts(judgement: Judgement): readonly Part[] {
  const wrong = partsAgainst(judgement)
  return (wrong.length > 0 ? wrong : judgement.asked.flatMap(({ parts }) => parts).slice(0, 1)).slice(0, MOST_REASONS)
}

function titleOf(part: Part): string {
  const ends = `${part.from} → ${part.to}`
  return part.kind === 'judged' ? `${ends} on ${part.port}` : ends
}

/** The first question whose answer is not as expected, else the first. */
function questionOf({ expectation, asked }: Judgement): Question | undefined {
  const wrong = asked.find(({ parts }) => parts.some(({ answer }) => answer !== expectation.expected))
  return (wrong ?? asked[0])?.question
}

function toReason({ reading }: Analysis, part: Part): ConnectionReason {
  const { from, to, answer, doubt } = part
  const locate = (path: Path | undefined) => (path === undefined ? null : locationOf(reading, path))
  const doubts = doubt ? [{ words: `${doubt.on}: ${doubt.question}`, location: locate(doubt.path) }] : []
  if (part.kind === 'unjudged') return { title: titleOf(part), answer, lines: doubts }
  const { egress, ingress } = part.verdict
  const lines = [...endLines(`leaving ${from}`, egress, locate), ...endLines(`reaching ${to}`, ingress, locate)]
  return { title: titleOf(part), answer, lines: [...doubts, ...lines] }
}

function endLines(
  title: string,
  end: EndVerdict,
  locate: (path: Path | undefined) => Location | null,
): readonly ReasonLine[] {
  const heading = toHeading(end)
  const causes = end.causes.map((cause): ReasonLine => {
    const { policy, words, path, questions } = toCauseLine(cause, end)
    return {
      words: [policy === undefined ? words : `${policy} ${words}`, ...questions].join(': '),
      location: locate(path),
    }
  })
  const [only, ...others] = causes
  if (!heading && only && others.length === 0) return [{ ...only, words: `${title}: ${only.words}` }]
  return [{ words: `${title}: ${heading ?? end.answer}`, location: null }, ...causes]
}
