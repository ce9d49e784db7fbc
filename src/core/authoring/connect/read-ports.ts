import { PROTOCOLS, type Protocol } from '../../net/ports.ts'
import type { WantedPort } from '../plan.ts'

/** What a person typed into the ports field: the ports it names, and what is wrong with the rest. */
interface PortsReading {
  readonly ports: readonly WantedPort[]
  /** The first thing that could not be read, in words; the field is not usable while it is there. */
  readonly problem?: string
}

/** Reads "8080, 9000-9010/UDP, http": parts separated by commas or spaces, TCP unless a protocol is given. */
export function readPorts(text: string): PortsReading {
  const readings = splitEntries(text).map(readEntry)
  const problem = readings.find((reading) => typeof reading === 'string')
  const ports = withoutDoubles(readings.filter((reading) => typeof reading !== 'string'))
  return typeof problem === 'string' ? { ports, problem } : { ports }
}

/** The same notation back: `8080`, `9000-9010/UDP`, `http`. */
export function formatWantedPort(port: WantedPort): string {
  const protocol = port.protocol === 'TCP' ? '' : `/${port.protocol}`
  if (port.kind === 'named') return `${port.name}${protocol}`
  return `${port.first === port.last ? port.first : `${port.first}-${port.last}`}${protocol}`
}

/** Whether two are written the same. */
export function isSamePort(one: WantedPort, other: WantedPort): boolean {
  return one.kind === other.kind && formatWantedPort(one) === formatWantedPort(other)
}

/** Spaces around a dash or a slash belong to the entry: "9000 - 9010 / UDP" is one. */
function splitEntries(text: string): string[] {
  return text
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s*([-/])\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
}

function readEntry(entry: string): WantedPort | string {
  const [ports = '', protocolText = 'TCP', ...rest] = entry.split('/')
  const protocol = readProtocol(protocolText)
  if (rest.length > 0 || ports === '') return `"${entry}" is not a port: write 8080, 9000-9010/UDP or http`
  if (protocol === undefined) return `"${protocolText}" is not a protocol: TCP, UDP or SCTP`
  if (/^\d+$/.test(ports)) return readRange(entry, ports, ports, protocol)
  const range = /^(\d+)-(\d+)$/.exec(ports)
  if (range !== null) return readRange(entry, range[1] ?? '', range[2] ?? '', protocol)
  if (readProtocol(ports) !== undefined) return `"${entry}" names no port: write the number first, as in 53/UDP`
  return readName(ports, protocol)
}

function readProtocol(text: string): Protocol | undefined {
  return PROTOCOLS.find((protocol) => protocol === text.toUpperCase())
}

function readRange(entry: string, firstText: string, lastText: string, protocol: Protocol): WantedPort | string {
  const [first, last] = [Number(firstText), Number(lastText)]
  const outside = [first, last].find((port) => port < 1 || port > 65535)
  if (outside !== undefined) return `${outside} is not a port: ports are 1 to 65535`
  if (first > last) return `"${entry}" runs backwards: write ${last}-${first}`
  return { kind: 'range', protocol, first, last }
}

/** A port name as the API server accepts it (VAL-8). */
function readName(name: string, protocol: Protocol): WantedPort | string {
  const fits = name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name)
  if (fits) return { kind: 'named', protocol, name }
  return `"${name}" is not a port name: at most 15 of a-z, 0-9 and -, with a letter`
}

function withoutDoubles(ports: readonly WantedPort[]): readonly WantedPort[] {
  return ports.filter((port, index) => ports.findIndex((other) => isSamePort(port, other)) === index)
}
