import { insertItem } from '../../edits/insert-part.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { peerMatches } from '../../engine/rule-matches.ts'
import { readList } from '../../inventory/object-meta.ts'
import { field, isObject, type JsonObject, type JsonValue } from '../../model/json.ts'
import { matchSelector } from '../../model/matching.ts'
import { joinPath, type Path } from '../../model/path.ts'
import {
  DIRECTIONS,
  type Direction,
  type NetworkPolicy,
  type Peer,
  type PodPeer,
  type Rule,
} from '../../model/policy.ts'
import { type Draft, editResource, startDraft } from '../draft.ts'
import { findStanding, isBroken, type PlanContext } from '../plan-context.ts'
import { peerKey, portKey, requirementsKey } from '../policy-key.ts'
import { PEERS_KEY } from '../policy-manifest.ts'
import { isWrittenTwice } from '../policy-names.ts'
import type { NewPolicy } from '../write-policies.ts'

/** A policy that gets what a new one would say for the same pods in the same direction. */
export interface Extension {
  readonly policy: NetworkPolicy
  /** None where it says all of it. */
  readonly pieces: readonly Piece[]
  /** The policy that is not written. */
  readonly instead: NewPolicy
}

/** Peers × ports that a policy does not admit. */
interface Piece {
  readonly direction: Direction
  readonly peers: Items
  readonly ports: Items
}

/** Items of a list with what makes them equal; `any` is no list at all. */
type Items = 'any' | readonly Item[]

interface Item {
  readonly key: string
  readonly value: JsonObject
}

/**
 * How a policy that is there is extended instead of writing `instead`, which the engine reads as `wanted`: the only one of
 * `policies` that says something for the same pods in the same direction. Undefined where there is none or several, where
 * it is written twice (VAL-10), or where its text cannot be edited without changing other places.
 */
export function findExtension(
  context: PlanContext,
  policies: readonly NetworkPolicy[],
  wanted: NetworkPolicy,
  instead: NewPolicy,
): Extension | undefined {
  const [policy, ...more] = policies.filter((one) => saysTheSame(one, wanted))
  if (!policy || more.length > 0 || isWrittenTwice(context.reading, policy)) return undefined
  const extension = { policy, pieces: findPieces(context, policy, wanted, instead), instead }
  const file = findStanding(context.reading, policy.path)?.file
  return file && !isBroken(file) && extendPolicy(startDraft(context), extension) ? extension : undefined
}

function saysTheSame(policy: NetworkPolicy, wanted: NetworkPolicy): boolean {
  const subjects = [policy, wanted].map(({ podSelector }) => requirementsKey(podSelector.requirements))
  return (
    policy.namespace === wanted.namespace &&
    subjects[0] === subjects[1] &&
    DIRECTIONS.every(
      (direction) => !wanted.isolates[direction] || (policy.isolates[direction] && policy.rules[direction].length > 0),
    )
  )
}

/** What a policy lacks of a wanted one. */
function findPieces(
  { prepared }: PlanContext,
  policy: NetworkPolicy,
  wanted: NetworkPolicy,
  { spec }: NewPolicy,
): readonly Piece[] {
  return DIRECTIONS.flatMap((direction) =>
    wanted.rules[direction].flatMap((rule, index) => lackingOf(prepared, policy, rule, listAt(spec, direction)[index])),
  )
}

/** The peers of a rule with the ports that no rule of a policy admits to them, those with the same ports together. */
function lackingOf(
  prepared: Prepared,
  { namespace, rules }: NetworkPolicy,
  rule: Rule,
  written: JsonValue | undefined,
): readonly Piece[] {
  const { direction } = rule
  const peers = toItems(rule.peers, peerKey, listAt(written, PEERS_KEY[direction]))
  const ports = toItems(rule.ports, portKey, listAt(written, 'ports'))
  const lacking = new Map<string, { readonly peers: Item[]; readonly ports: Items }>()
  const models = rule.peers === 'any' ? [] : rule.peers
  for (const [index, item] of peers === 'any' ? [[0, undefined] as const] : peers.entries()) {
    const isSaid = (one: Rule) => speaksFor(prepared, namespace, one, item && models[index])
    const left = portsLeft(rules[direction].filter(isSaid), ports)
    if (left.length === 0) continue
    const key = keyOf(left)
    const piece = lacking.get(key) ?? { peers: [], ports: left }
    if (item) piece.peers.push(item)
    lacking.set(key, piece)
  }
  return [...lacking.values()].map((piece) => ({ ...piece, direction, peers: peers === 'any' ? 'any' : piece.peers }))
}

function listAt(written: JsonValue | undefined, key: string): readonly JsonValue[] {
  return readList(field(written, key))
}

