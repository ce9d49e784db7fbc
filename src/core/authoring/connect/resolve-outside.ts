import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import { suggestPodRanges } from '../../model/pod-ranges.ts'
import {
  type AddressSet,
  allAddresses,
  containsAddress,
  intersectAddresses,
  isSubset,
  subtractAddresses,
  toAddressSet,
  unionAddresses,
} from '../../net/address.ts'
import { readCidr } from '../../net/cidr.ts'
import { toCidrs } from '../../net/to-cidrs.ts'
import type { ConnectEnd } from '../plan.ts'
import { noEnd, type ResolvedEnd } from './resolved-end.ts'

/** Where pods of unknown address are presumed (IPB-4). */
const PRESUMED = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']

/** Above so many known pods or ranges outside the pod ranges no list of exceptions is written. */
const MOST_STRAYS = 8

/** An address block, as written. */
export function resolveBlock(prepared: Prepared, end: Extract<ConnectEnd, { kind: 'block' }>): ResolvedEnd {
  const { cidr, except } = end
  const block = readCidr(cidr)
  if (block.kind === 'invalid') return noEnd(cidr, 'not-expressible', `${cidr}: ${block.reason}`)
  const holes: AddressSet[] = []
  for (const hole of except) {
    const reading = readCidr(hole)
    if (reading.kind === 'invalid') return noEnd(cidr, 'not-expressible', `${hole}: ${reading.reason}`)
    if (!isSubset([reading.range], [block.range]) || isSubset([block.range], [reading.range]))
      return noEnd(cidr, 'not-expressible', `${hole} must lie inside ${cidr}`)
    holes.push([reading.range])
  }
  const ipBlock = except.length === 0 ? { cidr } : { cidr, except: [...except] }
  return outside(cidr, outsideWithin(prepared, subtractAddresses([block.range], toAddressSet(holes.flat()))), [
    { ipBlock },
  ])
}

/** The internet: addresses outside only, or anyone; asked when nobody chose. */
export function resolveInternet(prepared: Prepared, reach: 'outside' | 'anyone' | undefined): ResolvedEnd {
  if (reach === undefined)
    return {
      ...noEnd('internet', 'reach-missing', 'choose whom this means: addresses outside only, or anyone, pods included'),
      endpoints: outsideWithin(prepared, EVERYWHERE),
    }
  if (reach === 'anyone') return { ...outside('anyone', prepared.endpoints, []), peersFor: () => 'anyone' }
  const ranges = podRanges(prepared)
  if (ranges.kind === 'unknown') return noEnd('internet', 'not-expressible', ranges.words)
  const peers = ([4, 6] as const).map((family): JsonObject => {
    const except = toCidrs(ranges.addresses.filter((range) => range.family === family))
    const cidr = family === 4 ? '0.0.0.0/0' : '::/0'
    return { ipBlock: except.length === 0 ? { cidr } : { cidr, except: [...except] } }
  })
  return outside('internet', outsideWithin(prepared, subtractAddresses(EVERYWHERE, ranges.addresses)), peers)
}

const EVERYWHERE: AddressSet = [allAddresses(4), allAddresses(6)]

function outside(title: string, endpoints: readonly Endpoint[], peers: readonly JsonObject[]): ResolvedEnd {
  return { title, endpoints, peersFor: () => peers, selectors: [], others: [], obstacles: [] }
}

function outsideWithin(prepared: Prepared, addresses: AddressSet): readonly Endpoint[] {
  return prepared.endpoints.filter(
    (endpoint) => endpoint.kind === 'outside' && intersectAddresses(endpoint.addresses, addresses).length > 0,
  )
}

/** Where pods are, or why that cannot be written down. */
export type Ranges =
  | { readonly kind: 'known'; readonly addresses: AddressSet }
  | { readonly kind: 'unknown'; readonly words: string }

/** The given or presumed pod ranges, with what the Nodes (IPB-4a) and the few known pods that lie elsewhere add. */
export function podRanges({ settings, cluster }: Prepared): Ranges {
  if (settings.podRanges === 'any')
    return { kind: 'unknown', words: 'pods may have any address: give the pod ranges first, or choose anyone' }
  const presumed = toAddressSet(PRESUMED.flatMap(readRange))
  const beyond = subtractAddresses(suggestPodRanges(cluster)?.ranges ?? [], presumed)
  const ranges = settings.podRanges ?? unionAddresses(presumed, beyond)
  if (!settings.podRanges && toCidrs(beyond).length > MOST_STRAYS)
    return { kind: 'unknown', words: 'the Nodes have too many pod ranges to write down: give the pod ranges first' }
  const strays = cluster.workloads
    .flatMap(({ pods }) => pods.flatMap(({ addresses, hostNetwork }) => (hostNetwork ? [] : addresses)))
    .filter((address) => !containsAddress(ranges, address))
  if (strays.length > MOST_STRAYS)
    return {
      kind: 'unknown',
      words: `${strays.length} pods have addresses outside the pod ranges: give the ranges first`,
    }
  const single = strays.map(({ family, value }) => ({ family, first: value, last: value }))
  return { kind: 'known', addresses: toAddressSet([...ranges, ...single]) }
}

function readRange(cidr: string): AddressSet {
  const reading = readCidr(cidr)
  return reading.kind === 'cidr' ? [reading.range] : []
}
