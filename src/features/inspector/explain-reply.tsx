import type { Question } from '../../core/model/verdict.ts'
import type { Part, Reply, ThroughService } from '../../core/questions/reply.ts'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS } from '../../core/sentences/cause-words.ts'
import { ExplainEnd } from './explain-end.tsx'
import { ExplainAssumptions, ExplainNotes } from './explain-notes.tsx'
import { ExplainPlace, type Places } from './explain-place.tsx'
import { FlowActions } from './flow-actions.tsx'
import { useEndpoint } from './use-endpoint.ts'

interface ReplyProps {
  readonly question: Question
  readonly reply: Reply
  readonly places: Places
}

/** The reasons of an answer: of its one part, or of each of several below its own answer. */
export function ExplainReply({ question, reply, places }: ReplyProps) {
  const { through, parts } = reply
  const [only, ...others] = parts
  return (
    <>
      {through && <ThroughLine through={through} places={places} />}
      <ExplainNotes reply={reply} places={places} />
      {only && others.length === 0 ? (
        <PartReasons part={only} question={question} reply={reply} places={places} />
      ) : (
        <ul className="explain-branches" aria-label="Each connection this stands for">
          {parts.map((part) => (
            <Branch key={toKey(part)} part={part} question={question} reply={reply} places={places} />
          ))}
        </ul>
      )}
      <ExplainAssumptions reply={reply} places={places} />
    </>
  )
}

function ThroughLine({ through, places }: { through: ThroughService; places: Places }) {
  const { namespace, name, isHeadless, path, backends } = through
  const ports = [...new Set(backends.map(({ port }) => port))].join(' and ')
  const leads = backends.length > 0 ? ` leads to ${isHeadless ? 'its pods' : `port ${ports} of its pods`}` : ''
  return (
    <p className="explain-through">
      {isHeadless ? 'Headless Service' : 'Service'} <code>{`${namespace}/${name}`}</code>
      {leads} <ExplainPlace path={path} places={places} />
    </p>
  )
}

type PartProps = ReplyProps & { readonly part: Part }

/** One part among several; those that pass are folded. */
function Branch({ part, question, reply, places }: PartProps) {
  const from = useTitle(part.from)
  const to = useTitle(part.to)
  return (
    <li>
      <details open={part.answer !== 'allowed'}>
        <summary>
          <span className={`verdict verdict-${part.answer}`}>
            <span aria-hidden>{SIGNS[ANSWER_SIGNS[part.answer]]}</span> {ANSWER_WORDS[part.answer]}
          </span>{' '}
          {from} → {to}
          {part.kind === 'judged' && ` on ${part.port}`}
        </summary>
        <PartReasons part={part} question={question} reply={reply} places={places} />
        <FlowActions part={part} reply={reply} />
      </details>
    </li>
  )
}

function PartReasons({ part, question, reply, places }: PartProps) {
  const { doubt } = part
  const from = useEndTitle(question.from, part.from)
  const to = useEndTitle(reply.through ? part.to : question.to, part.to)
  return (
    <>
      {doubt && (
        <p className="cause">
          <span className="sign sign-maybe" aria-hidden>
            {SIGNS.maybe}
          </span>
          <span className="cause-words">
            {doubt.on} <em>{doubt.question}</em>
          </span>
          <ExplainPlace path={doubt.path} places={places} />
        </p>
      )}
      {part.kind === 'judged' && (
        <div className="explain-ends">
          <ExplainEnd title={`Leaving ${from}`} end={part.verdict.egress} places={places} />
          <ExplainEnd title={`Reaching ${to}`} end={part.verdict.ingress} places={places} />
        </div>
      )}
    </>
  )
}

/** Of a pasted message only this much stands in a heading. */
const SHOWN_TEXT = 48

/** `api-server`, and before it what was typed for it, when that was something else. */
function useEndTitle(asked: string, id: string): string {
  const title = useTitle(id)
  if (asked === id || id.startsWith(`${asked}#`)) return title
  const text = asked.length > SHOWN_TEXT ? `${asked.slice(0, SHOWN_TEXT)}…` : asked
  return `${text}, which is ${title}`
}

/** What an endpoint is called on the page, without its namespace. */
function useTitle(id: string): string {
  const label = useEndpoint(id)?.label ?? id
  return label.split(' / ').at(-1) ?? label
}

function toKey(part: Part): string {
  return `${part.from} ${part.to} ${part.kind === 'judged' ? part.port : part.doubt.question}`
}
