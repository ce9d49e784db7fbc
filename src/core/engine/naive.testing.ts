/**
 * A second evaluator, for tests only, written from docs/semantics.md alone: one pod or address, one protocol and one
 * port at a time, every possible address tried, nothing shared with the engine.
 */
import type { Cluster, Pod } from '../model/cluster.ts'
import type { Direction, NetworkPolicy, Peer, PortEntry, Rule } from '../model/policy.ts'
import type { LabelSelector, Labels } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Answer } from '../model/verdict.ts'

export type NaiveEnd =
  | {
      readonly kind: 'pod'
      readonly namespace: string
      readonly namespaceLabels: Labels
      readonly pod: Pod
      /** An implied pod: it declares every named port, with a number nobody knows (END-8). */
      readonly implied: boolean
    }
  | { readonly kind: 'address'; readonly bits: string }

interface Flow {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  readonly from: NaiveEnd
  readonly to: NaiveEnd
  readonly protocol: string
  readonly port: number
}

export function judgeNaively(flow: Flow): Answer {
  const { settings, from, to } = flow
  if (settings.cni === 'flannel') return 'allowed' // CNI-1
  if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) return 'allowed' // END-6
  const answers = commonFamilies(flow).map((bits) => {
    const ends = [judgeEnd(flow, 'egress', bits), judgeEnd(flow, 'ingress', bits)]
    // VER-4, across the ends
    if (ends.includes('denied')) return 'denied'
    return ends.includes('depends') ? 'depends' : 'allowed'
  })
  return unanimous(answers) // IPB-6
}

function unanimous(answers: readonly Answer[]): Answer {
  const [first] = answers
  return first !== undefined && answers.every((answer) => answer === first) ? first : 'depends'
}

/** 32 or 128 for IPv4 and IPv6. */
function commonFamilies(flow: Flow): readonly number[] {
  for (const end of [flow.from, flow.to]) if (end.kind === 'address') return [end.bits.length]
  const [mine, theirs] = [familiesOf(flow, flow.from), familiesOf(flow, flow.to)]
  const common = mine.filter((bits) => theirs.includes(bits))
  return common.length > 0 ? common : [32, 128].filter((bits) => mine.includes(bits) || theirs.includes(bits))
}

function familiesOf({ cluster, settings }: Flow, end: NaiveEnd): readonly number[] {
  if (end.kind === 'address') return [end.bits.length]
  if (end.pod.addresses.length > 0) {
    return [32, 128].filter((bits) => end.pod.addresses.some(({ family }) => (family === 4 ? 32 : 128) === bits))
  }
  const ranges = settings.podRanges
  const hints = [...cluster.families, ...(ranges === undefined || ranges === 'any' ? [] : ranges.map((r) => r.family))]
  return hints.length === 0 ? [32] : [32, 128].filter((bits) => hints.includes(bits === 32 ? 4 : 6))
}

function judgeEnd(flow: Flow, direction: Direction, familyBits: number): Answer {
  const [self, other] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from]
  if (self.kind === 'address') return 'allowed' // ISO-6
  if (self.pod.hostNetwork) return 'allowed' // END-5
  if (direction === 'ingress' && other.kind === 'pod' && other.pod.hostNetwork) {
    if (other.pod.nodeName !== undefined && other.pod.nodeName === self.pod.nodeName) return 'allowed' // END-5
  }
  const isolating = flow.cluster.policies
    .filter((policy) => policy.namespace === self.namespace && policy.isolates[direction])
    .map((policy) => ({ policy, selects: selects(policy.podSelector, self.pod.labels, self.pod.unknownLabels) }))
  const always = isolating.filter(({ selects }) => selects === 'yes').map(({ policy }) => policy)
  const perhaps = isolating.filter(({ selects }) => selects === 'unknown').map(({ policy }) => policy)
  // Policies with the same selector select together.
  const wordings = [...new Set(perhaps.map(wordSelector))]
  const worlds = subsets(wordings).map((some) => [
    ...always,
    ...perhaps.filter((policy) => some.includes(wordSelector(policy))),
  ])
  const addresses = possibleAddresses(flow, other, familyBits)
  return unanimous(
    worlds.flatMap((policies) =>
      (addresses.length === 0 ? [undefined] : addresses).map((bits) => {
        if (policies.length === 0) return 'allowed' // ISO-1
        const said = policies.flatMap((policy) =>
          policy.rules[direction].map((rule) => judgeRule(flow, policy, rule, other, bits)),
        )
        // ISO-5 and VER-4, within the end
        if (said.includes('yes')) return 'allowed'
        return said.includes('unknown') ? 'depends' : 'denied'
      }),
    ),
  )
}

