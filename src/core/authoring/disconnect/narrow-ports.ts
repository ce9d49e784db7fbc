import type { Reading } from '../../manifest/reading.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { isObject, type JsonObject } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import type { PortEntry, Rule } from '../../model/policy.ts'
import {
  ALL_PORTS,
  intersectPorts,
  isEmptyPorts,
  type PortRange,
  type PortsByProtocol,
  PROTOCOLS,
  subtractPorts,
} from '../../net/ports.ts'
import { ALL_TRAFFIC, intersectTraffic, subtractTraffic } from '../../net/ports-by-protocol.ts'
import { portsAt, toPortEntry } from '../wanted-ports.ts'
import { describePort } from './describe-part.ts'
import type { PolicyStep } from './policy-steps.ts'
import { writtenAt } from './written-value.ts'

/** A rule's ports in two: those that go, and those that stay. As items of `ports`; `every` is no `ports` at all. */
export interface DividedPorts {
  readonly gone: 'every' | readonly JsonObject[]
  readonly kept: 'every' | readonly JsonObject[]
  /** What leaves the rule with those that stay. */
  readonly steps: readonly PolicyStep[]
}

/**
 * Divides the ports of a rule. A port name counts by what it stands for at the targets (POR-4). Returns words where a
 * name stands for some of both.
 */
export function dividePorts(
  reading: Reading,
  rule: Rule,
  gone: PortsByProtocol,
  targets: readonly Endpoint[],
): DividedPorts | string {
  const list = joinPath(rule.path, 'ports')
  if (isEmptyPorts(subtractTraffic(ALL_TRAFFIC, gone)))
    return { gone: writtenPorts(reading, rule), kept: [], steps: [] }
  if (rule.ports === 'any') {
    const kept = toEntries(subtractTraffic(ALL_TRAFFIC, gone))
    return { gone: toEntries(gone), kept, steps: kept.map((value) => ({ kind: 'append', list, value })) }
  }
  const divided = rule.ports.map((entry, index) => divideEntry(reading, entry, index, gone, targets, list))
  const [refusal] = divided.filter((one) => typeof one === 'string')
  if (refusal !== undefined) return refusal
  const entries = divided.filter((one) => typeof one !== 'string')
  const removed = [...entries.keys()].filter((index) => entries[index]?.goes)
  return {
    gone: entries.flatMap((entry) => entry.gone),
    kept: entries.flatMap((entry) => entry.kept),
    steps: [
      ...entries.flatMap(({ steps }) => steps),
      ...(removed.length > 0 ? [{ kind: 'remove' as const, list, indices: removed }] : []),
    ],
  }
}

/** A rule's ports as they are written. */
function writtenPorts(reading: Reading, { ports }: Rule): 'every' | readonly JsonObject[] {
  return ports === 'any' ? 'every' : ports.map((entry) => writtenEntry(reading, entry))
}

interface DividedEntry {
  readonly gone: readonly JsonObject[]
  readonly kept: readonly JsonObject[]
  readonly steps: readonly PolicyStep[]
  /** Whether the entry is removed, whatever is added for it. */
  readonly goes: boolean
}

function divideEntry(
  reading: Reading,
  entry: PortEntry,
  index: number,
  gone: PortsByProtocol,
  targets: readonly Endpoint[],
  list: string,
): DividedEntry | string {
  const written = writtenEntry(reading, entry)
  const stays: DividedEntry = { gone: [], kept: [written], steps: [], goes: false }
  const leaves: DividedEntry = { gone: [written], kept: [], steps: [], goes: true }
  if (entry.port.kind === 'named') return divideName(entry, gone, targets, stays, leaves)
  const [range = { first: 1, last: 65535 }] = entry.port.kind === 'range' ? [entry.port] : ALL_PORTS
  const kept = subtractPorts([range], gone[entry.protocol] ?? [])
  if (kept.length === 0) return leaves
  const taken = intersectPorts([range], gone[entry.protocol] ?? [])
  if (taken.length === 0) return stays
  const shrunk = kept.find((piece) => isShrunk(range, piece))
  const added = kept.filter((piece) => piece !== shrunk).map((piece) => toEntry(entry, written, piece))
  return {
    gone: taken.map((piece) => toEntry(entry, written, piece)),
    kept: kept.map((piece) => toEntry(entry, written, piece)),
    steps: [
      ...(shrunk ? [shrink(joinPath(list, index), range, shrunk)] : []),
      ...added.map((value) => ({ kind: 'append' as const, list, value })),
    ],
    goes: shrunk === undefined,
  }
}

/** Whether a piece is left by changing one number of a written range. */
function isShrunk(range: PortRange, piece: PortRange): boolean {
  const isWritten = range.first !== 1 || range.last !== 65535
  return isWritten && piece.first < piece.last && (piece.first === range.first || piece.last === range.last)
}

function shrink(path: string, range: PortRange, piece: PortRange): PolicyStep {
  return piece.first === range.first
    ? { kind: 'set', path: joinPath(path, 'endPort'), value: piece.last }
    : { kind: 'set', path: joinPath(path, 'port'), value: piece.first }
}

function divideName(
  entry: PortEntry,
  gone: PortsByProtocol,
  targets: readonly Endpoint[],
  stays: DividedEntry,
  leaves: DividedEntry,
): DividedEntry | string {
  if (entry.port.kind !== 'named') return stays
  const { protocol, port } = entry
  const means = targets.map((target) => portsAt({ kind: 'named', protocol, name: port.name }, target))
  if (means.every((ports) => isEmptyPorts(intersectTraffic(ports, gone)))) return stays
  if (means.every((ports) => isEmptyPorts(subtractTraffic(ports, gone)))) return leaves
  return `port ${describePort(entry)} stands for some ports that shall be closed and some that shall not`
}

function writtenEntry(reading: Reading, { path, protocol }: PortEntry): JsonObject {
  const value = writtenAt(reading, path)
  return isObject(value) ? value : { protocol }
}

/** A piece of an entry, its protocol written only where the author wrote it (POR-1). */
function toEntry({ protocol }: PortEntry, written: JsonObject, { first, last }: PortRange): JsonObject {
  const { protocol: said, ...entry } = toPortEntry({ kind: 'range', protocol, first, last })
  return written.protocol === undefined && entry.port !== undefined ? entry : { protocol: said ?? protocol, ...entry }
}

/** Ports as items of `ports`. */
export function toEntries(traffic: PortsByProtocol): readonly JsonObject[] {
  return PROTOCOLS.flatMap((protocol) =>
    (traffic[protocol] ?? []).map(({ first, last }) => toPortEntry({ kind: 'range', protocol, first, last })),
  )
}
