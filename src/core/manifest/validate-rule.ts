import { fieldAt, isObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import type { AddressRange } from '../net/address.ts'
import { type CidrNote, readCidr } from '../net/cidr.ts'
import { PROTOCOLS } from '../net/ports.ts'
import { type Findings, quoted, report, reportInvalid } from './findings.ts'
import { portNameProblems } from './label-names.ts'
import { validateSelector } from './validate-selector.ts'

const RANGE_WORDS = 'must be between 1 and 65535, inclusive'
const CIDR_WORDS = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'

/** One decoded item of `ports` (VAL-7 to VAL-9). */
export function validatePort(findings: Findings, entry: JsonValue, path: Path): void {
  const protocol = fieldAt(entry, 'protocol')
  if (protocol !== undefined && !PROTOCOLS.some((known) => known === protocol)) {
    const message = `Unsupported value: ${quoted(protocol)}: supported values: "TCP", "UDP", "SCTP"`
    reportInvalid(findings, joinPath(path, 'protocol'), 'VAL-7', message)
  }
  const port = fieldAt(entry, 'port')
  for (const problem of portProblems(port))
    reportInvalid(findings, joinPath(path, 'port'), 'VAL-8', `Invalid value: ${quoted(port)}: ${problem}`)
  const endPort = fieldAt(entry, 'endPort')
  if (typeof endPort !== 'number') return
  for (const problem of endPortProblems(port, endPort))
    reportInvalid(findings, joinPath(path, 'endPort'), 'VAL-9', `Invalid value: ${endPort}: ${problem}`)
}

function portProblems(port: JsonValue | undefined): readonly string[] {
  if (typeof port === 'number') return isPort(port) ? [] : [RANGE_WORDS]
  return typeof port === 'string' ? portNameProblems(port) : []
}

function endPortProblems(port: JsonValue | undefined, endPort: number): readonly string[] {
  if (port === undefined) return ['may not be specified when `port` is not specified']
  if (typeof port !== 'number') return ['may not be specified when `port` is non-numeric']
  return [
    ...(endPort < port ? ['must be greater than or equal to `port`'] : []),
    ...(isPort(endPort) ? [] : [RANGE_WORDS]),
  ]
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65535
}

/** One decoded item of `from` or `to` (VAL-5, VAL-6). */
export function validatePeer(findings: Findings, peer: JsonValue, path: Path): void {
  const block = fieldAt(peer, 'ipBlock')
  const selectors = ['podSelector', 'namespaceSelector'].filter((name) => isObject(fieldAt(peer, name)))
  if (block === undefined && selectors.length === 0)
    reportInvalid(findings, path, 'VAL-5', 'Required value: must specify a peer')
  if (block !== undefined && selectors.length > 0)
    reportInvalid(findings, path, 'VAL-5', 'Forbidden: may not specify both ipBlock and another peer')
  for (const name of selectors) validateSelector(findings, fieldAt(peer, name), joinPath(path, name))
  if (block !== undefined) validateBlock(findings, block, joinPath(path, 'ipBlock'))
}

function validateBlock(findings: Findings, block: JsonValue, path: Path): void {
  const cidr = fieldAt(block, 'cidr')
  const cidrPath = joinPath(path, 'cidr')
  if (cidr === undefined || cidr === '') {
    reportInvalid(findings, cidrPath, 'VAL-6', 'Required value')
    return
  }
  const range = validateCidr(findings, cidr, cidrPath)
  const except = fieldAt(block, 'except')
  if (range === undefined || !Array.isArray(except)) return
  for (const [index, exception] of except.entries()) {
    const exceptPath = joinPath(path, 'except', index)
    const inner = validateCidr(findings, exception, exceptPath)
    if (inner && !isStrictlyInside(inner, range)) {
      const message = `Invalid value: ${quoted(exception)}: must be a strict subset of \`cidr\``
      reportInvalid(findings, exceptPath, 'VAL-6', message)
    }
  }
}

function validateCidr(findings: Findings, cidr: JsonValue, path: Path): AddressRange | undefined {
  const reading = readCidr(String(cidr))
  if (reading.kind === 'invalid') {
    const message = `Invalid value: ${quoted(cidr)}: ${CIDR_WORDS}`
    reportInvalid(findings, path, 'VAL-6', message)
    return undefined
  }
  for (const note of reading.notes) {
    const message = `${quoted(cidr)} ${NOTE_WORDS[note]}: read as ${reading.canonical}`
    report(findings, path, { code: note === 'ipv4-mapped' ? 'IPB-5' : 'VAL-6', severity: 'warning', message })
  }
  return reading.range
}

const NOTE_WORDS: Readonly<Record<CidrNote, string>> = {
  'host-bits': 'has bits set beyond the prefix length',
  'leading-zeros': 'has leading zeros, which count as decimal',
  'not-canonical': 'is not in canonical form',
  'ipv4-mapped': 'is an IPv4-mapped IPv6 block',
}

function isStrictlyInside(inner: AddressRange, outer: AddressRange): boolean {
  const inside = inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last
  return inside && (inner.first !== outer.first || inner.last !== outer.last)
}
