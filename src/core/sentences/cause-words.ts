import { assertNever } from '../model/assert-never.ts'
import type { Path } from '../model/path.ts'
import type { Answer, Cause, EndVerdict, PolicyCause } from '../model/verdict.ts'

/** A sign that goes with a colour, because colour is never the only sign. */
export type Sign = 'yes' | 'no' | 'maybe' | 'neutral'

/** What is drawn for a sign. */
export const SIGNS: Readonly<Record<Sign, string>> = { yes: '✓', no: '✕', maybe: '?', neutral: '–' }

/** The sign of an answer (VER-1). */
export const ANSWER_SIGNS: Readonly<Record<Answer, Sign>> = { allowed: 'yes', denied: 'no', depends: 'maybe' }

/** The word of an answer. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  allowed: 'Allowed',
  denied: 'Denied',
  depends: 'Depends',
}

/** One cause as a line: its sign, the policy it is about, what it says, and where to look. */
export interface CauseLine {
  readonly sign: Sign
  readonly policy?: string
  readonly words: string
  readonly path?: Path
  /** What an uncertain admission depends on. */
  readonly questions: readonly string[]
}

/** What the policies of one end say together (VER-2): "isolated by 3 policies, none admits"; undefined without policies. */
export function toHeading({ causes, answer }: EndVerdict): string | undefined {
  const policies = causes.filter((cause): cause is PolicyCause => cause.kind === 'policy')
  if (policies.length === 0) return undefined
  const isolated = `isolated by ${policies.length === 1 ? '1 policy' : `${policies.length} policies`}`
  const admitting = policies.filter((cause) => cause.answer === 'admits').length
  const unsure = policies.filter((cause) => cause.answer === 'depends').length
  if (admitting > 0) return `${isolated}, ${admitting} ${admitting === 1 ? 'admits' : 'admit'}`
  if (unsure > 0) return `${isolated}, ${unsure} may admit`
  return answer === 'denied' ? `${isolated}, ${policies.length === 1 ? 'it does not admit' : 'none admits'}` : isolated
}

/** A cause in words, from the view of its end (VER-2, VER-3). */
export function toCauseLine(cause: Cause, end: EndVerdict): CauseLine {
  const line = (sign: Sign, words: string): CauseLine => ({ sign, words, questions: [] })
  switch (cause.kind) {
    case 'not-isolated':
      return line('yes', 'not isolated: no policy selects it')
    case 'outside':
      return line('yes', 'outside the cluster: no policy applies at this end')
    case 'self':
      return line('yes', 'a pod always reaches itself')
    case 'host-network':
      return line('yes', 'on the network of its node: policies do not touch it')
    case 'same-node':
      return cause.known
        ? line('yes', 'it comes from the node of the pod: always allowed')
        : line('maybe', 'allowed if it comes from the node of the pod, which is not known')
    case 'no-effect':
      return line('yes', `${cause.profile} stores policies without effect`)
    case 'plugin':
      return {
        sign: cause.depends ? 'maybe' : 'neutral',
        words: `${cause.words} (${cause.source})`,
        questions: cause.depends ? [`${cause.depends.question} ${cause.depends.on}`] : [],
      }
    case 'policy':
      return toPolicyLine(cause, end)
    default:
      return assertNever(cause)
  }
}

function toPolicyLine(cause: PolicyCause, end: EndVerdict): CauseLine {
  const { name: policy, admissions, miss } = cause
  const [first] = admissions
  const questions = [
    ...new Set(admissions.flatMap(({ depends }) => (depends ? `${depends.question} ${depends.on}` : []))),
  ]
  switch (cause.answer) {
    case 'admits':
      return {
        sign: 'yes',
        policy,
        words: toAdmits(admissions.length),
        path: placeOf(first) ?? cause.policy,
        questions: [],
      }
    case 'depends':
      return { sign: 'maybe', policy, words: 'may admit', path: placeOf(first) ?? cause.policy, questions }
    case 'does-not-admit': {
      const sign = end.answer === 'denied' ? 'no' : 'neutral'
      return { sign, policy, words: miss?.words ?? 'admits nothing', path: miss?.path ?? cause.policy, questions: [] }
    }
    default:
      return assertNever(cause.answer)
  }
}

function toAdmits(ways: number): string {
  return ways > 1 ? `admits it in ${ways} ways` : 'admits it'
}

function placeOf(admission: PolicyCause['admissions'][number] | undefined): Path | undefined {
  return admission?.peer ?? admission?.port ?? admission?.rule
}
