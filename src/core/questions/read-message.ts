import { parseAddress } from '../net/address.ts'
import { PROTOCOLS, type Protocol } from '../net/ports.ts'
import { isPort, readHostPort, readToken, refuse } from './read-token.ts'
import type { TextReading } from './text-reading.ts'

/** What stands before a host in messages, and the host with its quotes; `(10.0.0.7)` may follow it. */
const HOST = String.raw`["'\x60‘]?(?<host>\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)["'\x60’]?(?: ?\([^)]*\))?`

/** How programs say that they could not connect to a host on a port, the most telling first. */
const CONNECTING: readonly RegExp[] = [
  // Go: dial tcp 10.0.0.7:5432: i/o timeout; read tcp 10.0.0.1:43210->10.0.0.7:5432: …
  /\b(?:dial|read|write|connect) (?<protocol>tcp|udp|sctp)[46]? (?:\S+->)?(?<host>\[[0-9a-f:.]+\]|[a-z0-9_.-]+):(?<port>\d+)/i,
  // Node: connect ECONNREFUSED 10.0.0.7:5432, also fd00::7:5432 without brackets.
  /\bconnect E[A-Z]+ (?<host>[0-9a-z_.:-]+):(?<port>\d+)/,
  // libpq: connection to server at "db" (10.0.0.7), port 5432 failed; older: running on host "db" … on port 5432?
  new RegExp(
    String.raw`\b(?:server at|on host) ${HOST}(?:,| and accepting TCP/IP connections on) port (?<port>\d+)`,
    'i',
  ),
  // curl, ssh, nc: connect to db port 5432; Failed to connect to db.payments port 5432 after 130 ms.
  new RegExp(String.raw`\b(?:connect(?:ed|ing|ion)? )(?:to|with) (?:host |server )?${HOST},? port (?<port>\d+)`, 'i'),
  // Python and libpq strings: HTTPConnectionPool(host='db', port=8080); host=db user=x port=5432.
  new RegExp(String.raw`\bhost=${HOST}[^)]*?\bport=["']?(?<port>\d+)`, 'i'),
  // telnet, curl -v: Trying 10.0.0.7:5432...
  /\bTrying (?<host>\[[0-9a-f:.]+\]|[a-z0-9_.-]+):(?<port>\d+)/i,
]

/** Reads a whole message of a program that could not connect (QUE-1). A failed lookup is read before this. */
export function readMessage(text: string): TextReading {
  const [url] = /\b(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>]+/i.exec(text) ?? []
  if (url !== undefined) return readToken(url.replace(/[.,;:!?)\]]+$/, ''))
  for (const pattern of CONNECTING) {
    const { host, port, protocol } = pattern.exec(text)?.groups ?? {}
    if (host !== undefined && port !== undefined) return withProtocol(readFound(host, port), protocol)
  }
  return readPing(text) ?? readOnlyToken(text)
}

/** A host and a port that a pattern found; an IPv6 address may stand without brackets. */
function readFound(host: string, port: string): TextReading {
  const isBare = host.includes(':') && !host.startsWith('[')
  return readHostPort(isBare ? `[${host}]:${port}` : `${host}:${port}`)
}

function withProtocol(reading: TextReading, word: string | undefined): TextReading {
  const protocol: Protocol | undefined = PROTOCOLS.find((known) => known === word?.toUpperCase())
  return reading.kind === 'end' && protocol ? { ...reading, protocol } : reading
}

/** `ping db`, `PING db (10.0.0.7): 56 data bytes`. */
function readPing(text: string): TextReading | undefined {
  const [, host] = /\bping6?:? (?:-\S+ (?:\d+ )?)*([a-z0-9_.:-]*[a-z0-9_])/i.exec(text) ?? []
  return host === undefined ? undefined : readHostPort(host)
}

/** In a message of no known form: the only `host:port` in it, else the only address; several are refused with a list. */
function readOnlyToken(text: string): TextReading {
  const pairs = distinct(
    [...text.matchAll(PAIR)].flatMap(([pair, host = '', port = '']) => (isPlausible(host, port) ? pair : [])),
  )
  const found = pairs.length > 0 ? pairs : distinct(addressesIn(text))
  const [only] = found
  if (only !== undefined && found.length === 1) return readHostPort(only)
  const words = `${JSON.stringify(text)} names several ends: ask with one of`
  return found.length > 1 ? { kind: 'unreadable', words, candidates: found } : refuse(text)
}

const PAIR = /(?<![\w.:/@-])(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?):(\d{1,5})(?![\w:.]*\w)/gi

/** Neither a time of day nor a line of source code. */
function isPlausible(host: string, port: string): boolean {
  const isName = /[a-z]/i.test(host) && !/\.(go|js|mjs|ts|py|rb|rs|java|kt|c|cc|cpp|php|cs)$/i.test(host)
  return isPort(Number(port)) && (isName || parseAddress(host) !== undefined)
}

function addressesIn(text: string): readonly string[] {
  return text
    .split(/[^0-9a-f:.]+/i)
    .filter((word) => parseAddress(word.replace(/[.:]+$/, '')) !== undefined)
    .map((word) => word.replace(/[.:]+$/, ''))
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
