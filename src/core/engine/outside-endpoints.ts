import type { OutsideEndpoint } from '../model/endpoint.ts'
import { type AddressRange, type AddressSet, type Family, formatRange } from '../net/address.ts'
import { classifyAddresses } from './address-classes.ts'
import { addressesOf } from './blocks.ts'
import { locationOf } from './location.ts'
import type { Member } from './member.ts'
import { nameAddresses } from './name-addresses.ts'
import type { Blocks } from './tiers.ts'

/** Everything outside, in classes that no rule tells apart (END-1). */
export interface Outside {
  /** Those of families that nothing uses come last. */
  readonly members: readonly Member[]
  /** How many of them people see. */
  readonly listed: number
  /** What they are classes by. */
  readonly blocks: ReadonlySet<Blocks>
  readonly inUse: readonly Family[]
}

/** The classes that blocks make; `previous` where they make the same. */
export function findOutside(
  blocks: ReadonlySet<Blocks>,
  inUse: readonly Family[],
  previous: Outside | undefined,
): Outside {
  if (previous && isSameSet(previous.blocks, blocks) && previous.inUse.join() === inUse.join()) return previous
  const sets = addressesOf(blocks)
  // IPv4 always; IPv6 when the cluster or a rule uses it.
  const families = new Set<Family>([4, ...inUse])
  for (const set of sets) for (const { family } of set) families.add(family)
  const isListed = ([range]: AddressSet) => range !== undefined && families.has(range.family)
  const { classes } = classifyAddresses(sets, [4, 6])
  const listed = classes.filter(isListed)
  const members = toOutsideMembers([...listed, ...classes.filter((set) => !isListed(set))])
  return { members, listed: listed.length, blocks, inUse }
}

function isSameSet(a: ReadonlySet<Blocks>, b: ReadonlySet<Blocks>): boolean {
  if (a.size !== b.size) return false
  for (const one of b) if (!a.has(one)) return false
  return true
}

/** One endpoint per class, in the order given. */
function toOutsideMembers(classes: readonly AddressSet[]): readonly Member[] {
  const largest = findLargest(classes)
  return classes.map((addresses) => ({
    endpoint: new AddressClass(addresses, largest.has(addresses)),
    location: locationOf(addresses, 'known'),
  }))
}

const INTERNET: Readonly<Record<Family, string>> = { 4: 'internet', 6: 'internet (IPv6)' }

/** Names are made when they are first asked for: most classes of a large cluster are never shown. */
class AddressClass implements OutsideEndpoint {
  readonly kind = 'outside'
  readonly addresses: AddressSet
  private readonly isLargest: boolean
  private knownId: string | undefined
  private knownName: string | undefined

  constructor(addresses: AddressSet, isLargest: boolean) {
    this.addresses = addresses
    this.isLargest = isLargest
    this.knownId = undefined
    this.knownName = undefined
  }

  get id(): string {
    this.knownId ??= `outside/${formatRange(firstOf(this.addresses))}`
    return this.knownId
  }

  get name(): string {
    this.knownName ??= this.isLargest ? INTERNET[firstOf(this.addresses).family] : nameAddresses(this.addresses)
    return this.knownName
  }
}

function firstOf([first]: AddressSet): AddressRange {
  if (!first) throw new Error('a class of addresses is never empty')
  return first
}

/** The class with the most addresses in each family. */
export function findLargest(classes: readonly AddressSet[]): ReadonlySet<AddressSet> {
  const largest = new Map<Family, { readonly set: AddressSet; readonly size: bigint }>()
  for (const set of classes) {
    const family = set[0]?.family
    const size = set.reduce((count, { first, last }) => count + last - first + 1n, 0n)
    if (family && size > (largest.get(family)?.size ?? 0n)) largest.set(family, { set, size })
  }
  return new Set([...largest.values()].map(({ set }) => set))
}