function wordSelector({ podSelector }: NetworkPolicy): string {
  return podSelector.requirements.map(({ key, operator, values }) => `${key} ${operator} ${values}`).join(';')
}

type Truth = 'yes' | 'no' | 'unknown'

function and(...truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no'
  return truths.includes('unknown') ? 'unknown' : 'yes'
}

function or(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes'
  return truths.includes('unknown') ? 'unknown' : 'no'
}

function judgeRule(
  flow: Flow,
  policy: NetworkPolicy,
  rule: Rule,
  other: NaiveEnd,
  otherBits: string | undefined,
): Truth {
  // RUL-1 to RUL-3
  const peer =
    rule.peers === 'any' ? 'yes' : or(rule.peers.map((one) => judgePeer(flow, policy, one, other, otherBits)))
  const port = rule.ports === 'any' ? 'yes' : or(rule.ports.map((entry) => judgePort(flow, entry)))
  return and(peer, port)
}

function judgePeer(
  { settings }: Flow,
  policy: NetworkPolicy,
  peer: Peer,
  other: NaiveEnd,
  otherBits: string | undefined,
): Truth {
  if (peer.kind === 'block') {
    if (other.kind === 'pod' && settings.cni === 'cilium') return 'no' // IPB-3
    if (otherBits === undefined) return 'no'
    if (!isInside(otherBits, peer.cidr)) return 'no'
    return peer.except.some((text) => isInside(otherBits, text)) ? 'no' : 'yes' // IPB-1
  }
  if (other.kind === 'address' || other.pod.hostNetwork) return 'no' // PEE-4, END-5
  const space: Truth = peer.namespaceSelector
    ? selects(peer.namespaceSelector, other.namespaceLabels, new Set())
    : other.namespace === policy.namespace
      ? 'yes'
      : 'no'
  const pods: Truth = peer.podSelector ? selects(peer.podSelector, other.pod.labels, other.pod.unknownLabels) : 'yes'
  return and(space, pods) // PEE-1 to PEE-3
}

function judgePort({ to, protocol, port }: Flow, entry: PortEntry): Truth {
  if (entry.protocol !== protocol) return 'no'
  const match = entry.port
  if (match.kind === 'every') return 'yes'
  if (match.kind === 'range') return port >= match.first && port <= match.last ? 'yes' : 'no'
  if (to.kind === 'address') return 'no' // POR-5
  if (to.implied) return 'unknown' // END-8
  const fits = to.pod.ports.some((own) => own.name === match.name && own.protocol === protocol && own.port === port)
  return fits ? 'yes' : 'no' // POR-4
}

function selects(selector: LabelSelector, labels: Labels, unknown: ReadonlySet<string>): Truth {
  return and(
    ...selector.requirements.map(({ key, operator, values }): Truth => {
      const isThere = labels.has(key) || unknown.has(key)
      if (operator === 'Exists') return isThere ? 'yes' : 'no'
      if (operator === 'DoesNotExist') return isThere ? 'no' : 'yes'
      const value = labels.get(key)
      if (value === undefined && unknown.has(key)) return 'unknown' // END-2c
      const isListed = value !== undefined && values.some((one) => one === value)
      return isListed === (operator === 'In') ? 'yes' : 'no'
    }),
  )
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((subset) => [subset, [first, ...subset]])
}

const places = new WeakMap<Cluster, WeakMap<EngineSettings, Map<string, readonly string[]>>>()

function possibleAddresses(flow: Flow, end: NaiveEnd, familyBits: number): readonly string[] {
  if (end.kind === 'address' || end.pod.addresses.length > 0) return findPossible(flow, end, familyBits)
  const bySettings = places.get(flow.cluster) ?? new WeakMap<EngineSettings, Map<string, readonly string[]>>()
  places.set(flow.cluster, bySettings)
  const found = bySettings.get(flow.settings) ?? new Map<string, readonly string[]>()
  bySettings.set(flow.settings, found)
  const key = `${familyBits} ${end.pod.hostNetwork}`
  const known = found.get(key) ?? findPossible(flow, end, familyBits)
  found.set(key, known)
  return known
}

