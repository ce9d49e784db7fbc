import { assertNever } from '../core/model/assert-never.ts'
import type { Path } from '../core/model/path.ts'
import type { Admission, Cause, EndVerdict, PolicyCause, Verdict } from '../core/model/verdict.ts'
import type { CanCommand } from './arguments.ts'
import type { Reply } from './ask.ts'
import { answerWord, type Locate } from './can-json.ts'

/** The reply as a tree, with the place of everything it names. */
export function canText(command: CanCommand, reply: Reply, locate: Locate): string {
  const { from, to, answer, parts } = reply
  const [first, ...others] = parts
  const title = `${answerWord(answer)}: ${from} → ${to} on ${command.port}/${command.protocol}\n`
  if (first && others.length === 0) return title + verdictLines(first.verdict, locate).map(indent).join('')
  return (
    title +
    parts
      .map(({ from: source, to: target, verdict }) => {
        const lines = verdictLines(verdict, locate).map((line) => indent(`  ${line}`))
        return `${indent(`${answerWord(verdict.answer)}: ${source} → ${target}`)}${lines.join('')}`
      })
      .join('')
  )
}

function indent(line: string): string {
  return `  ${line}\n`
}

function verdictLines(verdict: Verdict, locate: Locate): readonly string[] {
  return [
    ...endLines('leaving the source (egress)', verdict.egress, locate),
    ...endLines('reaching the target (ingress)', verdict.ingress, locate),
    ...verdict.assumptions.map(({ words, path }) => `assuming: ${words}${placeWords(path, locate)}`),
    ...verdict.without.map((words) => `without ${words}: not evaluated`),
  ]
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
      return [
        `${cause.words} (${cause.source})`,
        ...(cause.depends ? [`  depends on ${cause.depends.on}: ${cause.depends.question}`] : []),
      ]
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
  const condition = depends ? `; depends on ${depends.on}: ${depends.question}` : ''
  return `rule${placeWords(rule, locate)}, ${peers}, ${ports}${condition}`
}

function placeWords(path: Path | undefined, locate: Locate): string {
  const place = path === undefined ? null : locate(path)
  return place ? ` (${place.file}:${place.line})` : ''
}
