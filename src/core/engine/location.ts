import { assertNever } from '../model/assert-never.ts'
import type { Cluster, Pod } from '../model/cluster.ts'
import { suggestPodRanges } from '../model/pod-ranges.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Assumption } from '../model/verdict.ts'
import { type Address, type AddressSet, allAddresses, type Family, formatRange, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { Certainty, Location } from './member.ts'
import { remember } from './remember.ts'
import { listWords } from './words.ts'

const FAMILIES = [4, 6] as const

/** Where pods of unknown address are presumed (IPB-4). */
const PRESUMED_BLOCKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'] as const

const PRESUMED: AddressSet = toAddressSet(
  PRESUMED_BLOCKS.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])),
)

/** The families the cluster is known to use; IPv4 when nothing tells (IPB-4). */
export function familiesInUse(cluster: Cluster, settings: EngineSettings): readonly Family[] {
  const given = Array.isArray(settings.podRanges) ? (settings.podRanges as AddressSet).map(({ family }) => family) : []
  const known = new Set([...cluster.families, ...given])
  return known.size === 0 ? [4] : FAMILIES.filter((family) => known.has(family))
}

/** Where unknown pods may be: on the pod network, or for hostNetwork pods on that of the nodes (END-5, IPB-4). */
export interface Whereabouts {
  readonly podNetwork: Location
  readonly nodeNetwork: Location
}

/** The places of pods of unknown address; ranges of pods say nothing about nodes. */
export function findWhereabouts(cluster: Cluster, settings: EngineSettings): Whereabouts {
  const families = familiesInUse(cluster, settings)
  if (settings.podRanges === 'any') {
    const anywhere = toLocation(families.map(allAddresses), 'any')
    return { podNetwork: anywhere, nodeNetwork: anywhere }
  }
  const nodeNetwork = toLocation(ofFamilies(PRESUMED, families), 'presumed')
  const { ranges, certainty } = findPodRanges(cluster, settings.podRanges)
  const inRanges = toLocation(ofFamilies(ranges, families), certainty)
  return { podNetwork: fillFamilies(inRanges, nodeNetwork), nodeNetwork }
}

/** What the person says settles; else what the Nodes say counts where the known pods bear it out (IPB-4a). */
function findPodRanges(cluster: Cluster, given: AddressSet | undefined): { ranges: AddressSet; certainty: Certainty } {
  if (given) return { ranges: given, certainty: 'given' }
  return { ranges: suggestPodRanges(cluster)?.ranges ?? [], certainty: 'nodes' }
}

function ofFamilies(ranges: AddressSet, families: readonly Family[]): AddressSet {
  return ranges.filter(({ family }) => families.includes(family))
}

/** `place`, with what `other` says of the families that it says nothing of. */
function fillFamilies(place: Location, other: Location): Location {
  const missing = [...other.possible.keys()].filter((family) => !place.possible.has(family))
  if (missing.length === 0) return place
  const possible = new Map([
    ...place.possible,
    ...missing.map((family) => [family, other.possible.get(family) ?? []] as const),
  ])
  return new KeyedLocation(possible, new Map([...other.certainty, ...place.certainty]))
}

/** Where a pod is: its own address, or wherever pods of unknown address may be (END-4, END-5). */
export function locatePod(pod: Pod, whereabouts: Whereabouts): Location {
  if (pod.addresses.length > 0) return toLocation(pod.addresses.map(toRange), 'known')
  return pod.hostNetwork ? whereabouts.nodeNetwork : whereabouts.podNetwork
}

/** What is assumed of the place of a pod in a family; nothing where it is known or the person said it. */
export function assumedPlace({ certainty }: Location, family: Family): Pick<Assumption, 'code' | 'words'> | undefined {
  const source = certainty.get(family) ?? 'known'
  switch (source) {
    case 'known':
    case 'given':
    case 'any':
      return undefined
    case 'presumed':
      return { code: 'IPB-4', words: `pods of unknown address are presumed in ${presumedWords(family)}` }
    case 'nodes':
      return {
        code: 'IPB-4a',
        words: "pods of unknown address are taken to lie in the Nodes' podCIDRs, as all known pod addresses do",
      }
    default:
      return assertNever(source)
  }
}

function presumedWords(family: Family): string {
  return listWords(
    PRESUMED_BLOCKS.filter((block) => block.includes(':') === (family === 6)),
    'or',
  )
}

/** A place made of ranges, all known in the same way. */
export function toLocation(ranges: AddressSet, certainty: Certainty): Location {
  return locationOf(toAddressSet(ranges), certainty)
}

/** The place of a set of addresses, all known in the same way. */
export function locationOf(set: AddressSet, certainty: Certainty): Location {
  const [first] = set
  if (first && set.at(-1)?.family === first.family)
    return new KeyedLocation(new Map([[first.family, set]]), KNOWN_AS[first.family](certainty))
  const possible = new Map<Family, AddressSet>()
  for (const family of FAMILIES) {
    const ofFamily = set.filter((range) => range.family === family)
    if (ofFamily.length > 0) possible.set(family, ofFamily)
  }
  return new KeyedLocation(possible, new Map([...possible.keys()].map((family) => [family, certainty])))
}

const knownAs = (family: Family) =>
  remember((certainty: Certainty): Location['certainty'] => new Map([[family, certainty]]))

/** One map for all places in a family that are known in the same way. */
const KNOWN_AS = { 4: knownAs(4), 6: knownAs(6) }

/** Its key is written when it is first asked for: most places are compared as the very objects they are. */
class KeyedLocation implements Location {
  readonly possible: ReadonlyMap<Family, AddressSet>
  readonly certainty: ReadonlyMap<Family, Certainty>
  private knownKey: string | undefined

  constructor(possible: ReadonlyMap<Family, AddressSet>, certainty: ReadonlyMap<Family, Certainty>) {
    this.possible = possible
    this.certainty = certainty
    this.knownKey = undefined
  }

  get key(): string {
    this.knownKey ??= this.write()
    return this.knownKey
  }

  private write(): string {
    const words = [...this.possible].map(([family, ranges]) =>
      [this.certainty.get(family), ...ranges.map(formatRange)].join(' '),
    )
    return words.sort().join(', ')
  }
}

function toRange({ family, value }: Address) {
  return { family, first: value, last: value }
}
