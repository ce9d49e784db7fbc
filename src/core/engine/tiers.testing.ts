/** Tiers from terse notes, over the pods and addresses of a small cluster. */
import type { Direction } from '../model/policy.ts'
import type { Answer } from '../model/verdict.ts'
import { toAddressSet } from '../net/address.ts'
import { hasBit } from '../net/bit-set.ts'
import { readCidr } from '../net/cidr.ts'
import type { PortsByProtocol, Protocol } from '../net/ports.ts'
import { ALL_TRAFFIC, unionTraffic } from '../net/ports-by-protocol.ts'
import { type ClusterNote, makeCluster } from './cluster.testing.ts'
import type { FlowCell } from './flow-cell.ts'
import { createFlowRows } from './flow-rows.ts'
import type { Member } from './member.ts'
import { toMembership } from './membership.ts'
import { prepare } from './prepare.ts'
import { createProfiles } from './profile.ts'
import type { Action, Blocks, CompiledPorts, NamedPort, Tier, TierPeer, TierPolicy, TierRule } from './tiers.ts'

export interface TierRuleNote {
  readonly action: Action
  /** 0 when left out. */
  readonly rank?: number
  /** Names of ends and CIDRs, with `?` behind it where it only may match; anyone when left out. */
  readonly peers?: readonly string[]
  /** `TCP 80`, `UDP 53-60`, `TCP http`, with `?` behind it where it only may match; every port when left out. */
  readonly ports?: readonly string[]
}

export interface TierPolicyNote {
  /** Names of ends, with `?` behind those it only may select. */
  readonly subjects: readonly string[]
  readonly isolates?: readonly Direction[]
  readonly ingress?: readonly TierRuleNote[]
  readonly egress?: readonly TierRuleNote[]
}

export interface TierNote {
  readonly end: Tier['end']
  readonly policies: readonly TierPolicyNote[]
}

/** Who can be named. */
export interface Scenery {
  readonly members: readonly Member[]
  readonly listed: number
  /** The place of an end: a workload by its name, addresses by the CIDR they were named after. */
  readonly placeOf: (name: string) => number
}

/** The ends of a cluster; addresses outside are told apart by `blocks`. */
export function setScene(note: ClusterNote, blocks: readonly string[], podRange: string): Scenery {
  const peers = blocks.map((cidr) => ({ ipBlock: { cidr } }))
  const nobody = { name: 'nobody', namespace: 'nowhere', egress: peers.map((peer) => ({ to: [peer] })) }
  const { members, listed } = prepare(makeCluster({ ...note, policies: [nobody] }), {
    cni: 'upstream',
    implied: false,
    podRanges: addressesOf(podRange),
  })
  const places = new Map(members.map(({ endpoint }, place) => [endpoint.name, place]))
  const placeOf = (name: string) => {
    const place = places.get(name)
    if (place === undefined) throw new Error(`nobody is called ${name}: ${[...places.keys()]}`)
    return place
  }
  return { members, listed, placeOf }
}

/** Asks the engine's rows, from both sides. */
export function createAsk({ members, listed, placeOf }: Scenery, notes: readonly TierNote[]) {
  const tiers = notes.map((note) => makeTier(note, placeOf))
  const profiles = createProfiles(tiers, members)
  const rows = createFlowRows({ members, listed, tiers, profiles, settings: { cni: 'upstream' } })
  return (from: string, to: string, protocol: Protocol, port: number): Answer => {
    const atom = rows.atoms.atomAt(protocol, port)
    const answers = [
      answerOf(rows.rowFrom(placeOf(from)), placeOf(to), atom),
      answerOf(rows.columnTo(placeOf(to)), placeOf(from), atom),
    ] as const
    if (answers[0] !== answers[1])
      throw new Error(`${from} → ${to}: ${answers[0]} from the source, ${answers[1]} from the destination`)
    return answers[0]
  }
}

