import type { Prepared } from '../engine/prepare.ts'
import { type ChosenPort, choosePort } from './choose-port.ts'
import { nameExactly } from './named-endpoints.ts'
import { readText } from './read-text.ts'
import type { Asked, Unresolved } from './reply.ts'
import { type Meaning, resolveEnd } from './resolve-end.ts'
import type { Source } from './resolve-source.ts'
import type { EndText } from './text-reading.ts'
import { refuseName } from './unresolved.ts'

/** Where a connection goes, as it was asked and as it was understood. */
export interface Target {
  readonly kind: 'target'
  readonly meaning: Exclude<Meaning, { kind: 'not-one' }>
  readonly asked: ChosenPort
  /** Absent for an endpoint's own id. */
  readonly reading?: EndText
}

/** Reads and resolves the other end of a question (QUE-1 to QUE-3). */
export function resolveTarget(prepared: Prepared, asked: Asked, source: Source): Target | Unresolved {
  const text = asked.to.trim()
  const exact = nameExactly(prepared, text)
  const reading = exact ? undefined : readText(text)
  if (reading?.kind === 'unreadable') return { ...reading, kind: 'unresolved', end: 'to' }
  const port = choosePort(asked, reading)
  if (port.kind === 'unresolved') return port
  const namespace = source.kind === 'endpoints' ? source.namespace : undefined
  const seeker = { end: 'to', port: port.port, ...(namespace === undefined ? {} : { namespace }) } as const
  const meaning = exact ?? (reading && resolveEnd(prepared, reading, seeker))
  if (!meaning || meaning.kind === 'not-one') {
    return refuseName(prepared, 'to', text, meaning?.candidates ?? [], namespace)
  }
  return { kind: 'target', meaning, asked: port, ...(reading ? { reading } : {}) }
}
