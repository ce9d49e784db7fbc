import { assertNever } from '../core/model/assert-never.ts'
import type { Path } from '../core/model/path.ts'
import type { Admission, Cause, Dependency, EndVerdict, Note, PolicyCause, Verdict } from '../core/model/verdict.ts'
import type { Part, Reply, ThroughService } from '../core/questions/reply.ts'
import { answerWord, type Locate } from './can-json.ts'

/** The reply as a tree, with the place of everything it names. */
export function canText(reply: Reply, locate: Locate): string {
  const { from, to, answer, port, protocol, through, parts, notes } = reply
  const [only, ...others] = parts
  const lines = [
    ...(through && through.backends.length > 0 ? [serviceLine(through, locate)] : []),
    ...(only && others.length === 0
      ? partLines(only, locate)
      : parts.flatMap((part) => branchLines(part, reply, locate))),
    ...notes.map((note) => noteLine(note, locate)),
  ]
  return [`${answerWord(answer)}: ${from} → ${to} on ${port}/${protocol}`, ...lines.map(indent), ''].join('\n')
}

function indent(line: string): string {
  return `  ${line}`
}

/** Of very many backends only these are named; each has its branch anyway. */
const NAMED_BACKENDS = 5

function serviceLine({ namespace, name, path, isHeadless, backends }: ThroughService, locate: Locate): string {
  const named = backends.slice(0, NAMED_BACKENDS).map(({ id, port }) => `${id} on ${port}`)
  const more = backends.length > NAMED_BACKENDS ? ` and ${backends.length - NAMED_BACKENDS} more` : ''
  const kind = isHeadless ? 'headless Service' : 'Service'
  return `${kind} ${namespace}/${name}${placeWords(path, locate)} leads to ${named.join(', ')}${more}`
}

/** One part among several: its own answer, and the reasons below it. */
function branchLines(part: Part, { through, protocol }: Reply, locate: Locate): readonly string[] {
  const { answer, from, to } = part
  const port = through && part.kind === 'judged' ? ` on ${part.port}/${protocol}` : ''
  return [`${answerWord(answer)}: ${from} → ${to}${port}`, ...partLines(part, locate).map(indent)]
}

function partLines(part: Part, locate: Locate): readonly string[] {
  const { doubt } = part
  return [
    ...(doubt ? [`${dependencyWords(doubt)}${placeWords(doubt.path, locate)}`] : []),
    ...(part.kind === 'judged' ? verdictLines(part.verdict, locate) : []),
  ]
}

function verdictLines(verdict: Verdict, locate: Locate): readonly string[] {
  return [
    ...endLines('leaving the source (egress)', verdict.egress, locate),
    ...endLines('reaching the target (ingress)', verdict.ingress, locate),
    ...verdict.assumptions.map(({ words, path }) => `assuming: ${words}${placeWords(path, locate)}`),
    ...verdict.without.map((words) => `without ${words}: not evaluated`),
    ...verdict.notes.map((note) => noteLine(note, locate)),
  ]
}

function noteLine({ words, path }: Note, locate: Locate): string {
  return `note: ${words}${placeWords(path, locate)}`
}

function dependencyWords({ on, question }: Dependency): string {
  return `depends on: ${question} ${on}`
}

function endLines(title: string, { answer, causes }: EndVerdict, locate: Locate): readonly string[] {
  return [`${title}: ${answer}`, ...causes.flatMap((cause) => causeLines(cause, locate)).map((line) => `  ${line}`)]
}

function causeLines(cause: Cause, locate: Locate): readonly string[] {
  switch (cause.kind) {
    case 'not-isolated':
      return ['not isolated: no policy selects it']
    case 'outside':
      return ['outside the cluster: no policy applies there']
    case 'self':
      return ['a pod always reaches itself']
    case 'host-network':
      return ["on its node's network: policies do not touch it"]
    case 'same-node':
      return [cause.known ? 'on the same node: always allowed' : 'always allowed when both are on the same node']
    case 'no-effect':
      return [`${cause.profile} stores policies without effect`]
    case 'plugin':
      return [`${cause.words} (${cause.source})`, ...(cause.depends ? [`  ${dependencyWords(cause.depends)}`] : [])]
    case 'policy':
      return policyLines(cause, locate)
    default:
      return assertNever(cause)
  }
}

function policyLines(cause: PolicyCause, locate: Locate): readonly string[] {
  const { policy, namespace, name, answer, admissions, miss } = cause
  return [
    `policy ${namespace}/${name} ${POLICY_WORDS[answer]}${placeWords(policy, locate)}`,
    ...admissions.map((admission) => `  ${admissionWords(admission, locate)}`),
    ...(miss ? [`  ${miss.words}${placeWords(miss.path, locate)}`] : []),
    ...(answer === 'does-not-admit' && !miss ? ['  it has no rule in this direction: it admits nothing'] : []),
  ]
}

const POLICY_WORDS: Readonly<Record<PolicyCause['answer'], string>> = {
  admits: 'admits it',
  depends: 'may admit it',
  'does-not-admit': 'does not admit it',
}

function admissionWords({ rule, peer, port, depends }: Admission, locate: Locate): string {
  const peers = peer === undefined ? 'any peer' : `peer${placeWords(peer, locate)}`
  const ports = port === undefined ? 'every port' : `port${placeWords(port, locate)}`
  const condition = depends ? `; ${dependencyWords(depends)}` : ''
  return `rule${placeWords(rule, locate)}, ${peers}, ${ports}${condition}`
}

function placeWords(path: Path | undefined, locate: Locate): string {
  const place = path === undefined ? null : locate(path)
  return place ? ` (${place.file}:${place.line})` : ''
}
