import type { EndVerdict } from '../../core/model/verdict.ts'
import { SIGNS, toCauseLine, toHeading } from '../../core/sentences/cause-words.ts'
import { ExplainPlace, type Places } from './explain-place.tsx'

interface ExplainEndProps {
  /** "Leaving frontend". */
  readonly title: string
  readonly end: EndVerdict
  readonly places: Places
}

/** One end of a flow: by how many policies it is isolated, and what each says. */
export function ExplainEnd({ title, end, places }: ExplainEndProps) {
  const heading = toHeading(end)
  return (
    <section className="explain-end">
      <h2>
        {title} ({end.direction}){heading && `: ${heading}`}
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
              <ExplainPlace path={path} places={places} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
