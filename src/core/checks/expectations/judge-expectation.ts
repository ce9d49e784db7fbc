import type { Prepared } from '../../engine/prepare.ts'
import type { Expectation, ExpectedFlow } from '../../model/expectation.ts'
import { sayEnd, sayPort } from '../../model/expectation-words.ts'
import type { Answer, Question } from '../../model/verdict.ts'
import { ask } from '../../questions/ask.ts'
import type { Part, Reply } from '../../questions/reply.ts'
import { isOutsideOnly, resolveEnd } from './resolve-ends.ts'
import { resolvePort } from './resolve-ports.ts'

/**
 * How an expectation fares (EXP-5): `pass` and `fail` are certain; `mixed` when some pods may and some may not;
 * `depends` when nobody can tell; `error` when it is about nothing (EXP-6).
 */
export type ExpectationState = 'pass' | 'fail' | 'mixed' | 'depends' | 'error'

/** An expectation with what came of it. */
export interface Judgement {
  readonly expectation: Expectation
  readonly state: ExpectationState
  /** What came of it, in a sentence. */
  readonly words: string
  /** What was asked to find out, in the order of the ports; `[]` for an error. */
  readonly asked: readonly AskedReply[]
  /** Names that could be meant, of an error. */
  readonly candidates: readonly string[]
}

/** A question with the parts of its answer that count. */
export interface AskedReply {
  readonly question: Question
  readonly reply: Reply
  readonly parts: readonly Part[]
}

/** Judges an expectation over all pods of its ends (EXP-5). */
export function judgeExpectation(prepared: Prepared, expectation: Expectation): Judgement {
  const asked = askAll(prepared, expectation)
  if (asked.kind === 'nothing') {
    const { words, candidates } = asked
    return { expectation, state: 'error', words, asked: [], candidates }
  }
  const answers = asked.replies.flatMap(({ parts }) => parts.map(({ answer }) => answer))
  const state = stateOf(expectation, new Set(answers))
  return { expectation, state, words: sayState(expectation, state, answers), asked: asked.replies, candidates: [] }
}

type Asking =
  | { readonly kind: 'replies'; readonly replies: readonly AskedReply[] }
  | { readonly kind: 'nothing'; readonly words: string; readonly candidates: readonly string[] }

/** Asks about every pair of ends, at every port that is judged by itself. */
function askAll(prepared: Prepared, flow: ExpectedFlow): Asking {
  if (isOutsideOnly(flow)) return nothing('no end of it is in the cluster')
  const [from, to] = [resolveEnd(prepared, flow.from), resolveEnd(prepared, flow.to)]
  if (from.kind === 'nothing') return from
  if (to.kind === 'nothing') return to
  const replies: AskedReply[] = []
  for (const port of flow.ports) {
    const numbers = resolvePort(prepared, port, flow, from.texts, to.texts)
    if (numbers.length === 0)
      return nothing(`no pod of ${sayEnd(flow.to)} declares a ${flow.protocol} port ${sayPort(port)}`)
    for (const source of from.texts)
      for (const target of to.texts)
        for (const { port: number, at } of numbers) {
          const question = { from: source, to: target, protocol: flow.protocol, port: number }
          const reply = ask(prepared, question)
          if (reply.kind === 'unresolved') return nothing(reply.words, reply.candidates)
          replies.push({
            question,
            reply,
            parts: at ? reply.parts.filter((part) => at.includes(part.to)) : reply.parts,
          })
        }
  }
  return { kind: 'replies', replies }
}

function nothing(words: string, candidates: readonly string[] = []): Asking {
  return { kind: 'nothing', words, candidates: candidates.slice(0, 3) }
}

/** One certain answer against it is enough to fail; doubt counts only where everything else is as expected. */
function stateOf({ expected }: ExpectedFlow, answers: ReadonlySet<Answer>): ExpectationState {
  const other = expected === 'allowed' ? 'denied' : 'allowed'
  if (answers.has(other)) return answers.has(expected) ? 'mixed' : 'fail'
  return answers.has('depends') ? 'depends' : 'pass'
}

function sayState({ expected }: ExpectedFlow, state: ExpectationState, answers: readonly Answer[]): string {
  const count = (answer: Answer) => answers.filter((one) => one === answer).length
  const other = expected === 'allowed' ? 'denied' : 'allowed'
  switch (state) {
    case 'pass':
      return `it is ${expected}`
    case 'fail':
      return `it is ${other}`
    case 'mixed':
      return `it is ${other} for ${count(other)} of ${answers.length} connections`
    default:
      return `nobody can tell whether it is ${expected}`
  }
}
