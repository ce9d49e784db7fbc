import { type CniProfile, supportOf } from '../model/cni-profiles.ts'
import type { AddressSet, Family } from '../net/address.ts'
import {
  allBits,
  type BitSet,
  EMPTY_BITS,
  intersectBits,
  subtractBits,
  toBits,
  unionAllBits,
  unionBits,
} from '../net/bit-set.ts'
import type { Protocol } from '../net/ports.ts'
import { type AddressIndex, createAddressIndex, type WidePlace } from './address-index.ts'
import { coverPlace } from './match-rule.ts'
import { once, remember, rememberBy } from './remember.ts'
import type { Stage } from './stage.ts'
import type { Blocks, NamedPort, TierRule } from './tiers.ts'

/** The places that match for certain, and those that only may. */
export interface MatchedPlaces {
  readonly certain: BitSet
  readonly possible: BitSet
}

/** Pods that may be in several places, of which blocks hold some (IPB-4). */
export interface PartialMatch {
  readonly wide: WidePlace
  /** What the blocks hold for certain. */
  readonly addresses: AddressSet
}

/**
 * The places that peers of rules mean in one family; everything is remembered: what is asked for again is the very same
 * set.
 */
export interface PlaceSets {
  readonly everyone: BitSet
  readonly inBlocks: (blocks: Blocks) => MatchedPlaces
  readonly partial: (rule: TierRule) => readonly PartialMatch[]
  readonly within: (set: BitSet, bound: BitSet) => BitSet
  /** The destinations at which a port name means a number; `unknown` are those whose number nobody knows (END-8). */
  readonly named: (port: NamedPort) => NamedPlaces
}

export interface NamedPlaces {
  readonly numbers: ReadonlyMap<number, BitSet>
  readonly unknown: BitSet
}

export function createPlaceSets({ members, settings }: Pick<Stage, 'members' | 'settings'>, family: Family): PlaceSets {
  const everyone = allBits(members.length)
  const addresses = createAddressIndex(members, family)
  const byBlocks = remember((blocks: Blocks) => matchBlocks(blocks))
  const matchBlocks = ({
    certain,
    possible,
  }: Blocks): MatchedPlaces & { readonly partial: readonly PartialMatch[] } => {
    const sure = findInside(addresses, certain)
    const wider = certain === possible ? sure : findInside(addresses, possible)
    const match = matchUnder(settings.cni, addresses.hosts)
    const maybe = [wider.outside, match.maybe(wider.pods), match.maybe(wider.partlyPods)]
    return {
      certain: unionBits(sure.outside, match.surely(sure.pods)),
      possible: unionAllBits(maybe),
      partial: sure.partial.filter(({ wide }) => match.isSure(wide.onHost)),
    }
  }
  const names = once(() => indexNames(members))
  const named = rememberBy(
    ({ protocol, name }: NamedPort) => `${protocol} ${name}`,
    (port: NamedPort) => names()(port),
  )
  const within = remember((set: BitSet) => remember((bound: BitSet) => intersectBits(set, bound)))
  return {
    everyone,
    named,
    inBlocks: byBlocks,
    within: (set, bound) => (set === everyone ? bound : bound === everyone ? set : within(set)(bound)),
    partial: (rule) => (rule.blocks ? byBlocks(rule.blocks).partial : []),
  }
}

/** Everybody whom a rule may name. */
export function namedBy({ peers, blocks }: TierRule, sets: PlaceSets): BitSet {
  if (peers === 'any') return sets.everyone
  const matched: MatchedPlaces[] = blocks ? [sets.inBlocks(blocks)] : []
  for (const peer of peers) if (peer.kind === 'pods') matched.push(peer)
  return unionAllBits(matched.flatMap(({ certain, possible }) => [certain, possible]))
}

/** Who is in a set of addresses. */
function findInside(index: AddressIndex, addresses: AddressSet) {
  const held = [index.podsIn(addresses)]
  const open: PartialMatch[] = []
  for (const wide of index.wide) {
    const coverage = coverPlace(addresses, wide.addresses)
    if (coverage === 'all') held.push(wide.places)
    else if (coverage === 'some') open.push({ wide, addresses })
  }
  return {
    outside: index.outsideIn(addresses),
    pods: unionAllBits(held),
    /** Those of whose possible addresses only some are inside. */
    partlyPods: unionAllBits(open.map(({ wide }) => wide.places)),
    partial: open,
  }
}

/** Which pods inside a block it matches under a plugin (IPB-3, CNI-2e, END-5). */
function matchUnder(cni: CniProfile, hosts: BitSet) {
  const pods = supportOf(cni, 'blocks-match-pods')
  const onHost = cni === 'cilium' ? pods : 'yes'
  const limit = (places: BitSet, podsCount: boolean, hostsCount: boolean) => {
    if (podsCount && hostsCount) return places
    if (podsCount) return subtractBits(places, hosts)
    return hostsCount ? intersectBits(places, hosts) : EMPTY_BITS
  }
  return {
    surely: (places: BitSet) => limit(places, pods === 'yes', onHost === 'yes'),
    maybe: (places: BitSet) => limit(places, pods !== 'no', onHost !== 'no'),
    isSure: (isHost: boolean) => (isHost ? onHost : pods) === 'yes',
  }
}

/** The ports of all pods by name: pods are looked at once, however many names rules use. */
function indexNames(members: Stage['members']): (port: NamedPort) => NamedPlaces {
  const byName = new Map<string, NumberedPort[]>()
  const nameless: number[] = []
  for (const [place, { endpoint, pod }] of members.entries()) {
    if (endpoint.kind === 'outside') continue
    if (!pod) nameless.push(place)
    else for (const { name, protocol, port } of pod.ports) if (name) addTo(byName, name, { protocol, port, place })
  }
  const unknown = toBits(nameless)
  return ({ protocol, name }) => {
    const places = new Map<number, number[]>()
    for (const one of byName.get(name) ?? []) if (one.protocol === protocol) addTo(places, one.port, one.place)
    return { numbers: new Map(Array.from(places, ([number, list]) => [number, toBits(list)])), unknown }
  }
}

/** A port that a pod has a name for. */
interface NumberedPort {
  readonly protocol: Protocol
  readonly port: number
  readonly place: number
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
