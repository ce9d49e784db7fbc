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
import { familiesThatMatter } from './flow-rows.ts'
import { memberAt } from './judge.ts'
import { NO_MEMBERS } from './membership.ts'
import type { Prepared } from './prepare.ts'
import { resolvePorts } from './rule-ports.ts'
import { type Blocks, type CompiledPolicy, type CompiledRule, listPeers, type TierPeer } from './tiers.ts'
import { toFlowPorts } from './verdict-ports.ts'

/** The endpoints a policy selects (SEL-5), also those it may select by an unknown label value (END-2c). */
export function subjectsOf(prepared: Prepared, policyPath: ResourcePath): readonly string[] {
  const { yes, maybe } = findPolicy(prepared, policyPath)?.subjects ?? NO_MEMBERS
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
export function peerPlaces(prepared: Prepared, peerPath: Path): PeerPlaces {
  const peer = findPeer(prepared, peerPath)
  return peer ? compiledPeerPlaces(prepared, peer) : { certain: EMPTY_BITS, maybe: EMPTY_BITS }
}

/** Places that match for certain, and others that may. */
export interface PeerPlaces {
  readonly certain: BitSet
  readonly maybe: BitSet
}

/** {@link peerPlaces} of a peer as the engine has it. */
export function compiledPeerPlaces(prepared: Prepared, peer: TierPeer): PeerPlaces {
  if (peer.kind === 'block') return blockPlaces(prepared, peer)
  const { certain, possible } = peer
  return { certain, maybe: subtractBits(possible, certain) }
}

/** What the engine made of each policy in effect, by its path; several where its directions are judged apart (CNI-2a). */
export function compiledPolicies(prepared: Prepared): ReadonlyMap<ResourcePath, readonly CompiledPolicy[]> {
  const compiled = new Map<ResourcePath, CompiledPolicy[]>()
  for (const { policies } of prepared.tiers)
    for (const policy of policies) {
      const known = compiled.get(policy.policy.path)
      if (known) known.push(policy)
      else compiled.set(policy.policy.path, [policy])
    }
  return compiled
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
    familiesOf(prepared).map((family) => [family, prepared.ground.setsOf(family).inBlocks(blocks)]),
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

const families = new WeakMap<Prepared, readonly Family[]>()

function familiesOf(prepared: Prepared): readonly Family[] {
  const known = families.get(prepared) ?? familiesThatMatter(prepared)
  families.set(prepared, known)
  return known
}

function toIds(prepared: Prepared, places: readonly number[]): readonly string[] {
  return places.map((place) => memberAt(prepared, place).endpoint.id)
}

const policiesByPath = byPath((prepared) => policiesOf(prepared).map((policy) => [policy.policy.path, policy]))
const rulesByPath = byPath((prepared) => rulesOf(prepared).map((rule) => [rule.rule.path, rule]))
const peersByPath = byPath((prepared) =>
  rulesOf(prepared).flatMap((rule) =>
    listPeers(rule).map((one) => [one.peer.path, one.kind === 'pods' ? one.members : one.blocks] as const),
  ),
)

function findPolicy(prepared: Prepared, path: ResourcePath): CompiledPolicy | undefined {
  return policiesByPath(prepared).get(path)
}

function findRule(prepared: Prepared, path: Path): CompiledRule | undefined {
  return rulesByPath(prepared).get(path)
}

function findPeer(prepared: Prepared, path: Path): TierPeer | undefined {
  return peersByPath(prepared).get(path)
}

function policiesOf({ tiers }: Prepared): readonly CompiledPolicy[] {
  return tiers.flatMap(({ policies }) => policies)
}

/** Effective rules only. */
function rulesOf(prepared: Prepared): readonly CompiledRule[] {
  return policiesOf(prepared).flatMap(({ rules }) => DIRECTIONS.flatMap((direction) => rules[direction]))
}

/** An index that is made when first asked for, once for each prepared cluster. */
function byPath<Part>(
  list: (prepared: Prepared) => readonly (readonly [Path, Part])[],
): (prepared: Prepared) => ReadonlyMap<Path, Part> {
  const remembered = new WeakMap<Prepared, ReadonlyMap<Path, Part>>()
  return (prepared) => {
    const index = remembered.get(prepared) ?? new Map(list(prepared))
    remembered.set(prepared, index)
    return index
  }
}
