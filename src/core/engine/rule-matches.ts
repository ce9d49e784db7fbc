import type { Path, ResourcePath } from '../model/path.ts'
import { DIRECTIONS } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import {
  type BitSet,
  EMPTY_BITS,
  hasBit,
  listBits,
  subtractBits,
  toBits,
  unionAllBits,
  unionBits,
} from '../net/bit-set.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import { memberAt } from './judge.ts'
import type { MatchedPlaces } from './place-sets.ts'
import type { Prepared } from './prepare.ts'
import { resolvePorts } from './rule-ports.ts'
import type { Blocks, CompiledPeer, CompiledPolicy, CompiledRule } from './tiers.ts'
import { toFlowPorts } from './verdict-ports.ts'

/** The endpoints a policy selects (SEL-5), also those it may select by an unknown label value (END-2c). */
export function subjectsOf(prepared: Prepared, policyPath: ResourcePath): readonly string[] {
  const { yes, maybe } = findPolicy(prepared, policyPath)?.subjects ?? { yes: [], maybe: [] }
  return toIds(
    prepared,
    [...yes, ...maybe].sort((a, b) => a - b),
  )
}

/**
 * The endpoints that one peer of an effective rule matches; `certain` is false where that rests on an unknown label
 * value or address. A block matches a class of outside addresses when it holds any of it: its rule holds the rest.
 */
export function peerMatches(
  prepared: Prepared,
  peerPath: Path,
): readonly { readonly endpoint: string; readonly certain: boolean }[] {
  const { certain, maybe } = peerPlaces(prepared, peerPath)
  return listBits(unionBits(certain, maybe)).map((place) => ({
    endpoint: memberAt(prepared, place).endpoint.id,
    certain: hasBit(certain, place),
  }))
}

/** {@link peerMatches} by places; none is in both sets. */
export function peerPlaces(prepared: Prepared, peerPath: Path): { readonly certain: BitSet; readonly maybe: BitSet } {
  const peer = findPeer(prepared, peerPath)
  if (!peer) return { certain: EMPTY_BITS, maybe: EMPTY_BITS }
  if (peer.kind === 'block') return blockPlaces(prepared, peer.blocks)
  const certain = toBits(peer.members.yes)
  return { certain, maybe: subtractBits(toBits(peer.members.maybe), certain) }
}

/** The ports an effective rule admits at one destination, whatever its peers; names that are not known there depend. */
export function rulePorts(
  prepared: Prepared,
  rulePath: Path,
  destinationId: string,
): { readonly certain: PortsByProtocol; readonly depends: PortsByProtocol } {
  const rule = findRule(prepared, rulePath)
  if (!rule) return { certain: {}, depends: {} }
  const { allowed, depends } = toFlowPorts(
    resolvePorts(rule.ports, memberAt(prepared, prepared.indexOf(destinationId))),
  )
  return { certain: allowed, depends }
}

function blockPlaces(prepared: Prepared, blocks: Blocks) {
  const byFamily = new Map(
    [...prepared.rows().sets].map(([family, sets]) => [family, joinMatched(sets.inBlocks(blocks))] as const),
  )
  const held = unionAllBits([...byFamily.values()].map((matched) => matched.certain))
  const possible = unionAllBits([...byFamily.values()].map((matched) => matched.possible))
  const isHeldIn = (place: number) => (family: Family) => hasBit(byFamily.get(family)?.certain ?? EMPTY_BITS, place)
  const isWhole = (place: number) => {
    const { endpoint, location } = memberAt(prepared, place)
    return endpoint.kind === 'outside' || [...location.possible.keys()].every(isHeldIn(place))
  }
  const certain = toBits(listBits(held).filter(isWhole))
  return { certain, maybe: subtractBits(unionBits(held, possible), certain) }
}

function joinMatched({ certain, possible }: MatchedPlaces) {
  const join = (sets: MatchedPlaces['certain']) => unionAllBits(sets.map(({ places }) => places))
  return { certain: join(certain), possible: join(possible) }
}

function toIds(prepared: Prepared, places: readonly number[]): readonly string[] {
  return places.map((place) => memberAt(prepared, place).endpoint.id)
}

/** Policies, effective rules and their peers by path. */
interface PathIndex {
  readonly policies: ReadonlyMap<ResourcePath, CompiledPolicy>
  readonly rules: ReadonlyMap<Path, CompiledRule>
  readonly peers: ReadonlyMap<Path, CompiledPeer>
}

const remembered = new WeakMap<Prepared, PathIndex>()

function findPolicy(prepared: Prepared, path: ResourcePath): CompiledPolicy | undefined {
  return indexPaths(prepared).policies.get(path)
}

function findRule(prepared: Prepared, path: Path): CompiledRule | undefined {
  return indexPaths(prepared).rules.get(path)
}

function findPeer(prepared: Prepared, path: Path): CompiledPeer | undefined {
  return indexPaths(prepared).peers.get(path)
}

function indexPaths(prepared: Prepared): PathIndex {
  const known = remembered.get(prepared)
  if (known) return known
  const policies = prepared.tiers.flatMap((tier) => tier.policies)
  const rules = policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => policy.rules[direction]))
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  const index = {
    policies: new Map(policies.map((policy) => [policy.policy.path, policy])),
    rules: new Map(rules.map((rule) => [rule.rule.path, rule])),
    peers: new Map(peers.map((peer) => [peer.peer.path, peer])),
  }
  remembered.set(prepared, index)
  return index
}
