import type { Assumption, Note, Verdict } from '../../core/model/verdict.ts'
import type { JudgedPart, Reply } from '../../core/questions/reply.ts'
import { ExplainPlace, type Places } from './explain-place.tsx'

interface NotesProps {
  readonly reply: Reply
  readonly places: Places
}

/** What a person should know beside an answer, each once. */
export function ExplainNotes({ reply, places }: NotesProps) {
  const notes = distinct([...reply.notes, ...verdictsOf(reply).flatMap((verdict) => verdict.notes)])
  if (notes.length === 0) return null
  return (
    <ul className="explain-beside" aria-label="Worth knowing">
      {notes.map(({ code, words, path }) => (
        <li key={`${code} ${words}`}>
          {words} <ExplainPlace path={path} places={places} />
        </li>
      ))}
    </ul>
  )
}

/** What an answer takes for granted, and what could change it, each once. */
export function ExplainAssumptions({ reply, places }: NotesProps) {
  const assumptions = distinct(verdictsOf(reply).flatMap((verdict) => verdict.assumptions))
  const without = [...new Set(verdictsOf(reply).flatMap((verdict) => verdict.without))]
  if (assumptions.length + without.length === 0) return null
  return (
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
  )
}

function verdictsOf({ parts }: Reply): readonly Verdict[] {
  return parts.filter((part): part is JudgedPart => part.kind === 'judged').map(({ verdict }) => verdict)
}

function distinct<Said extends Note | Assumption>(said: readonly Said[]): readonly Said[] {
  return [...new Map(said.map((one) => [`${one.code} ${one.words}`, one])).values()]
}
