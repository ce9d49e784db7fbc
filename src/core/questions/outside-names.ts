import type { Prepared } from '../engine/prepare.ts'
import type { Answer } from '../model/verdict.ts'
import type { AskedPort } from './backends.ts'
import { answerPair } from './judge-pair.ts'
import type { UnjudgedPart } from './reply.ts'

/** How many addresses outside a sentence names. */
const NAMED = 3

/**
 * A connection to a name outside the cluster: nobody knows its addresses, so it depends, with what it would be at each
 * sort of address outside (END-7).
 */
export function judgeOutsideName(prepared: Prepared, from: string, host: string, asked: AskedPort): UnjudgedPart {
  const outside = prepared.endpoints.filter(({ kind }) => kind === 'outside')
  const judged = outside.map(({ id, name }) => ({
    name,
    answer: answerPair(prepared, { from, to: id, ...asked }),
  }))
  return {
    kind: 'unjudged',
    from,
    to: host,
    answer: 'depends',
    doubt: {
      code: 'END-7',
      question: `which addresses does ${host} have?`,
      on: `${host} is a name outside the cluster; policies know addresses only: ${describeEither(judged)}`,
    },
  }
}

/** `internet is allowed, 10.0.0.0/8 is denied`. */
function describeEither(judged: readonly { readonly name: string; readonly answer: Answer }[]): string {
  const answers = [...new Set(judged.map(({ answer }) => answer))]
  if (answers.length === 1) return `every address outside is ${toWord(answers[0] ?? 'depends')}`
  return answers
    .map((answer) => {
      const names = judged.filter((one) => one.answer === answer).map(({ name }) => name)
      const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
      return `${names.slice(0, NAMED).join(', ')}${more} ${names.length === 1 ? 'is' : 'are'} ${toWord(answer)}`
    })
    .join(', ')
}

function toWord(answer: Answer): string {
  return answer === 'depends' ? 'open to doubt' : answer
}
