import { type ClusterNote, makeCluster, UPSTREAM } from '../engine/cluster.testing.ts'
import { type Prepared, prepare } from '../engine/prepare.ts'
import type { EngineSettings } from '../model/settings.ts'
import { ask } from './ask.ts'
import type { Asked, Part, Reply } from './reply.ts'

export function prepareNotes(note: ClusterNote, settings: Partial<EngineSettings> = {}): Prepared {
  return prepare(makeCluster(note), { ...UPSTREAM, ...settings })
}

/** The reply to a question that is understood. */
export function replyTo(prepared: Prepared, from: string, to: string, beside: Omit<Asked, 'from' | 'to'> = {}): Reply {
  const outcome = ask(prepared, { from, to, ...beside })
  if (outcome.kind === 'unresolved') throw new Error([outcome.words, ...outcome.candidates].join('\n'))
  return outcome
}

/** `allowed shop/deployment/web → shop/pod/db:5432`. */
export function describeParts({ parts }: Reply): readonly string[] {
  return parts.map((part) => `${part.answer} ${part.from} → ${part.to}${part.kind === 'judged' ? `:${part.port}` : ''}`)
}

/** The words of what leaves a part open. */
export function doubtOf(part: Part | undefined): string | undefined {
  return part?.doubt && `${part.doubt.code} ${part.doubt.on}`
}

/** `END-7 …` for each note. */
export function describeNotes({ notes }: Reply): readonly string[] {
  return notes.map(({ code, words }) => `${code} ${words}`)
}
