import { type BitSet, EMPTY_BITS, toBits, unionAllBits } from '../net/bit-set.ts'
import { type Basis, bySelection } from './basis.ts'
import type { PartialClause, PortsNumber } from './clauses.ts'
import type { Piece } from './decide.ts'
import { joinBlocks } from './join-blocks.ts'
import type { PlaceSet } from './place-sets.ts'
import { type SpokenByPeers, type SpokenClause, type Status, speak, speakClauses } from './spoken-clauses.ts'
import type { Tier, TierPolicy } from './tiers.ts'

/** Clauses of several policies that are alike in everything but their subjects. */
export interface ClauseGroup {
  /** Each group has its own. */
  readonly id: number
  readonly tier: number
  readonly ports: PortsNumber
  /** The clauses as their peers see them: their subjects are the other ends. */
  readonly piece: Piece
}

/** The groups that are about the same peers. */
export interface PeerGroups {
  readonly peers: PlaceSet
  readonly groups: readonly ClauseGroup[]
}

/** The ends that may meet the end of a tier. */
export interface TierIsolation {
  readonly end: Tier['end']
  readonly isolated: BitSet
  /** For each group of policies that select together or not at all. */
  readonly unsure: readonly BitSet[]
}

export interface GroupedClauses {
  readonly byPeers: ReadonlyMap<number, PeerGroups>
  readonly tiers: readonly TierIsolation[]
  readonly spoken: SpokenByPeers
  /** Peers that are spoken of by several policies together, or by policies that may not select their ends. */
  readonly mixed: ReadonlySet<number>
  readonly nextId: number
}

/**
 * All clauses of all policies in one direction and family, those of equal meaning together. `previous` must be of the
 * same places; the groups of peers of whom nothing new is said are taken from it.
 */
export function groupClauses(basis: Basis, previous?: GroupedClauses): GroupedClauses {
  const spoken = speakClauses(basis, previous?.spoken)
  const mixed = new Map<number, { readonly peers: PlaceSet; readonly spoken: SpokenClause[] }>()
  const tiers = basis.stage.tiers.map(({ policies, end }, tier): TierIsolation => {
    const speaking = policies.filter((policy) => speaksIn(policy, basis))
    const add: Add = (one) => {
      if (!one) return
      const { peers } = one.clause
      const list = mixed.get(peers.id) ?? { peers, spoken: [] }
      mixed.set(peers.id, list)
      list.spoken.push(one)
    }
    const partial = speaking.filter((policy) => basis.clausesOf(policy).partial.length > 0)
    addJoined(basis, tier, partial.map(speakForSure), { isSure: true }, add)
    return { end, isolated: isolatedBy(basis, speaking), unsure: addUnsure(basis, tier, speaking, add) }
  })
  let nextId = previous?.nextId ?? 0
  const byPeers = new Map<number, PeerGroups>()
  for (const id of new Set([...spoken.byPeers.keys(), ...mixed.keys()])) {
    const [said, also] = [spoken.byPeers.get(id), mixed.get(id)]
    const isSame = !also && !previous?.mixed.has(id) && said === previous?.spoken.byPeers.get(id)
    const kept = isSame ? previous?.byPeers.get(id) : undefined
    const peers = said?.peers ?? also?.peers
    if (kept) byPeers.set(id, kept)
    else if (peers)
      byPeers.set(id, { peers, groups: group([...(said?.spoken ?? []), ...(also?.spoken ?? [])], () => nextId++) })
  }
  return { byPeers, tiers, spoken, mixed: new Set(mixed.keys()), nextId }
}

type Add = (spoken: SpokenClause | undefined) => void

function speaksIn({ rules, isolates }: TierPolicy, { direction }: Basis): boolean {
  return isolates[direction] || rules[direction].length > 0
}

interface OpenGroup {
  readonly tier: number
  readonly like: Omit<Piece, 'places'>
  readonly subjects: BitSet[]
}

