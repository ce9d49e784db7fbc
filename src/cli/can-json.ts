import type { Path } from '../core/model/path.ts'
import type { Admission, Answer, Cause, EndVerdict, Note, Verdict } from '../core/model/verdict.ts'
import type { Doubt, Part, Reply, ThroughService } from '../core/questions/reply.ts'
import type { Location } from '../core/workspace/snapshot.ts'

/** Finds the place of a path. */
export type Locate = (path: Path) => Location | null

const WORDS: Readonly<Record<Answer, string>> = { allowed: 'yes', denied: 'no', depends: 'depends' }

/** The answer as the command line says it: yes, no or depends. */
export function answerWord(answer: Answer): string {
  return WORDS[answer]
}

/** The whole reply with the place of everything it names, as one JSON object. */
export function canJson(reply: Reply, locate: Locate): string {
  const { from, to, answer, protocol, port, through, parts, notes } = reply
  return `${JSON.stringify({
    answer: answerWord(answer),
    from,
    to,
    protocol,
    port,
    ...(through ? { service: serviceData(through, locate) } : {}),
    parts: parts.map((part) => partData(part, locate)),
    notes: notes.map((note) => noteData(note, locate)),
  })}\n`
}

function serviceData({ path, namespace, name, isHeadless, backends }: ThroughService, locate: Locate) {
  return { namespace, name, ...placeOf(path, locate), headless: isHeadless, backends }
}

function partData(part: Part, locate: Locate) {
  const { from, to, answer, doubt } = part
  return {
    from,
    to,
    ...(part.kind === 'judged' ? { port: part.port } : {}),
    answer: answerWord(answer),
    ...(doubt ? { depends: doubtData(doubt, locate) } : {}),
    ...(part.kind === 'judged' ? verdictData(part.verdict, locate) : {}),
  }
}

function doubtData({ code, question, on, path }: Doubt, locate: Locate) {
  return { code, question, on, ...placeOf(path, locate) }
}

function verdictData(verdict: Verdict, locate: Locate) {
  return {
    egress: endData(verdict.egress, locate),
    ingress: endData(verdict.ingress, locate),
    assumptions: verdict.assumptions.map((assumption) => noteData(assumption, locate)),
    without: verdict.without,
    notes: verdict.notes.map((note) => noteData(note, locate)),
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
    ...(miss && {
      miss: {
        words: miss.words,
        reason: miss.reason,
        ...placeOf(miss.path, locate),
        ...(miss.rule === undefined ? {} : { rule: placeOf(miss.rule, locate) }),
      },
    }),
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

function noteData({ code, words, path }: Note, locate: Locate) {
  return { code, words, ...placeOf(path, locate) }
}

function placeOf(path: Path | undefined, locate: Locate): { file?: string; line?: number } {
  const place = path === undefined ? null : locate(path)
  return place ? { file: place.file, line: place.line } : {}
}
