import type { Path } from '../model/path.ts'
import type { Answer, Assumption, EndVerdict, Note, Question, Verdict } from '../model/verdict.ts'
import type { Part, Reply, ThroughService } from '../questions/reply.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, type CauseLine, SIGNS, toCauseLine, toHeading } from './cause-words.ts'
import { codeBlock, codeSpan, escapeMarkdown } from './markdown.ts'

/** An answer to be handed to somebody who does not see the page. */
export interface ExplainedAnswer {
  /** As it was asked. */
  readonly question: Question
  readonly reply: Reply
  /** What people call an end: `payments/api-server`. */
  readonly titleOf: (id: string) => string
  /** `policies.yaml:31`; undefined for a path that stands nowhere. */
  readonly placeOf: (path: Path) => string | undefined
  readonly remedy?: Remedy
}

/** What the owners of namespaces need to change a flow. */
export interface Remedy {
  /** `change`: the manifests as they would be; `policies`: those that block now, because no change is known. */
  readonly kind: 'change' | 'policies'
  /** The flow it is about: `web → db on TCP 5432`. */
  readonly flow: string
  /** What else the change does: `opens 1 flow, closes none`. */
  readonly effects?: string
  /** Never empty. */
  readonly manifests: readonly RemedyManifest[]
}

/** One manifest to send. */
export interface RemedyManifest {
  readonly kind: string
  readonly name: string
  /** Whose owner it is for. */
  readonly namespace: string
  /** Where it stands now; absent for one that is new. */
  readonly place?: string
  readonly text: string
  readonly language: 'yaml' | 'json'
}

/** Question, verdict, the causes of both ends with their places, and what to send to whom: as Markdown. */
export function explanationMarkdown(answer: ExplainedAnswer): string {
  const { reply, remedy } = answer
  const [only, ...others] = reply.parts
  const isOne = only !== undefined && others.length === 0
  return [
    headLine(answer),
    askedLine(answer),
    ...(reply.through ? [throughLine(reply.through, answer)] : []),
    ...reply.parts.flatMap((part) => partBlocks(part, answer, isOne)),
    ...besideBlocks(answer),
    ...(remedy ? remedyBlocks(remedy) : []),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
    .concat('\n')
}

function headLine({ reply, titleOf }: ExplainedAnswer): string {
  const { from, to, port, protocol, answer } = reply
  return `## ${signed(answer)}: ${codeSpan(titleOf(from))} → ${codeSpan(titleOf(to))} on ${protocol} ${port}`
}

/** Of a pasted message only this much. */
const ASKED_TEXT = 200

/** What was typed, where that is not what the ends are called. */
function askedLine({ question: { from, to }, reply, titleOf }: ExplainedAnswer): string {
  const isCalled = (asked: string, id: string) => asked === id || asked === titleOf(id) || id.startsWith(`${asked}#`)
  if (isCalled(from, reply.from) && isCalled(to, reply.to)) return ''
  return `Asked as ${codeSpan(from.slice(0, ASKED_TEXT))} → ${codeSpan(to.slice(0, ASKED_TEXT))}.`
}

function throughLine({ namespace, name, path, backends }: ThroughService, { titleOf, placeOf }: ExplainedAnswer) {
  const named = backends.slice(0, 5).map(({ id, port }) => `${codeSpan(titleOf(id))} on ${port}`)
  const more = backends.length > 5 ? ` and ${backends.length - 5} more` : ''
  const leads = backends.length > 0 ? ` leads to ${named.join(', ')}${more}` : ' leads to no pod that is known'
  return `Service ${codeSpan(`${namespace}/${name}`)}${leads}${placeWords(placeOf(path))}.`
}

function partBlocks(part: Part, answer: ExplainedAnswer, isOne: boolean): readonly string[] {
  const { titleOf, placeOf } = answer
  const [from, to] = [codeSpan(titleOf(part.from)), codeSpan(titleOf(part.to))]
  const port = part.kind === 'judged' ? ` on ${part.port}` : ''
  const { doubt } = part
  return [
    ...(isOne ? [] : [`### ${signed(part.answer)}: ${from} → ${to}${port}`]),
    ...(doubt
      ? [`${escapeMarkdown(`${doubt.on}: ${doubt.question}`)}${placeWords(doubt.path && placeOf(doubt.path))}`]
      : []),
    ...(part.kind === 'judged'
      ? [
          endBlock(`Leaving ${from}`, part.verdict.egress, answer),
          endBlock(`Reaching ${to}`, part.verdict.ingress, answer),
        ]
      : []),
  ]
}

function endBlock(title: string, end: EndVerdict, { placeOf }: ExplainedAnswer): string {
  const heading = toHeading(end)
  const lines = end.causes.map((cause) =>
    causeLine(toCauseLine(cause, end), cause.kind === 'policy' ? cause : undefined, placeOf),
  )
  return [`**${title}** (${end.direction})${heading ? `: ${heading}` : ''}`, '', ...lines].join('\n')
}

function causeLine(
  { sign, policy, words, path, questions }: CauseLine,
  cause: { readonly namespace: string } | undefined,
  placeOf: ExplainedAnswer['placeOf'],
): string {
  const name = policy === undefined ? '' : `${codeSpan(`${cause?.namespace ?? ''}/${policy}`)} `
  const said = escapeMarkdown([words, ...questions].join(': '))
  return `- ${SIGNS[sign]} ${name}${said}${placeWords(path && placeOf(path))}`
}

/** What it rests on, and what is worth knowing, each once. */
function besideBlocks({ reply, placeOf }: ExplainedAnswer): readonly string[] {
  const verdicts = reply.parts.flatMap((part): readonly Verdict[] => (part.kind === 'judged' ? [part.verdict] : []))
  const said = (one: Note | Assumption, before: string) =>
    `- ${before}${escapeMarkdown(one.words)}${placeWords(one.path && placeOf(one.path))}`
  const lines = [
    ...verdicts.flatMap(({ without }) =>
      without.map((words) => `- without ${escapeMarkdown(words)}, which could change this`),
    ),
    ...verdicts.flatMap(({ assumptions }) => assumptions.map((one) => said(one, 'assuming '))),
    ...[...reply.notes, ...verdicts.flatMap(({ notes }) => notes)].map((one) => said(one, '')),
  ]
  return lines.length > 0 ? [['Worth knowing:', '', ...new Set(lines)].join('\n')] : []
}

function remedyBlocks({ kind, flow, effects, manifests }: Remedy): readonly string[] {
  const title =
    kind === 'change'
      ? `### What would open ${escapeMarkdown(flow)}`
      : `### The policies that block ${escapeMarkdown(flow)}`
  return [
    title,
    ...(effects ? [`The change ${escapeMarkdown(effects)}.`] : []),
    ...manifests.flatMap((manifest) => [manifestLine(kind, manifest), codeBlock(manifest.text, manifest.language)]),
  ]
}

function manifestLine(remedy: Remedy['kind'], { kind, name, namespace, place }: RemedyManifest): string {
  const owner = `For the owner of namespace ${codeSpan(namespace)}`
  const named = `${escapeMarkdown(kind)} ${codeSpan(name)}${placeWords(place)}`
  if (remedy === 'policies') return `${owner}: ${named} as it is now`
  return place === undefined ? `${owner}: a new ${named}` : `${owner}: ${named}, which would then be`
}

function signed(answer: Answer): string {
  return `${SIGNS[ANSWER_SIGNS[answer]]} ${ANSWER_WORDS[answer]}`
}

function placeWords(place: string | undefined): string {
  return place === undefined ? '' : ` (${codeSpan(place)})`
}