function toItems<T>(parts: 'any' | readonly T[], keyFor: (part: T) => string, written: readonly JsonValue[]): Items {
  if (parts === 'any') return 'any'
  return parts.map((part, index) => {
    const value = written[index]
    if (!isObject(value)) throw new Error('a generated policy reads otherwise than it is written')
    return { key: keyFor(part), value }
  })
}

/** Whether a rule names a peer (anyone where it is absent), or all pods that it matches now. */
function speaksFor(prepared: Prepared, own: string, { peers }: Rule, peer: Peer | undefined): boolean {
  if (peers === 'any' || !peer) return peers === 'any'
  if (peers.some((one) => peerKey(one) === peerKey(peer))) return true
  const ids = peer.kind === 'pods' ? matchedBy(prepared, own, peer) : []
  return ids.length > 0 && peers.some((one) => one.kind === 'pods' && includesAll(prepared, one, ids))
}

function matchedBy(prepared: Prepared, own: string, { namespaceSelector, podSelector }: PodPeer): readonly string[] {
  const isIn = (namespace: string) =>
    namespaceSelector
      ? matchSelector(namespaceSelector, prepared.namespaceLabels(namespace)) !== 'no'
      : namespace === own
  return prepared.endpoints.flatMap((endpoint) => {
    if (endpoint.kind !== 'pods' || endpoint.hostNetwork || !isIn(endpoint.namespace)) return []
    return !podSelector || matchSelector(podSelector, endpoint.labels) !== 'no' ? [endpoint.id] : []
  })
}

function includesAll(prepared: Prepared, { path }: Peer, ids: readonly string[]): boolean {
  const certain = peerMatches(prepared, path).flatMap((match) => (match.certain ? [match.endpoint] : []))
  const known = new Set(certain)
  return ids.every((id) => known.has(id))
}

function portsLeft(rules: readonly Rule[], ports: Items): Items {
  if (rules.some((rule) => rule.ports === 'any')) return []
  const said = new Set(rules.flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports.map(portKey))))
  return ports === 'any' ? 'any' : ports.filter(({ key }) => !said.has(key))
}

function keyOf(items: Items): string {
  return items === 'any'
    ? 'any'
    : items
        .map(({ key }) => key)
        .sort()
        .join()
}

/**
 * Writes what a policy lacks, with the smallest edits: peers into a rule with the same ports, ports into a rule with the
 * same peers, else a rule. Undefined where its text cannot be edited without changing other places.
 */
export function extendPolicy(draft: Draft, { policy, pieces }: Extension): Draft | undefined {
  const touched = new Map<Path, 'peers' | 'ports'>()
  return pieces.reduce<Draft | undefined>(
    (current, piece) => current && addPiece(current, policy, piece, touched),
    draft,
  )
}

/** A rule that got peers takes no ports, nor the other way round: they would mean more than was wanted. */
function addPiece(
  draft: Draft,
  policy: NetworkPolicy,
  { direction, peers, ports }: Piece,
  touched: Map<Path, 'peers' | 'ports'>,
): Draft | undefined {
  const rules = policy.rules[direction]
  const like = rules.find(
    (rule) => rule.peers !== 'any' && touched.get(rule.path) !== 'ports' && hasSame(rule.ports, portKey, ports),
  )
  if (like && peers !== 'any') {
    touched.set(like.path, 'peers')
    return append(draft, policy, joinPath(like.path, PEERS_KEY[direction]), peers)
  }
  const near = rules.find(
    (rule) => rule.ports !== 'any' && !touched.has(rule.path) && hasSame(rule.peers, peerKey, peers),
  )
  if (near && ports !== 'any') {
    touched.set(near.path, 'ports')
    return append(draft, policy, joinPath(near.path, 'ports'), ports)
  }
  const rule = {
    ...(peers === 'any' ? {} : { [PEERS_KEY[direction]]: peers.map(({ value }) => value) }),
    ...(ports === 'any' ? {} : { ports: ports.map(({ value }) => value) }),
  }
  return append(draft, policy, joinPath(policy.path, 'spec', direction), [{ key: '', value: rule }])
}

function hasSame<T>(parts: 'any' | readonly T[], keyFor: (part: T) => string, items: Items): boolean {
  if (parts === 'any' || items === 'any') return parts === items
  return [...new Set(parts.map(keyFor))].sort().join() === keyOf(items)
}

function append(draft: Draft, { path }: NetworkPolicy, list: Path, items: readonly Item[]): Draft | undefined {
  return items.reduce<Draft | undefined>(
    (current, { value }) =>
      current && editResource(current, path, list, (source, steps) => insertItem(source, steps, value)),
    draft,
  )
}
