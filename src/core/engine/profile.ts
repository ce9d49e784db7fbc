import type { Direction } from '../model/policy.ts'
import { hasBit } from '../net/bit-set.ts'
import { append } from './append.ts'
import { isUnpoliced, type Member } from './member.ts'
import type { TierPolicy } from './tiers.ts'

/** The policies that speak for one end in a direction, per tier that has any. */
export interface Profile<Policy extends TierPolicy> {
  readonly tiers: readonly ProfileTier<Policy>[]
}

export interface ProfileTier<Policy extends TierPolicy> {
  /** The tier's place in the order. */
  readonly tier: number
  /** Select the end for certain. */
  readonly sure: readonly Policy[]
  /** Select it or not, by a label value nobody knows (END-2c). */
  readonly unsure: readonly Policy[]
}

/** The profile of the endpoint at a place; endpoints that policies do not touch have none (ISO-6, END-5). */
export type Profiles<Policy extends TierPolicy> = (place: number, direction: Direction) => Profile<Policy>

const OPEN = { tiers: [] }

/** So many places are looked for one by one before all are sorted: an edit asks for few. */
const FEW = 3

/** Finds profiles when they are first asked for, and remembers them. */
export function createProfiles<Policy extends TierPolicy>(
  tiers: readonly { readonly policies: readonly Policy[] }[],
  members: readonly Member[],
): Profiles<Policy> {
  const { length } = members
  const known = { ingress: emptyList<Profile<Policy>>(length), egress: emptyList<Profile<Policy>>(length) }
  let asked = 0
  let sorted: readonly ((place: number) => Selecting<Policy>)[] | undefined
  const findSelecting = (place: number): readonly Selecting<Policy>[] => {
    asked += 1
    if (asked <= FEW) return tiers.map(({ policies }) => lookForSelecting(policies, place))
    sorted ??= tiers.map(({ policies }) => sortBySubjects(policies, length))
    return sorted.map((selectingAt) => selectingAt(place))
  }
  const find = (place: number, direction: Direction): Profile<Policy> => {
    const member = members[place]
    if (!member || isUnpoliced(member)) return OPEN
    let speaking: ProfileTier<Policy>[] | undefined
    for (const [tier, selecting] of findSelecting(place).entries()) {
      const [sure, unsure] = [listSpeaking(selecting.sure, direction), listSpeaking(selecting.unsure, direction)]
      if (sure.length + unsure.length > 0) speaking = append(speaking, { tier, sure, unsure })
    }
    return speaking ? { tiers: speaking } : OPEN
  }
  return (place, direction) => {
    const profile = known[direction][place] ?? find(place, direction)
    known[direction][place] = profile
    return profile
  }
}

/** Of full length from the start: an array that is filled far from its end becomes a slow one. */
function emptyList<Item>(length: number): (Item | undefined)[] {
  return new Array<Item | undefined>(length).fill(undefined)
}

const NO_POLICIES: readonly never[] = []

/** Mostly all of them do. */
function listSpeaking<Policy extends TierPolicy>(policies: readonly Policy[], direction: Direction): readonly Policy[] {
  for (const policy of policies)
    if (!speaksFor(policy, direction)) return policies.filter((one) => speaksFor(one, direction))
  return policies
}

function speaksFor(policy: TierPolicy, direction: Direction): boolean {
  return policy.isolates[direction] || policy.rules[direction].length > 0
}

/** The policies that select a place, and those that may. */
interface Selecting<Policy> {
  readonly sure: readonly Policy[]
  readonly unsure: readonly Policy[]
}

function lookForSelecting<Policy extends TierPolicy>(policies: readonly Policy[], place: number): Selecting<Policy> {
  return {
    sure: policies.filter(({ subjects }) => hasBit(subjects.certain, place)),
    unsure: policies.filter(({ subjects }) => hasBit(subjects.possible, place)),
  }
}

function sortBySubjects<Policy extends TierPolicy>(
  policies: readonly Policy[],
  length: number,
): (place: number) => Selecting<Policy> {
  const sure = emptyList<Policy[]>(length)
  const unsure: (Policy[] | undefined)[] = []
  for (const policy of policies) {
    for (const place of policy.subjects.yes) sure[place] = append(sure[place], policy)
    for (const place of policy.subjects.maybe) unsure[place] = append(unsure[place], policy)
  }
  return (place) => ({ sure: sure[place] ?? NO_POLICIES, unsure: unsure[place] ?? NO_POLICIES })
}