function answerOf(cells: readonly FlowCell[], place: number, atom: number): Answer {
  const cell = cells.find(({ ports }) => hasBit(ports, atom))
  if (!cell || !hasBit(cell.possible, place)) return 'denied'
  return hasBit(cell.certain, place) ? 'allowed' : 'depends'
}

function makeTier({ end, policies }: TierNote, placeOf: (name: string) => number): Tier {
  return { end, policies: policies.map((note) => makePolicy(note, placeOf)) }
}

function makePolicy(note: TierPolicyNote, placeOf: (name: string) => number): TierPolicy {
  const makeRules = (rules: readonly TierRuleNote[] | undefined) => (rules ?? []).map((rule) => makeRule(rule, placeOf))
  return {
    subjects: membershipOf(note.subjects, placeOf),
    selection: [...note.subjects].sort().join(),
    isolates: {
      ingress: note.isolates?.includes('ingress') ?? false,
      egress: note.isolates?.includes('egress') ?? false,
    },
    rules: { ingress: makeRules(note.ingress), egress: makeRules(note.egress) },
  }
}

function makeRule({ action, rank = 0, peers, ports }: TierRuleNote, placeOf: (name: string) => number): TierRule {
  const cidrs = (peers ?? []).filter(isCidr)
  const names = (peers ?? []).filter((peer) => !isCidr(peer))
  const blocks = cidrs.length > 0 ? makeBlocks(cidrs) : undefined
  const pods: TierPeer = membershipOf(names, placeOf)
  return {
    action,
    rank,
    peers: peers ? [...(names.length > 0 ? [pods] : []), ...(blocks ? [blocks] : [])] : 'any',
    blocks,
    ports: makePorts(ports),
  }
}

export function isCidr(peer: string): boolean {
  return peer.includes('/')
}

/** Whether a name has the mark of what only may match. */
export function isUnsure(name: string): boolean {
  return name.endsWith('?')
}

export function plain(name: string): string {
  return name.replace('?', '')
}

function membershipOf(names: readonly string[], placeOf: (name: string) => number) {
  const placesOf = (some: readonly string[]) =>
    [...new Set(some.map((name) => placeOf(plain(name))))].sort((a, b) => a - b)
  return toMembership(placesOf(names.filter((name) => !isUnsure(name))), placesOf(names.filter(isUnsure)))
}

function makeBlocks(cidrs: readonly string[]): Blocks {
  const possible = toAddressSet(cidrs.flatMap((cidr) => addressesOf(plain(cidr))))
  const certain = toAddressSet(cidrs.filter((cidr) => !isUnsure(cidr)).flatMap(addressesOf))
  return { kind: 'block', certain, possible: cidrs.some(isUnsure) ? possible : certain }
}

export function addressesOf(cidr: string) {
  const reading = readCidr(cidr)
  if (reading.kind === 'invalid') throw new Error(`${cidr}: ${reading.reason}`)
  return [reading.range]
}

function makePorts(notes: readonly string[] | undefined): CompiledPorts {
  if (!notes) return { certain: ALL_TRAFFIC, possible: ALL_TRAFFIC, named: [] }
  const numbered = notes.filter((note) => /\d/.test(note))
  const union = (some: readonly string[]) => some.map(portsOf).reduce(unionTraffic, {})
  const certain = union(numbered.filter((note) => !isUnsure(note)))
  return {
    certain,
    possible: numbered.some(isUnsure) ? union(numbered) : certain,
    named: notes.filter((note) => !/\d/.test(note)).map(nameOf),
  }
}

function portsOf(note: string): PortsByProtocol {
  const [protocol = '', range = ''] = plain(note).split(' ')
  const [first = 0, last = first] = range.split('-').map(Number)
  return { [protocol]: [{ first, last }] }
}

function nameOf(note: string): NamedPort {
  const [protocol = '', name = ''] = plain(note).split(' ')
  return { protocol: protocol as Protocol, name, isCertain: !isUnsure(note) }
}
