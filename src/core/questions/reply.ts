import type { ResourcePath } from '../model/path.ts'
import type { Answer, Dependency, Note, Verdict } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'

/** A question as a person puts it: two texts (QUE-1), and a port unless the second text holds one (QUE-3). */
export interface Asked {
  readonly from: string
  readonly to: string
  readonly port?: number
  readonly protocol?: Protocol
}

/** What a question comes to. */
export type Outcome = Reply | Unresolved

/** The answer, with one part for each pair of ends that is judged by itself. */
export interface Reply {
  readonly kind: 'reply'
  /** What the ends were taken for: an endpoint's id, `Service payments/db`, a name outside. */
  readonly from: string
  readonly to: string
  /** As asked; of a Service, the Service's own. */
  readonly port: number
  readonly protocol: Protocol
  /** Parts that disagree make the whole depend (END-1, END-7). */
  readonly answer: Answer
  /** Present when the question was put to a Service. */
  readonly through?: ThroughService
  /** Never empty. */
  readonly parts: readonly Part[]
  /** What a person should know beside all parts, in sentences. */
  readonly notes: readonly Note[]
}

/** The Service a question went through (END-7). */
export interface ThroughService {
  readonly path: ResourcePath
  readonly namespace: string
  readonly name: string
  /** `clusterIP: None`: the asked port is judged as it is. */
  readonly isHeadless: boolean
  /** Endpoints behind it, with the port that is judged there; `[]` when there are none, or none is known. */
  readonly backends: readonly { readonly id: string; readonly port: number }[]
}

export type Part = JudgedPart | UnjudgedPart

/** One pair of endpoints, judged by the policies. */
export interface JudgedPart {
  readonly kind: 'judged'
  readonly from: string
  readonly to: string
  /** The port of the pod, after translation (END-7). */
  readonly port: number
  /** The verdict's, or `depends` because of a doubt. */
  readonly answer: Answer
  readonly verdict: Verdict
  /** Something beside the policies that leaves this part open. */
  readonly doubt?: Doubt
}

/** A part that no policy can settle: nobody knows who is at the other end. */
export interface UnjudgedPart {
  readonly kind: 'unjudged'
  readonly from: string
  readonly to: string
  readonly answer: 'depends'
  readonly doubt: Doubt
}

/** VER-3, with the rule it comes from. */
export interface Doubt extends Dependency {
  readonly code: string
  readonly path?: ResourcePath
}

/** An end that is not there, or that could be several; or a question without a port. */
export interface Unresolved {
  readonly kind: 'unresolved'
  readonly end: 'from' | 'to'
  readonly words: string
  /** Texts that would be understood. */
  readonly candidates: readonly string[]
}

/** The answer of several parts together: what they agree on, else `depends` (END-1). */
export function combineAnswers(parts: readonly { readonly answer: Answer }[]): Answer {
  const answers = new Set(parts.map(({ answer }) => answer))
  const [only = 'depends'] = answers
  return answers.size === 1 ? only : 'depends'
}
