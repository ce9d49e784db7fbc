import type { Node } from '../model/cluster.ts'
import { field, fieldAt } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { type AddressSet, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { givenName, readLabels, readList } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readAddresses } from './read-addresses.ts'
import { isCore } from './workload-kinds.ts'

/** The Nodes of the input, in document order; one without a name is none. */
export function buildNodes(resources: readonly Resource[]): readonly Node[] {
  return resources.filter((resource) => isCore(resource, 'Node')).flatMap((resource) => readNode(resource) ?? [])
}

const readNode = perResource((resource): Node | undefined => {
  const name = givenName(resource)
  if (name === undefined) return undefined
  const internal = readList(fieldAt(resource.value, 'status', 'addresses')).filter(
    (entry) => field(entry, 'type') === 'InternalIP',
  )
  return {
    path: resource.path,
    name,
    labels: readLabels(fieldAt(resource.value, 'metadata', 'labels')),
    addresses: readAddresses(internal.map((entry) => field(entry, 'address'))),
    podRanges: readPodRanges(resource),
  }
})

/** `podCIDRs`, and `podCIDR` of clusters that know no other. */
function readPodRanges({ value }: Resource): AddressSet {
  const spec = field(value, 'spec')
  const cidrs = [field(spec, 'podCIDR'), ...readList(field(spec, 'podCIDRs'))]
  return toAddressSet(
    cidrs.flatMap((text) => {
      const reading = typeof text === 'string' ? readCidr(text) : undefined
      return reading?.kind === 'cidr' ? [reading.range] : []
    }),
  )
}
