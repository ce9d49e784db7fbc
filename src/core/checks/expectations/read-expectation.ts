import { hasErrors, quoted } from '../../manifest/findings.ts'
import type { Expectation } from '../../model/expectation.ts'
import { PROTOCOLS, type Protocol } from '../../net/ports.ts'
import { type Fields, fieldsAt, integerAt, refuse, scalarAt, textAt, warn, warnUnknown } from './fields.ts'
import { readEnd } from './read-ends.ts'
import { readPorts, readTargetPort } from './read-ports.ts'

const KNOWN = [
  ...['name', 'type', 'protocol', 'targetPort', 'timeoutSeconds', 'attempts', 'exitCode', 'src', 'dst'],
  // What NetAssert prints beside the rest.
  ...['pass', 'failureReason'],
  'bulkhead',
]

const EXTRA = ['protocol', 'ports', 'src', 'dst']

/**
 * Reads one expectation (EXP-2) with its extra fields (EXP-4), which stand for those of NetAssert where they are given.
 * `isRead` says whether NetAssert reads the document it stands in. Undefined when something is wrong with it.
 */
export function readExpectation(fields: Fields, isRead: boolean): Expectation | undefined {
  warnUnknown(fields, KNOWN)
  const extra = fieldsAt(fields, 'bulkhead')
  if (extra) warnUnknown(extra, EXTRA)
  const flow = readFlow(fields, extra)
  const name = readName(fields)
  checkType(fields)
  const timeoutSeconds = readCount(fields, 'timeoutSeconds', 15)
  const attempts = readCount(fields, 'attempts', 3)
  const exitCode = integerAt(fields, 'exitCode') ?? 0
  if (!flow || name === undefined || hasErrors(fields.findings)) return undefined
  if (isRead) warnLacking(fields, extra)
  if (isRead) warnProbed(fields, extra)
  const expected = exitCode === 0 ? 'allowed' : 'denied'
  const isProbed = isRead && EXTRA.every((key) => !extra?.tree.entries.has(key))
  return { path: fields.path, name, expected, ...flow, timeoutSeconds, attempts, isProbed }
}

function readFlow(fields: Fields, extra: Fields | undefined) {
  const protocol = (extra && readExtraProtocol(extra)) ?? readProtocol(fields)
  const own = readTargetPort(fields)
  const ports = (extra && readPorts(extra)) ?? (own && [own])
  const from = readSide(fields, extra, 'src')
  const to = readSide(fields, extra, 'dst')
  if (!ports) requireField(fields, extra, 'targetPort', 'ports')
  if (!from) requireField(fields, extra, 'src', 'src')
  if (!to) requireField(fields, extra, 'dst', 'dst')
  if (to?.kind === 'host' && protocol === 'UDP' && !extra?.tree.entries.has('protocol'))
    refuse(
      fields,
      'protocol',
      'udp needs dst.k8sResource: NetAssert probes no host by it; write protocol: UDP below bulkhead',
    )
  return protocol && ports && from && to ? { protocol, ports, from, to } : undefined
}

/** An end below `bulkhead` stands for the one that NetAssert reads, which must be right as well. */
function readSide(fields: Fields, extra: Fields | undefined, key: 'src' | 'dst') {
  const isSource = key === 'src'
  const own = readEnd(fields, key, { isSource, isExtra: false })
  const other = extra && readEnd(extra, key, { isSource, isExtra: true })
  return extra?.tree.entries.has(key) ? other : own
}

/** Says that a field is missing, unless something was said of it already. */
function requireField(fields: Fields, extra: Fields | undefined, key: string, extraKey: string): void {
  const isWritten = fields.tree.entries.get(key) !== undefined && fields.tree.entries.get(key)?.tree.value !== null
  if (!isWritten && !extra?.tree.entries.has(extraKey)) refuse(fields, key, 'is required')
}

function readProtocol(fields: Fields): Protocol | undefined {
  const written = textAt(fields, 'protocol')
  if (written === undefined || written === '')
    return fields.tree.entries.get('protocol')?.tree.kind === 'map' ? undefined : 'TCP'
  if (written === 'tcp') return 'TCP'
  if (written === 'udp') return 'UDP'
  const tree = scalarAt(fields, 'protocol', 'a string')
  const lower = written.toLowerCase()
  const fix = tree && (lower === 'tcp' || lower === 'udp') ? fields.fixer.replace(tree, lower) : undefined
  const hint = lower === 'sctp' ? '; SCTP goes below bulkhead' : ''
  refuse(fields, 'protocol', `${quoted(written)}: expected tcp or udp${hint}`, fix)
  return undefined
}

function readExtraProtocol(extra: Fields): Protocol | undefined {
  const written = textAt(extra, 'protocol')
  if (written === undefined) return undefined
  const found = PROTOCOLS.find((protocol) => protocol === written.toUpperCase())
  if (!found) refuse(extra, 'protocol', `${quoted(written)}: expected TCP, UDP or SCTP`)
  return found
}

function readName(fields: Fields): string | undefined {
  const name = textAt(fields, 'name')
  if (name !== undefined && name !== '') return name
  const entry = fields.tree.entries.get('name')
  if (!entry || entry.tree.kind === 'scalar') refuse(fields, 'name', 'is required')
  return undefined
}

function checkType(fields: Fields): void {
  const type = textAt(fields, 'type')
  if (type === 'k8s') return
  const tree = fields.tree.entries.get('type')?.tree
  if (tree && tree.kind !== 'scalar') return
  if (!type) refuse(fields, 'type', 'is required: k8s')
  else refuse(fields, 'type', `${quoted(type)}: expected k8s`)
}

function readCount(fields: Fields, key: 'timeoutSeconds' | 'attempts', usual: number): number {
  const count = integerAt(fields, key) ?? usual
  if (count > 0) return count
  refuse(fields, key, `${count}: must be greater than 0`)
  return usual
}

/** NetAssert refuses a whole file for one expectation that lacks what it requires. */
function warnLacking(fields: Fields, extra: Fields | undefined): void {
  if (!extra) return
  const lacking = ['targetPort', 'src', 'dst'].filter((key) => !fields.tree.entries.has(key))
  if (lacking.length === 0) return
  warn(
    fields,
    'bulkhead',
    `NetAssert requires ${lacking.join(' and ')} here, and refuses the file: put this behind ---`,
  )
}

/** What NetAssert would probe instead of what is meant. */
function warnProbed(fields: Fields, extra: Fields | undefined): void {
  const instead = ['protocol', 'src', 'dst'].filter((key) => extra?.tree.entries.has(key))
  if (!extra || instead.length === 0 || !['targetPort', 'src', 'dst'].every((key) => fields.tree.entries.has(key)))
    return
  warn(
    fields,
    'bulkhead',
    `NetAssert does not read bulkhead.${instead.join(' and bulkhead.')}, and probes something else: put this behind ---`,
  )
}
