import type { Cluster, Service } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { joinPath, toFieldPath } from '../model/path.ts'
import { type BlockPeer, DIRECTIONS, type NetworkPolicy } from '../model/policy.ts'
import { type AddressSet, formatAddress } from '../net/address.ts'
import { nameService } from './missing-backends.ts'

/** Blocks larger than this are not written for one Service's address. */
const MOST_ADDRESSES = 256n

/** A warning at every ipBlock that holds nothing but addresses of Services and load balancers (END-7). */
export function findServiceBlocks(cluster: Cluster): readonly Diagnostic[] {
  if (cluster.services.every(({ addresses }) => addresses.length === 0)) return []
  const small = cluster.policies.flatMap((policy) => smallBlocksOf(policy).map((block) => ({ policy, ...block })))
  if (small.length === 0) return []
  const owners = findOwners(cluster)
  const held = small.filter(
    ({ addresses }) => addresses.length > 0 && addresses.every((address) => owners.has(address)),
  )
  const others = held.length > 0 ? findOwnAddresses(cluster) : new Set<string>()
  return held.flatMap(({ policy, peer, addresses }) => {
    if (addresses.some((address) => others.has(address))) return []
    const services = new Set(addresses.flatMap((address) => owners.get(address) ?? []))
    return [toFinding(policy, peer, [...services])]
  })
}

interface SmallBlock {
  readonly peer: BlockPeer
  readonly addresses: readonly string[]
}

/** Policies stay the same objects while others are edited. */
const smallBlocks = new WeakMap<NetworkPolicy, readonly SmallBlock[]>()

function smallBlocksOf(policy: NetworkPolicy): readonly SmallBlock[] {
  const known = smallBlocks.get(policy)
  if (known) return known
  const found = blocksOf(policy)
    .filter(({ addresses }) => isSmall(addresses))
    .map((peer) => ({ peer, addresses: listAddresses(peer.addresses) }))
  smallBlocks.set(policy, found)
  return found
}

function blocksOf({ rules, isolates }: NetworkPolicy): readonly BlockPeer[] {
  return DIRECTIONS.filter((direction) => isolates[direction])
    .flatMap((direction) => rules[direction])
    .flatMap(({ peers }) => (peers === 'any' ? [] : peers.filter((peer): peer is BlockPeer => peer.kind === 'block')))
}

function isSmall(addresses: AddressSet): boolean {
  return addresses.reduce((count, { first, last }) => count + last - first + 1n, 0n) <= MOST_ADDRESSES
}

function listAddresses(addresses: AddressSet): readonly string[] {
  return addresses.flatMap(({ family, first, last }) =>
    Array.from({ length: Number(last - first) + 1 }, (_, index) =>
      formatAddress({ family, value: first + BigInt(index) }),
    ),
  )
}

function findOwners({ services }: Cluster): ReadonlyMap<string, Service> {
  return new Map(
    services.flatMap((service) => service.addresses.map((address) => [formatAddress(address), service] as const)),
  )
}

/** Addresses of pods and nodes: an externalIP may be a node's own. */
function findOwnAddresses({ nodes, workloads }: Cluster): ReadonlySet<string> {
  const owners = [...nodes, ...workloads.flatMap(({ pods }) => pods)]
  return new Set(owners.flatMap(({ addresses }) => addresses.map(formatAddress)))
}

function toFinding({ path }: NetworkPolicy, peer: BlockPeer, services: readonly Service[]): Diagnostic {
  const place = joinPath(peer.path, 'ipBlock', 'cidr')
  const [first, ...others] = services.map(nameService)
  const owners = others.length === 0 ? first : `${first} and ${others.length} more`
  return {
    code: 'END-7',
    severity: 'warning',
    message: `matches nothing: ${peer.cidr} holds only addresses of ${owners}, and a Service's address is never a pod's; select its pods instead`,
    place: { kind: 'path', path: place },
    field: toFieldPath(path, place),
  }
}
