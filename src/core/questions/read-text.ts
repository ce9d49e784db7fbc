import { readLookup } from './read-lookup.ts'
import { readMessage } from './read-message.ts'
import { readToken, refuse } from './read-token.ts'
import type { TextReading } from './text-reading.ts'

/** More than any message has: what is longer is a log, and names too much. */
const LONGEST = 2000

/**
 * Reads what a person typed or pasted as the end of a connection (QUE-1): a name, an address or a URL, or a whole
 * message of a program that could not connect. Nothing is looked up here; a text that fits no form is `unreadable`.
 */
export function readText(text: string): TextReading {
  const trimmed = text.trim().replace(/^(["'`])(.*)\1$/s, '$2')
  if (trimmed === '') return refuse(text, 'it is empty')
  if (trimmed.length > LONGEST) return refuse(`${trimmed.slice(0, 40)}…`, 'it is too long')
  if (!/\s/.test(trimmed)) return readToken(trimmed)
  const reading = readLookup(trimmed) ?? readMessage(trimmed)
  return reading.kind === 'end' && speaksOfPing(trimmed) ? { ...reading, isPing: true } : reading
}

function speaksOfPing(text: string): boolean {
  return /(?:^|[\s"'(])(?:ping6?|icmp\w*)(?=[\s:,.)]|$)/i.test(text)
}
