import { parseAddress } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { PROTOCOLS, type Protocol } from '../net/ports.ts'
import { describeScheme } from './schemes.ts'
import type { EndText, NamedEnd, TextReading, UnreadableText } from './text-reading.ts'

/** One letter or digit at each end, and what names and DNS names have in between. */
const NAME = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?$/i
const URL = /^([a-z][a-z0-9+.-]*):\/\/\/?([^/?#;]*)/i

/** Reads a text without spaces (QUE-1): a URL, an address, a name or a path, with or without a port. */
export function readToken(token: string): TextReading {
  if (/^ingress(-controller)?$/i.test(token)) return toEnd({ kind: 'ingress-controller' })
  const [, scheme, authority] = URL.exec(token.replace(/^jdbc:/i, '')) ?? []
  if (scheme !== undefined) return readUrl(scheme.toLowerCase().replace(/\+(?!srv$).*$/, ''), authority ?? '')
  if (token.includes(',')) return refuseList(token, token.split(','))
  return token.includes('/') ? readWithSlashes(token) : readHostPort(token)
}

/** `db`, `db:5432`, `10.0.0.7:80`, `[fd00::1]:80`. */
export function readHostPort(text: string): TextReading {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? []
  const address = parseAddress(text) ?? (bracketed === undefined ? undefined : parseAddress(bracketed))
  if (parseAddress(text) && address) return toEnd({ kind: 'address', address })
  const port = digits === undefined ? undefined : Number(digits)
  if (port !== undefined && !isPort(port)) return refuse(text, `${digits} is not a port`)
  if (bracketed !== undefined) return address ? toEnd({ kind: 'address', address }, port) : refuse(text)
  return readHost(plain, text, port)
}

/** Whether a number is a port (POR-6). */
export function isPort(port: number): boolean {
  return port >= 1 && port <= 65535
}

/** Says that a text names nothing. */
export function refuse(text: string, why = 'no name, address or URL was found in it'): UnreadableText {
  return { kind: 'unreadable', words: `${JSON.stringify(text)} names no end of a connection: ${why}`, candidates: [] }
}

function readHost(host: string | undefined, text: string, port: number | undefined): TextReading {
  if (host === undefined || !NAME.test(host)) return refuse(text)
  const address = parseAddress(host)
  return toEnd(address ? { kind: 'address', address } : { kind: 'host', host: host.toLowerCase() }, port)
}

function readUrl(scheme: string, authority: string): TextReading {
  const hosts = authority.slice(authority.lastIndexOf('@') + 1)
  if (hosts.includes(',')) return refuseList(hosts, hosts.split(','))
  const reading = readHostPort(hosts)
  return reading.kind === 'end' ? { ...describeScheme(scheme), ...reading } : reading
}

/** A path of names, `host:port/path`, or a host with a path behind it; a port may end the last name. */
function readWithSlashes(token: string): TextReading {
  const cidr = readCidr(token)
  if (cidr.kind === 'cidr') {
    const { family, first, last } = cidr.range
    if (first === last) return toEnd({ kind: 'address', address: { family, value: first } })
    return refuse(token, 'a block is many addresses: ask with one of them')
  }
  const [head = '', ...rest] = token.split('/')
  if (/:\d+$/.test(head)) return readWithProtocol(head, rest)
  if (head.includes('.') && !isKindWithGroup(head)) return readHostPort(head)
  return readPath([head, ...rest], token)
}

/** `kube-dns:53/UDP`; any other path behind a port says nothing about the connection. */
function readWithProtocol(head: string, rest: readonly string[]): TextReading {
  const reading = readHostPort(head)
  const protocol = PROTOCOLS.find((known) => known === rest[0]?.toUpperCase())
  return reading.kind === 'end' && protocol && rest.length === 1 ? { ...reading, protocol } : reading
}

function readPath(steps: readonly string[], token: string): TextReading {
  const [, last, digits] = /^(.*?)(?::(\d+))?$/.exec(steps.at(-1) ?? '') ?? []
  const names = [...steps.slice(0, -1), last ?? '']
  if (names.length > 3 || !names.every((name) => NAME.test(name))) return refuse(token)
  if (digits !== undefined && !isPort(Number(digits))) return refuse(token, `${digits} is not a port`)
  return toEnd({ kind: 'path', steps: names }, digits === undefined ? undefined : Number(digits))
}

/** `deployment.apps/web`, as `kubectl` prints it. */
function isKindWithGroup(head: string): boolean {
  return /^[a-z]+\.([a-z0-9-]+\.)*(apps|batch|io|argoproj)$/i.test(head)
}

function refuseList(text: string, parts: readonly string[]): UnreadableText {
  const candidates = parts.filter((part) => readHostPort(part).kind === 'end')
  if (candidates.length === 0) return refuse(text)
  return { kind: 'unreadable', words: `${JSON.stringify(text)} names several ends: ask with one of`, candidates }
}

function toEnd(end: NamedEnd, port?: number, protocol?: Protocol): EndText {
  return {
    kind: 'end',
    end,
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    isPing: false,
  }
}
