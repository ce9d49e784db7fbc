import type { Path } from '../../core/model/path.ts'
import type { Answer, EndVerdict, Question } from '../../core/model/verdict.ts'
import { parseAddress } from '../../core/net/address.ts'
import type { Location } from '../../core/workspace/snapshot.ts'
import { useApp, useAppActions } from '../../store/context.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import type { Explanation } from '../../worker/protocol.ts'
import { AllowButton } from './allow-button.tsx'
import { QuestionBar } from './question-bar.tsx'
import { ANSWER_SIGNS, ANSWER_WORDS, SIGNS, toCauseLine, toHeading } from './verdict-words.ts'
import './inspector.css'

type Places = ReadonlyMap<Path, Location>

/** May this reach that, and why. */
export function ExplainPanel() {
  const explanation = useApp((state) => state.explanation)
  const isReading = useApp((state) => state.working || state.snapshot === null)
  const question = useApp((state) => state.question)
  return (
    <div className="explain">
      <div className="explain-question">
        <QuestionBar />
        {explanation && <VerdictChip answer={explanation.verdict.answer} />}
        {explanation?.verdict.answer === 'denied' && <AllowButton question={byEndpoints(explanation)} />}
      </div>
      {!question && <p className="quiet">Choose two ends and a port to see whether a connection may pass, and why.</p>}
      {question && !explanation && !isReading && <p className="quiet">{toUnanswered(question)}</p>}
      {explanation && (
        <>
          <div className="explain-ends">
            <End
              title="Leaving"
              asked={explanation.question.from}
              id={byEndpoints(explanation).from}
              end={explanation.verdict.egress}
              places={explanation.places}
            />
            <End
              title="Reaching"
              asked={explanation.question.to}
              id={byEndpoints(explanation).to}
              end={explanation.verdict.ingress}
              places={explanation.places}
            />
          </div>
          {explanation.verdict.assumptions.length + explanation.verdict.without.length > 0 && (
            <ul className="explain-notes" aria-label="What this rests on">
              {explanation.verdict.without.map((words) => (
                <li key={words}>without {words}, which could change this</li>
              ))}
              {explanation.verdict.assumptions.map(({ code, words, path }) => (
                <li key={`${code} ${words}`}>
                  assuming {words} <Place path={path} places={explanation.places} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  )
}

function byEndpoints({ question, resolved }: Explanation): Question {
  return resolved ?? question
}

function toUnanswered({ from, to }: Question): string {
  const addresses = [from, to].filter((end) => parseAddress(end))
  return addresses.length > 0
    ? `No single pod and no range outside stands for ${addresses.join(' or ')}, or the other end is not in the document.`
    : 'One of the two ends is not in the document.'
}

function VerdictChip({ answer }: { answer: Answer }) {
  return (
    <output className={`verdict verdict-${answer}`}>
      <span aria-hidden>{SIGNS[ANSWER_SIGNS[answer]]}</span> {ANSWER_WORDS[answer]}
    </output>
  )
}

interface EndProps {
  readonly title: string
  /** The end as it was asked: an endpoint's id, or an address. */
  readonly asked: string
  readonly id: string
  readonly end: EndVerdict
  readonly places: Places
}

function End({ title, asked, id, end, places }: EndProps) {
  const label = useApp((state) => state.snapshot?.endpoints.find((endpoint) => endpoint.id === id)?.label ?? id)
  const name = label.split(' / ').at(-1)
  const heading = toHeading(end)
  return (
    <section className="explain-end">
      <h2>
        {title} {asked === id ? name : `${asked}, which is ${name}`} ({end.direction}){heading && `: ${heading}`}
      </h2>
      <ul>
        {end.causes.map((cause) => {
          const { sign, policy, words, path, questions } = toCauseLine(cause, end)
          return (
            <li key={`${policy ?? ''} ${path ?? words}`} className="cause">
              <span className={`sign sign-${sign}`} aria-hidden>
                {SIGNS[sign]}
              </span>
              <span className="cause-words">
                {policy && <code>{policy}</code>} {words}
                {questions.map((question) => (
                  <em key={question}> {question}</em>
                ))}
              </span>
              <Place path={path} places={places} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Place({ path, places }: { path: Path | undefined; places: Places }) {
  const { revealLocation } = useAppActions()
  const location = path === undefined ? undefined : places.get(path)
  if (!location) return null
  return <PlaceLink file={location.file} line={location.line} onShow={() => revealLocation(location)} />
}
