import type { Assumption, Note } from '../../core/model/verdict.ts'
import type { JudgedPart, Reply } from '../../core/questions/reply.ts'
import { ExplainPlace, type Places } from './explain-place.tsx'

/** What a person should know beside an answer, and what the answer rests on, each once. */
export function ExplainNotes({ reply, places }: { reply: Reply; places: Places }) {
  const verdicts = reply.parts
    .filter((part): part is JudgedPart => part.kind === 'judged')
    .map(({ verdict }) => verdict)
  const notes = distinct([...reply.notes, ...verdicts.flatMap((verdict) => verdict.notes)])
  const assumptions = distinct(verdicts.flatMap((verdict) => verdict.assumptions))
  const without = [...new Set(verdicts.flatMap((verdict) => verdict.without))]
  return (
    <>
      {notes.length > 0 && (
        <ul className="explain-notes" aria-label="Worth knowing">
          {notes.map(({ code, words, path }) => (
            <li key={`${code} ${words}`}>
              {words} <ExplainPlace path={path} places={places} />
            </li>
          ))}
        </ul>
      )}
      {assumptions.length + without.length > 0 && (
        <ul className="explain-notes" aria-label="What this rests on">
          {without.map((words) => (
            <li key={words}>without {words}, which could change this</li>
          ))}
          {assumptions.map(({ code, words, path }) => (
            <li key={`${code} ${words}`}>
              assuming {words} <ExplainPlace path={path} places={places} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function distinct<Said extends Note | Assumption>(said: readonly Said[]): readonly Said[] {
  return [...new Map(said.map((one) => [`${one.code} ${one.words}`, one])).values()]
}
