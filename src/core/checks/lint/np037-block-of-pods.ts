import { effectiveRules } from '../../engine/effective-rules.ts'
import { suggestPodRanges } from '../../model/pod-ranges.ts'
import type { BlockPeer } from '../../model/policy.ts'
import { type Address, type AddressSet, containsAddress, isSubset } from '../../net/address.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameSome } from './words.ts'

export const NP037: LintRule = {
  id: 'NP037',
  code: 'IPB-3',
  severity: 'warning',
  title: 'Block of pod or Service addresses',
  why: 'Pods get other addresses when they are made again, and the address of a Service is translated before policies look: name pods by their labels.',
  check: (context) =>
    each(context.policies, (policy) =>
      effectiveRules(policy).flatMap(({ peers }) =>
        peers === 'any'
          ? []
          : peers.flatMap((peer) => (peer.kind === 'block' ? checkBlock(context, policy.name, peer) : [])),
      ),
    ),
}

/** A block of more addresses holds pods by the way, not because somebody looked theirs up. */
const FEW = 256n

function checkBlock({ cluster }: LintContext, policy: string, { path, cidr, addresses }: BlockPeer): readonly Hit[] {
  const isInRange = isSubset(addresses, suggestPodRanges(cluster)?.ranges ?? [])
  if (!isInRange && sizeOf(addresses) > FEW) return []
  const isInside = (address: Address) => containsAddress(addresses, address)
  const pods = cluster.workloads.filter((workload) =>
    workload.pods.some((pod) => !pod.hostNetwork && pod.addresses.some(isInside)),
  )
  const services = cluster.services.filter((service) => service.addresses.some(isInside))
  const held = [
    ...(pods.length > 0 ? [`pods of ${nameSome(pods.map(({ name }) => name))}`] : []),
    ...(services.length > 0 ? [`Service ${nameSome(services.map(({ name }) => name))}`] : []),
  ]
  if (!isInRange && held.length === 0) return []
  const what = held.length > 0 ? `holds addresses of ${held.join(' and of ')}` : 'lies where pods get their addresses'
  return [{ path, message: `${policy}: the block ${cidr} ${what}` }]
}

function sizeOf(addresses: AddressSet): bigint {
  return addresses.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)
}