function group(spoken: readonly SpokenClause[], nextId: () => number): readonly ClauseGroup[] {
  const byPorts = new Map<PortsNumber, OpenGroup[]>()
  for (const one of spoken) {
    const { ports } = one.clause
    const groups = byPorts.get(ports) ?? []
    byPorts.set(ports, groups)
    const like = toLike(one)
    const alike = groups.find((open) => open.tier === one.tier && isAlike(open.like, like))
    if (alike) alike.subjects.push(one.subjects)
    else groups.push({ tier: one.tier, like, subjects: [one.subjects] })
  }
  return [...byPorts].flatMap(([ports, groups]) =>
    groups.map(({ tier, like, subjects }) => ({
      id: nextId(),
      tier,
      ports,
      piece: { ...like, places: unionAllBits(subjects) },
    })),
  )
}

function toLike({ clause: { piece }, isSure, voids }: SpokenClause): Omit<Piece, 'places'> {
  const { action, rank, isCertain } = piece
  const like = { action, rank, isCertain: isSure && isCertain }
  return voids === undefined || !isCertain ? like : { ...like, voids }
}

function isAlike(a: Omit<Piece, 'places'>, b: Omit<Piece, 'places'>): boolean {
  return a.rank === b.rank && a.action === b.action && a.isCertain === b.isCertain && a.voids === b.voids
}

function isolatedBy({ direction, sets }: Basis, policies: readonly TierPolicy[]): BitSet {
  const isolating = policies.filter(({ isolates }) => isolates[direction])
  return unionAllBits(isolating.map(({ subjects }) => sets.selected(subjects).certain?.places ?? EMPTY_BITS))
}

/** A policy with the ends it speaks for, for certain or perhaps. */
interface Speaker {
  readonly policy: TierPolicy
  readonly subjects: readonly number[]
}

function speakForSure(policy: TierPolicy): Speaker {
  return { policy, subjects: policy.subjects.yes }
}

/** What the blocks of all policies of an end hold together (IPB-4), for the ends that share these policies. */
function addJoined(basis: Basis, tier: number, speakers: readonly Speaker[], status: Status, add: Add): void {
  const alike = new Map<string, { readonly list: readonly number[]; readonly places: number[] }>()
  for (const [place, list] of indexSubjects(speakers)) {
    const key = list.join()
    const group = alike.get(key)
    if (group) group.places.push(place)
    else alike.set(key, { list, places: [place] })
  }
  for (const { list, places } of alike.values()) {
    const said = list.flatMap((index) => partialOf(basis, speakers[index]))
    if (said.length < 2) continue
    const subjects = toBits(places)
    const joined = joinBlocks({ ...basis, members: basis.stage.members }, said, subjects)
    for (const clause of joined) add(speak(tier, clause, subjects, status))
  }
}

function partialOf({ clausesOf }: Basis, speaker: Speaker | undefined): readonly PartialClause[] {
  return speaker ? clausesOf(speaker.policy).partial : []
}

/** Which of a list speak for each place. */
function indexSubjects(
  list: readonly { readonly subjects: readonly number[] }[],
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (const [index, { subjects }] of list.entries()) {
    for (const place of subjects) {
      const speakers = found.get(place)
      if (speakers) speakers.push(index)
      else found.set(place, [index])
    }
  }
  return found
}

/** What policies say of the ends they may select (END-2c); returns those that each group of them may isolate. */
function addUnsure(basis: Basis, tier: number, policies: readonly TierPolicy[], add: Add): readonly BitSet[] {
  const isolating: BitSet[] = []
  for (const together of bySelection(policies.filter(({ subjects }) => subjects.maybe.length > 0))) {
    const speakers = together.map((policy) => ({ policy, subjects: policy.subjects.maybe }))
    const isolated = speakers.filter(({ policy }) => policy.isolates[basis.direction])
    const status = { isSure: false, ...(isolated.length > 0 ? { voids: isolating.length } : {}) }
    for (const { policy, subjects } of speakers) {
      const places = toBits(subjects)
      for (const clause of basis.clausesOf(policy).clauses) add(speak(tier, clause, places, status))
    }
    addJoined(basis, tier, speakers, status, add)
    if (isolated.length > 0) isolating.push(unionAllBits(isolated.map(({ subjects }) => toBits(subjects))))
  }
  return isolating
}
