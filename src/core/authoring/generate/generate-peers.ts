import { field, fieldAt, isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { readCidr } from '../../net/cidr.ts'
import { NAME_KEY } from '../connect/resolved-end.ts'
import type { Ports } from '../wanted-ports.ts'
import { joinPorts, portsKey, portsWithout } from './generate-ports.ts'
import { createFindWider, type FindWider, isBlock } from './generate-wider.ts'

/** Whom a policy of one namespace lets through, on which ports. */
export interface Grant {
  /** Equal for equal peers. */
  readonly key: string
  /** Absent for anyone. */
  readonly peer?: JsonObject
  /** For people, and for the order. */
  readonly title: string
  readonly ports: Ports
  /** How many labels of pods it asks for: what holds another peer does not ask for more. */
  readonly strictness: number
}

/** The rules of a policy while they are put together: by peer, so that its ports come together. */
export type Grants = Map<string, Grant>

/** Adds what a flow asks for to what was asked for before. */
export function addGrant(grants: Grants, peer: JsonObject | undefined, title: string, ports: Ports): void {
  const key = peer ? JSON.stringify(peer) : ''
  const earlier = grants.get(key)
  grants.set(key, {
    key,
    ...(peer ? { peer } : {}),
    title: earlier && earlier.title < title ? earlier.title : title,
    ports: earlier ? joinPorts(earlier.ports, ports) : ports,
    strictness: earlier?.strictness ?? strictnessOf(peer),
  })
}

/** A rule as a person would write it: its peers have the same ports. */
export interface GroupedRule {
  readonly peers: 'anyone' | readonly JsonObject[]
  readonly ports: Ports
}

/**
 * Peers by their ports, in order. What a wider peer is granted, here or among `wider` (of a policy for the whole
 * namespace), is not said again.
 */
export function groupGrants(grants: Grants, wider: Grants = new Map()): readonly GroupedRule[] {
  const groups = new Map<string, { readonly ports: Ports; readonly peers: Grant[] }>()
  const [own, frame] = [createFindWider(grants.values()), createFindWider(wider.values())]
  for (const grant of [...grants.values()].sort(compareGrants)) {
    const ports = narrowPorts(grant, own, frame, wider.get(grant.key))
    if (ports.length === 0) continue
    const key = `${grant.peer ? '' : 'anyone'} ${portsKey(ports)}`
    const group = groups.get(key)
    if (group) group.peers.push(grant)
    else groups.set(key, { ports, peers: [grant] })
  }
  return [...groups.values()].map(({ ports, peers }): GroupedRule => {
    const written: readonly JsonObject[] = peers.flatMap(({ peer }) => (peer ? [peer] : []))
    return { ports, peers: written.length < peers.length ? 'anyone' : written }
  })
}

/** What others say of a grant; of two that say the same one stays. */
function narrowPorts(grant: Grant, own: FindWider, frame: FindWider, same: Grant | undefined): Ports {
  const said = own(grant).filter((other) => other.key < grant.key || !own(other).includes(grant))
  const wider = [...said, ...frame(grant), ...(same ? [same] : [])]
  return wider.reduce<Ports>((left, other) => portsWithout(left, other.ports), grant.ports)
}

function strictnessOf(peer: JsonObject | undefined): number {
  const labels = fieldAt(peer, 'podSelector', 'matchLabels')
  const expressions = fieldAt(peer, 'podSelector', 'matchExpressions')
  return (isObject(labels) ? Object.keys(labels).length : 0) + (Array.isArray(expressions) ? expressions.length : 0)
}

/** Pods of the own namespace, then of others by name, then blocks by address, then anyone. */
function compareGrants(a: Grant, b: Grant): number {
  return compareParts(orderOf(a), orderOf(b))
}

/** By the first parts that differ. */
export function compareParts(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, place) => part !== b[place])
  if (index < 0) return 0
  return (a[index] ?? '') < (b[index] ?? '') ? -1 : 1
}

function orderOf({ key, peer, title }: Grant): readonly string[] {
  if (!peer) return ['4']
  if (isBlock(peer)) return ['3', addressOrder(fieldAt(peer, 'ipBlock', 'cidr')), key]
  const space = field(peer, 'namespaceSelector')
  const name = fieldAt(space, 'matchLabels', NAME_KEY)
  return [space === undefined ? '1' : '2', typeof name === 'string' ? name : '', title, key]
}

/** Sorts as text the way addresses do as numbers, wider blocks first. */
function addressOrder(cidr: JsonValue | undefined): string {
  const reading = readCidr(typeof cidr === 'string' ? cidr : '')
  if (reading.kind === 'invalid') return String(cidr)
  const { family, first, last } = reading.range
  const size = (1n << 128n) - (last - first)
  return [family, first.toString(16).padStart(32, '0'), size.toString(16).padStart(33, '0')].join(' ')
}
