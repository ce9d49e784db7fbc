import type { Cluster, Pod } from '../model/cluster.ts'
import type { EngineSettings } from '../model/settings.ts'
import { type Address, type AddressSet, allAddresses, type Family, formatRange, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { Location } from './member.ts'

/** Where pods of unknown address are presumed (IPB-4). */
export const PRESUMED_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'] as const

const PRESUMED: AddressSet = toAddressSet(
  PRESUMED_BLOCKS.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])),
)

/** The families the cluster is known to use; IPv4 when nothing tells (IPB-4). */
export function familiesInUse(cluster: Cluster, settings: EngineSettings): readonly Family[] {
  const given = Array.isArray(settings.podRanges) ? (settings.podRanges as AddressSet).map(({ family }) => family) : []
  const known = new Set([...cluster.families, ...given])
  return known.size === 0 ? [4] : ([4, 6] as const).filter((family) => known.has(family))
}

/** Where unknown pods may be: on the pod network, or for hostNetwork pods on that of the nodes (END-5, IPB-4). */
export interface Whereabouts {
  readonly podNetwork: Location
  readonly nodeNetwork: Location
}

/** The places of pods of unknown address; given pod ranges say nothing about nodes. */
export function findWhereabouts(cluster: Cluster, settings: EngineSettings): Whereabouts {
  const families = familiesInUse(cluster, settings)
  const ranges = settings.podRanges
  if (ranges === 'any') {
    const anywhere = toLocation(families.map(allAddresses), 'any')
    return { podNetwork: anywhere, nodeNetwork: anywhere }
  }
  const presumed = toLocation(
    PRESUMED.filter(({ family }) => families.includes(family)),
    'presumed',
  )
  if (!ranges || ranges.length === 0) return { podNetwork: presumed, nodeNetwork: presumed }
  const given = families.flatMap((family) => {
    const ofFamily = ranges.filter((range) => range.family === family)
    return ofFamily.length > 0 ? ofFamily : PRESUMED.filter((range) => range.family === family)
  })
  return { podNetwork: toLocation(given, 'given'), nodeNetwork: presumed }
}

/** Where a pod is: its own address, or wherever pods of unknown address may be (END-4, END-5). */
export function locatePod(pod: Pod, whereabouts: Whereabouts): Location {
  if (pod.addresses.length > 0) return toLocation(pod.addresses.map(toRange), 'known')
  return pod.hostNetwork ? whereabouts.nodeNetwork : whereabouts.podNetwork
}

/** A place made of ranges. */
export function toLocation(ranges: AddressSet, certainty: Location['certainty']): Location {
  const set = toAddressSet(ranges)
  const possible = new Map<Family, AddressSet>()
  for (const family of [4, 6] as const) {
    const ofFamily = set.filter((range) => range.family === family)
    if (ofFamily.length > 0) possible.set(family, ofFamily)
  }
  return { key: set.map(formatRange).join(' '), possible, certainty }
}

function toRange({ family, value }: Address) {
  return { family, first: value, last: value }
}
