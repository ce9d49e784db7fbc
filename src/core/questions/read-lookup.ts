import { parseAddress } from '../net/address.ts'
import type { Protocol } from '../net/ports.ts'
import { readHostPort } from './read-token.ts'
import type { EndText } from './text-reading.ts'

const NAME = String.raw`["'\x60‘]?(?<host>[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)`

/** How programs say that a name could not be looked up. */
const LOOKING_UP: readonly RegExp[] = [
  // Go: lookup db on 10.96.0.10:53: read udp …: i/o timeout; lookup db: no such host.
  /\blookup (?<host>[a-z0-9_.-]*[a-z0-9_])\.?(?: on (?<server>\[[0-9a-f:.]+\]:\d+|[\w.-]+:\d+))?:/i,
  // libpq.
  new RegExp(`could not translate host name ${NAME}`, 'i'),
  // Node: getaddrinfo ENOTFOUND db; Python: Failed to resolve 'db'; gRPC.
  new RegExp(`\\bgetaddrinfo E[A-Z_]+ ${NAME}`),
  new RegExp(`\\bfailed to resolve (?:host )?${NAME}`, 'i'),
  new RegExp(`\\bDNS resolution failed for (?:service: )?${NAME}`, 'i'),
  // curl, ssh, git, wget, nslookup.
  new RegExp(
    `\\b(?:could not|couldn't|can't|cannot|unable to) resolve (?:host(?:name)? |host(?:name)?: |proxy: )?(?:address )?${NAME}`,
    'i',
  ),
  new RegExp(`\\bserver can't find ${NAME}`, 'i'),
  new RegExp(`\\bbad address ${NAME}`, 'i'),
  // Java and others.
  new RegExp(`\\bunknown ?host(?:Exception)?:? ${NAME}`, 'i'),
  // The system's own words, behind the name.
  new RegExp(
    `${NAME}["'’]?: (?:temporary failure in name resolution|name or service not known|name does not resolve|no address associated with hostname|nodename nor servname provided)`,
    'i',
  ),
]

/** Words of a name server that did answer: the lookup itself got through. */
const ANSWERED = /no such host|ENOTFOUND|NXDOMAIN|name or service not known|name does not resolve/i

/** Reads the message of a failed lookup as the question to the name server that it is (QUE-4). */
export function readLookup(text: string): EndText | undefined {
  for (const pattern of LOOKING_UP) {
    const { host, server } = pattern.exec(text)?.groups ?? {}
    if (host !== undefined && parseAddress(host) === undefined) return toQuestion(text, host.toLowerCase(), server)
  }
  return undefined
}

function toQuestion(text: string, host: string, server: string | undefined): EndText {
  const asked = server === undefined ? undefined : readHostPort(server)
  const address = asked?.kind === 'end' && asked.end.kind === 'address' ? asked.end.address : undefined
  return {
    kind: 'end',
    end: {
      kind: 'name-server',
      host,
      ...(address ? { server: address } : {}),
      isAnswered: ANSWERED.test(text),
    },
    port: (asked?.kind === 'end' ? asked.port : undefined) ?? 53,
    protocol: protocolOf(text),
    isPing: false,
  }
}

/** Lookups go by UDP, unless the message says that this one went by TCP. */
function protocolOf(text: string): Protocol {
  return /\blookup\b.*\b(?:dial|read|write) tcp\b/i.test(text) ? 'TCP' : 'UDP'
}
