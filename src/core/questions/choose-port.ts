import type { Note } from '../model/verdict.ts'
import type { Protocol } from '../net/ports.ts'
import type { AskedPort } from './backends.ts'
import type { Asked, Unresolved } from './reply.ts'
import type { EndText } from './text-reading.ts'

/** The port a question is about, and what to say about how it was chosen. */
export interface ChosenPort extends AskedPort {
  readonly kind: 'port'
  readonly notes: readonly Note[]
}

/**
 * The port in the text, unless one is given beside it (QUE-3): that one is asked, and it is said when they differ. A
 * failed lookup is always about the name server's port.
 */
export function choosePort(asked: Asked, reading: EndText | undefined): ChosenPort | Unresolved {
  const isLookup = reading?.end.kind === 'name-server'
  const given: Partial<AskedPort> = isLookup ? {} : asked
  const port = given.port ?? reading?.port
  const protocol = given.protocol ?? reading?.protocol ?? 'TCP'
  if (port === undefined) return lackPort(asked, reading)
  const notes = isLookup ? noteLookup(asked, { port, protocol }) : noteDifference({ port, protocol }, reading)
  return { kind: 'port', port, protocol, notes }
}

function lackPort({ to }: Asked, reading: EndText | undefined): Unresolved {
  const words = reading?.isPing
    ? 'ping uses ICMP, which is not evaluated (CNI-4): ask on a port'
    : `${to} names no port: give one, as in ${/\s/.test(to) ? 'db' : to}:8080`
  return { kind: 'unresolved', end: 'to', words, candidates: [] }
}

function noteDifference(chosen: AskedPort, reading: EndText | undefined): readonly Note[] {
  const written: { port: number; protocol: Protocol } = {
    port: reading?.port ?? chosen.port,
    protocol: reading?.protocol ?? chosen.protocol,
  }
  if (written.port === chosen.port && written.protocol === chosen.protocol) return []
  const words = `asked on ${format(chosen)}, which is given beside the text; the text says ${format(written)}`
  return [{ code: 'QUE-3', words }]
}

function noteLookup({ port }: Asked, chosen: AskedPort): readonly Note[] {
  if (port === undefined || port === chosen.port) return []
  const words = `a failed lookup is a question to the name server on ${format(chosen)}: ${port} was not asked`
  return [{ code: 'QUE-3', words }]
}

function format({ port, protocol }: AskedPort): string {
  return `${port}/${protocol}`
}
