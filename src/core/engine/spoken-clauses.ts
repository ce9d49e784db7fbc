import { type BitSet, intersectBits, isEmptyBits, toBits, unionAllBits } from '../net/bit-set.ts'
import type { Clause, PartialClause } from './clauses.ts'
import type { TierEnd } from './decide.ts'
import { joinBlocks } from './join-blocks.ts'
import type { TierPolicy } from './tiers.ts'
import { bySelection, type Voices } from './voices.ts'

/** How policies select the ends they speak for. */
interface Status {
  readonly isSure: boolean
  /** See `Piece.voids`. */
  readonly voids?: number
}

/** A clause with the ends it speaks for. */
export interface SpokenClause extends Status {
  readonly tier: number
  readonly clause: Clause
  readonly subjects: BitSet
}

/** What is said beyond the clauses of single policies that select their ends for certain, and whom tiers isolate. */
export interface Overview {
  readonly tiers: readonly TierEnd[]
  /** By the blocks of several policies together (IPB-4), and by policies that may not select their ends (END-2c). */
  readonly mixed: readonly SpokenClause[]
}

/** Calls `visit` with each clause of each policy that selects ends for certain, and these ends. */
export function eachSureClause(voices: Voices, visit: (tier: number, clause: Clause, subjects: BitSet) => void): void {
  for (const [tier, { policies }] of voices.stage.tiers.entries()) {
    for (const policy of policies) {
      const selected = policy.subjects.certain
      if (isEmptyBits(selected)) continue
      for (const clause of voices.clausesOf(policy).clauses) {
        const subjects = subjectsOf(clause, selected)
        if (!isEmptyBits(subjects)) visit(tier, clause, subjects)
      }
    }
  }
}

/** Those of some ends that a clause is about. */
function subjectsOf(clause: Clause, selected: BitSet): BitSet {
  return clause.subjects ? intersectBits(selected, clause.subjects) : selected
}

export function overlook(voices: Voices): Overview {
  const mixed: SpokenClause[] = []
  const add: Add = (spoken) => {
    if (spoken) mixed.push(spoken)
  }
  const tiers = voices.stage.tiers.map(({ policies, end }, tier): TierEnd => {
    const { isolated, partial, unsure } = sortPolicies(voices, policies)
    addJoined(voices, tier, partial, SURE, add)
    return { end, isolated: unionAllBits(isolated), unsure: addUnsure(voices, tier, unsure, add) }
  })
  return { tiers, mixed }
}

/** Looks at all policies of a tier once: a key that is typed in one of them waits for it. */
function sortPolicies(voices: Voices, policies: readonly TierPolicy[]) {
  const { direction } = voices
  const isolated: BitSet[] = []
  const partial: Speaker[] = []
  const unsure: TierPolicy[] = []
  for (const policy of policies) {
    const { subjects, isolates, rules } = policy
    if (isolates[direction]) isolated.push(subjects.certain)
    else if (rules[direction].length === 0) continue
    if (subjects.maybe.length > 0) unsure.push(policy)
    if (voices.clausesOf(policy).partial.length > 0) partial.push({ policy, subjects: subjects.yes })
  }
  return { isolated, partial, unsure }
}

type Add = (spoken: SpokenClause | undefined) => void

/** Undefined when the clause is about none of the subjects. */
function speak(tier: number, clause: Clause, selected: BitSet, status: Status): SpokenClause | undefined {
  const subjects = subjectsOf(clause, selected)
  return isEmptyBits(subjects) ? undefined : { tier, clause, subjects, ...status }
}

const SURE: Status = { isSure: true }

/** A policy with the ends it speaks for, for certain or perhaps. */
interface Speaker {
  readonly policy: TierPolicy
  readonly subjects: readonly number[]
}

/** What the blocks of all policies of an end hold together (IPB-4), for the ends that share these policies. */
function addJoined(voices: Voices, tier: number, speakers: readonly Speaker[], status: Status, add: Add): void {
  const said = countPartial(voices, speakers)
  const alike = new Map<string, { readonly list: readonly number[]; readonly places: number[] }>()
  for (const [place, list] of indexSubjects(speakers, (place) => (said[place] ?? 0) > 1)) {
    const key = list.join()
    const group = alike.get(key)
    if (group) group.places.push(place)
    else alike.set(key, { list, places: [place] })
  }
  for (const { list, places } of alike.values()) {
    const partial = list.flatMap((index) => partialOf(voices, speakers[index]))
    const subjects = toBits(places)
    const joined = joinBlocks({ ...voices, members: voices.stage.members }, partial, subjects)
    for (const clause of joined) add(speak(tier, clause, subjects, status))
  }
}

function partialOf({ clausesOf }: Voices, speaker: Speaker | undefined): readonly PartialClause[] {
  return speaker ? clausesOf(speaker.policy).partial : []
}

/** By place, how many partial clauses are about it: there is nothing to join below two. */
function countPartial(voices: Voices, speakers: readonly Speaker[]): Uint32Array {
  const counts = new Uint32Array(voices.stage.members.length)
  for (const speaker of speakers) {
    const { length } = partialOf(voices, speaker)
    for (const place of speaker.subjects) counts[place] = (counts[place] ?? 0) + length
  }
  return counts
}

/** Which of a list speak for each of the places that are asked for. */
function indexSubjects(
  list: readonly { readonly subjects: readonly number[] }[],
  isAsked: (place: number) => boolean,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (const [index, { subjects }] of list.entries()) {
    for (const place of subjects) {
      if (!isAsked(place)) continue
      const speakers = found.get(place)
      if (speakers) speakers.push(index)
      else found.set(place, [index])
    }
  }
  return found
}

/** What policies say of the ends they may select (END-2c); returns those that each group of them may isolate. */
function addUnsure(voices: Voices, tier: number, policies: readonly TierPolicy[], add: Add): readonly BitSet[] {
  const isolating: BitSet[] = []
  for (const together of bySelection(policies)) {
    const speakers = together.map((policy) => ({ policy, subjects: policy.subjects.maybe }))
    const isolated = speakers.filter(({ policy }) => policy.isolates[voices.direction])
    const status = { isSure: false, ...(isolated.length > 0 ? { voids: isolating.length } : {}) }
    for (const { policy } of speakers) {
      for (const clause of voices.clausesOf(policy).clauses) add(speak(tier, clause, policy.subjects.possible, status))
    }
    addJoined(voices, tier, speakers, status, add)
    if (isolated.length > 0) isolating.push(unionAllBits(isolated.map(({ policy }) => policy.subjects.possible)))
  }
  return isolating
}