/** Every address of a family the end may have that could make a difference (IPB-4). */
function findPossible({ cluster, settings }: Flow, end: NaiveEnd, familyBits: number): readonly string[] {
  if (end.kind === 'address') return end.bits.length === familyBits ? [end.bits] : []
  const { pod } = end
  if (pod.addresses.length > 0) {
    return pod.addresses.filter(({ family }) => (family === 4 ? 32 : 128) === familyBits).map(toBits)
  }
  const presumed = familyBits === 32 ? ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] : ['fc00::/7']
  const given = pod.hostNetwork || settings.podRanges === 'any' ? undefined : settings.podRanges
  const ranges = (given ?? []).filter(({ family }) => (family === 4 ? 32 : 128) === familyBits)
  const isPossible = (bits: string) => {
    if (settings.podRanges === 'any') return true
    if (ranges.length === 0) return presumed.some((text) => isInside(bits, text))
    const value = BigInt(`0b${bits}`)
    return ranges.some(({ first, last }) => first <= value && value <= last)
  }
  const blocks = [...presumed, ...allBlocks(cluster)].map(readBlock)
  const borders = blocks
    .filter(({ family }) => family === familyBits)
    .flatMap(({ prefix }) => [prefix.padEnd(familyBits, '0'), prefix.padEnd(familyBits, '1')])
    .concat(ranges.flatMap(({ first, last }) => [first, last].map((value) => pad(value, familyBits))))
  const near = borders.flatMap((bits) => [-1n, 0n, 1n].map((step) => BigInt(`0b${bits}`) + step))
  const values = [0n, ...near].filter((value) => value >= 0n && value < 1n << BigInt(familyBits))
  return [...new Set(values.map((value) => pad(value, familyBits)))].filter(isPossible)
}

/** Every CIDR of every policy, as written. */
export function allBlocks(cluster: Cluster): readonly string[] {
  return cluster.policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap(({ peers }) =>
      peers === 'any' ? [] : peers.flatMap((peer) => (peer.kind === 'block' ? [peer.cidr, ...peer.except] : [])),
    ),
  )
}

/** The bits of an address. */
export function toBits({ family, value }: { readonly family: number; readonly value: bigint }): string {
  return pad(value, family === 4 ? 32 : 128)
}

/** The first and last address of a CIDR, and their neighbours outside. */
export function bordersOf(cidr: string): readonly string[] {
  const { family, prefix } = readBlock(cidr)
  const [first, last] = [prefix.padEnd(family, '0'), prefix.padEnd(family, '1')].map((bits) => BigInt(`0b${bits}`))
  return [(first ?? 0n) - 1n, first ?? 0n, last ?? 0n, (last ?? 0n) + 1n]
    .filter((value) => value >= 0n && value < 1n << BigInt(family))
    .map((value) => pad(value, family))
}

function pad(value: bigint, bits: number): string {
  return value.toString(2).padStart(bits, '0')
}

function isInside(bits: string, cidr: string): boolean {
  const { family, prefix } = readBlock(cidr)
  return bits.length === family && bits.startsWith(prefix)
}

/** A valid CIDR as the leading bits its addresses share. */
function readBlock(cidr: string): Block {
  const known = blocks.get(cidr) ?? parseBlock(cidr)
  blocks.set(cidr, known)
  return known
}

interface Block {
  readonly family: number
  readonly prefix: string
}

const blocks = new Map<string, Block>()

function parseBlock(cidr: string): Block {
  const [address = '', length = ''] = cidr.split('/')
  if (!address.includes(':')) return { family: 32, prefix: dottedBits(address).slice(0, Number(length)) }
  const [head = '', tail] = address.split('::')
  const left = groupBits(head)
  const right = tail === undefined ? '' : groupBits(tail)
  const bits = left + '0'.repeat(128 - left.length - right.length) + right
  const isMapped = bits.startsWith(`${'0'.repeat(80)}${'1'.repeat(16)}`) && Number(length) >= 96
  if (isMapped) return { family: 32, prefix: bits.slice(96, Number(length)) } // IPB-5
  return { family: 128, prefix: bits.slice(0, Number(length)) }
}

function groupBits(text: string): string {
  if (text === '') return ''
  const words = text.split(':')
  return words
    .map((word) => (word.includes('.') ? dottedBits(word) : Number.parseInt(word, 16).toString(2).padStart(16, '0')))
    .join('')
}

function dottedBits(text: string): string {
  return text
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
}
