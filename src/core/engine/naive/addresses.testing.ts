/** Addresses as strings of bits for the naive evaluator: a block is the bits its addresses begin with. */
import type { Cluster, Pod } from '../../model/cluster.ts'
import type { NetworkPolicy } from '../../model/policy.ts'
import type { EngineSettings } from '../../model/settings.ts'
import type { AddressRange, AddressSet } from '../../net/address.ts'
import { memoized } from './memory.testing.ts'

/** 32 bits or 128: IPv4 and IPv6 never meet (IPB-5). */
export type Width = 32 | 128

export const WIDTHS: readonly Width[] = [32, 128]

/** IPB-4: where a pod of unknown address is presumed. */
const PRESUMED: Readonly<Record<Width, readonly string[]>> = {
  32: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  128: ['fc00::/7'],
}

interface Block {
  readonly width: Width
  readonly prefix: string
}

/** Whether an address lies in a CIDR as written. */
export function isInside(bits: string, cidr: string): boolean {
  const { width, prefix } = readBlock(cidr)
  return bits.length === width && bits.startsWith(prefix)
}

/** The bits of an address. */
export function toBits({ family, value }: { readonly family: number; readonly value: bigint }): string {
  return pad(value, family === 4 ? 32 : 128)
}

/** Every CIDR of the policies, as written. */
export function blocksOf({ policies }: Pick<Cluster, 'policies'>): readonly string[] {
  return findBlocks(policies)
}

const findBlocks = memoized((policies: readonly NetworkPolicy[]): readonly string[] => {
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  return [...new Set(peers.flatMap((peer) => (peer.kind === 'block' ? [peer.cidr, ...peer.except] : [])))]
})

/** The families a pod has addresses in: its own, else all that the cluster is known to use (END-4, IPB-4). */
export function widthsOf({ families }: Cluster, { podRanges }: EngineSettings, { addresses }: Pod): readonly Width[] {
  const given = podRanges === undefined || podRanges === 'any' ? [] : podRanges.map(({ family }) => family)
  const known = addresses.length > 0 ? addresses.map(({ family }) => family) : [...families, ...given]
  if (known.length === 0) return [32]
  return WIDTHS.filter((width) => known.includes(width === 32 ? 4 : 6))
}

/** The addresses a pod has or may have in a family; of those that no block of the policies tells apart, one (END-4, IPB-4). */
export function addressesOf(
  cluster: Cluster,
  settings: EngineSettings,
  { addresses, hostNetwork }: Pod,
  width: Width,
  policies: readonly NetworkPolicy[],
): readonly string[] {
  if (addresses.length > 0) return addresses.map(toBits).filter((bits) => bits.length === width)
  return possibleAddresses(cluster, settings, policies, width, hostNetwork)
}

const possibleAddresses = memoized(
  (
    cluster: Cluster,
    settings: EngineSettings,
    policies: readonly NetworkPolicy[],
    width: Width,
    isOnHost: boolean,
  ): readonly string[] => telling(blocksOf({ policies }), rangesFor(cluster, settings, width, isOnHost)),
)

type Range = readonly [first: string, last: string]

/** Ranges of pods say nothing of nodes (END-5); those the person gave settle (IPB-4a). */
function rangesFor(cluster: Cluster, { podRanges }: EngineSettings, width: Width, isOnHost: boolean): readonly Range[] {
  if (podRanges === 'any') return [['0'.repeat(width), '1'.repeat(width)]]
  const given = isOnHost ? [] : (podRanges ?? suggestedRanges(cluster))
  const ofWidth = given.map(bitsOfRange).filter(([first]) => first.length === width)
  return ofWidth.length > 0 ? ofWidth : PRESUMED[width].map(rangeOf)
}

/** IPB-4a: the podCIDRs of the nodes, when there are known pod addresses and all of them lie inside. */
const suggestedRanges = memoized(({ nodes, workloads }: Cluster): AddressSet => {
  const suggested = nodes.flatMap(({ podRanges }) => podRanges)
  const pods = workloads.flatMap((workload) => workload.pods).filter(({ hostNetwork }) => !hostNetwork)
  const known = pods.flatMap(({ addresses }) => addresses.map(toBits))
  const isInOne = (bits: string) => suggested.some((range) => isBetween(bits, bitsOfRange(range)))
  return known.length > 0 && known.every(isInOne) ? suggested : []
})

function bitsOfRange({ family, first, last }: AddressRange): Range {
  return [toBits({ family, value: first }), toBits({ family, value: last })]
}

function isBetween(bits: string, [first, last]: Range): boolean {
  return bits.length === first.length && first <= bits && bits <= last
}

/** One address for every way in which blocks can hold an address of the ranges. */
function telling(blocks: readonly string[], ranges: readonly Range[]): readonly string[] {
  const starts = ranges.map(([first]) => first)
  const candidates = [...starts, ...blocks.flatMap(bordersOf)].filter((bits) =>
    ranges.some((range) => isBetween(bits, range)),
  )
  return [...new Map(candidates.map((bits) => [blocks.map((cidr) => isInside(bits, cidr)).join(), bits])).values()]
}

/** The first and last address of a CIDR, and their neighbours outside. */
export function bordersOf(cidr: string): readonly string[] {
  const [first, last] = rangeOf(cidr).map((bits) => BigInt(`0b${bits}`)) as [bigint, bigint]
  const { width } = readBlock(cidr)
  return [first - 1n, first, last, last + 1n]
    .filter((value) => value >= 0n && value < 1n << BigInt(width))
    .map((value) => pad(value, width))
}

function rangeOf(cidr: string): Range {
  const { width, prefix } = readBlock(cidr)
  return [prefix.padEnd(width, '0'), prefix.padEnd(width, '1')]
}

function pad(value: bigint, width: number): string {
  return value.toString(2).padStart(width, '0')
}

/** A valid CIDR; leading zeros are decimal and host bits do not count (VAL-6). */
const readBlock = memoized((cidr: string): Block => {
  const [address = '', length = ''] = cidr.split('/')
  if (!address.includes(':')) return { width: 32, prefix: dottedBits(address).slice(0, Number(length)) }
  const [head = '', tail] = address.split('::')
  const [left, right] = [groupBits(head), groupBits(tail ?? '')]
  const bits = left + '0'.repeat(128 - left.length - right.length) + right
  const isMapped = bits.startsWith('0'.repeat(80) + '1'.repeat(16)) && Number(length) >= 96
  if (isMapped) return { width: 32, prefix: bits.slice(96, Number(length)) } // IPB-5
  return { width: 128, prefix: bits.slice(0, Number(length)) }
})

function groupBits(text: string): string {
  if (text === '') return ''
  return text
    .split(':')
    .map((word) => (word.includes('.') ? dottedBits(word) : Number.parseInt(word, 16).toString(2).padStart(16, '0')))
    .join('')
}

function dottedBits(text: string): string {
  return text
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
}
