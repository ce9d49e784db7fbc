import { assertNever } from '../model/assert-never.ts'
import type { LabelSelector, Requirement } from '../model/selector.ts'
import { joinSentences, type Phrase, type Sentence } from './phrase.ts'

const AND: Phrase = { words: ' and ', role: 'and' }

/** The requirements of a selector, all of which must hold (SEL-2): `app=web and tier one of a, b`. Empty for `{}`. */
export function saySelector({ requirements }: LabelSelector): Sentence {
  return joinSentences(
    requirements.map((requirement) => [sayRequirement(requirement)]),
    AND,
  )
}

/** One requirement (SEL-2 to SEL-4): `app=web`, `tier other than a, b (or no tier)`, `any label owner`, `no label legacy`. */
export function sayRequirement(requirement: Requirement): Phrase {
  return { words: wordsOf(requirement), role: 'written', path: requirement.path }
}

function wordsOf({ key, operator, values }: Requirement): string {
  const [first = '', ...others] = values.map((value) => (value === '' ? '""' : value))
  switch (operator) {
    case 'In':
      return others.length === 0 ? `${key}=${first}` : `${key} one of ${[first, ...others].join(', ')}`
    case 'NotIn':
      return `${key} other than ${[first, ...others].join(', ')} (or no ${key})`
    case 'Exists':
      return `any label ${key}`
    case 'DoesNotExist':
      return `no label ${key}`
    default:
      return assertNever(operator)
  }
}
