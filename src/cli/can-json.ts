import type { Path } from '../core/model/path.ts'
import type { Admission, Answer, Cause, EndVerdict, Verdict } from '../core/model/verdict.ts'
import type { Location } from '../core/workspace/snapshot.ts'
import type { CanCommand } from './arguments.ts'
import type { Reply } from './ask.ts'

/** Finds the place of a path. */
export type Locate = (path: Path) => Location | null

const WORDS: Readonly<Record<Answer, string>> = { allowed: 'yes', denied: 'no', depends: 'depends' }

/** The answer as the command line says it: yes, no or depends. */
export function answerWord(answer: Answer): string {
  return WORDS[answer]
}

/** The whole reply with the place of everything it names, as one JSON object. */
export function canJson(command: CanCommand, reply: Reply, locate: Locate): string {
  const { from, to, answer, parts } = reply
  const { protocol, port } = command
  return `${JSON.stringify({
    answer: answerWord(answer),
    from,
    to,
    protocol,
    port,
    parts: parts.map((part) => ({ from: part.from, to: part.to, ...verdictData(part.verdict, locate) })),
  })}\n`
}

function verdictData(verdict: Verdict, locate: Locate) {
  return {
    answer: answerWord(verdict.answer),
    egress: endData(verdict.egress, locate),
    ingress: endData(verdict.ingress, locate),
    assumptions: verdict.assumptions.map(({ code, words, path }) => ({ code, words, ...placeOf(path, locate) })),
    without: verdict.without,
  }
}

function endData({ answer, causes }: EndVerdict, locate: Locate) {
  return { answer, causes: causes.map((cause) => causeData(cause, locate)) }
}

function causeData(cause: Cause, locate: Locate) {
  if (cause.kind !== 'policy') return cause
  const { kind, policy, namespace, name, answer, admissions, miss } = cause
  return {
    kind,
    policy: `${namespace}/${name}`,
    answer,
    ...placeOf(policy, locate),
    admissions: admissions.map((admission) => admissionData(admission, locate)),
    ...(miss && { miss: { words: miss.words, ...placeOf(miss.path, locate) } }),
  }
}

function admissionData({ rule, peer, port, depends }: Admission, locate: Locate) {
  return {
    rule: placeOf(rule, locate),
    ...(peer !== undefined && { peer: placeOf(peer, locate) }),
    ...(port !== undefined && { port: placeOf(port, locate) }),
    ...(depends && { depends }),
  }
}

function placeOf(path: Path | undefined, locate: Locate): { file?: string; line?: number } {
  const place = path === undefined ? null : locate(path)
  return place ? { file: place.file, line: place.line } : {}
}
