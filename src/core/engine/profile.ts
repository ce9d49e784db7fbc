import type { Direction } from '../model/policy.ts'
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

/** Finds profiles when they are first asked for, and remembers them. */
export function createProfiles<Policy extends TierPolicy>(
  tiers: readonly { readonly policies: readonly Policy[] }[],
  members: readonly Member[],
): Profiles<Policy> {
  // Of full length from the start: an array that is filled far from its end becomes a slow one.
  const { length } = members
  const known: Readonly<Record<Direction, (Profile<Policy> | undefined)[]>> = {
    ingress: Array.from({ length }),
    egress: Array.from({ length }),
  }
  let selecting: readonly Selecting<Policy>[] | undefined
  const find = (place: number, direction: Direction): Profile<Policy> => {
    const member = members[place]
    if (!member || isUnpoliced(member)) return OPEN
    selecting ??= tiers.map(({ policies }) => listSelecting(policies, length))
    const found = selecting.map(({ sure, unsure }, tier) => ({
      tier,
      sure: listSpeaking(sure[place] ?? NO_POLICIES, direction),
      unsure: listSpeaking(unsure[place] ?? NO_POLICIES, direction),
    }))
    const speaking = found.filter(({ sure, unsure }) => sure.length + unsure.length > 0)
    return speaking.length === 0 ? OPEN : { tiers: speaking }
  }
  return (place, direction) => {
    const profile = known[direction][place] ?? find(place, direction)
    known[direction][place] = profile
    return profile
  }
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

/** The policies that select each place. */
interface Selecting<Policy> {
  readonly sure: (Policy[] | undefined)[]
  readonly unsure: (Policy[] | undefined)[]
}

function listSelecting<Policy extends TierPolicy>(policies: readonly Policy[], length: number): Selecting<Policy> {
  const lists: Selecting<Policy> = { sure: Array.from({ length }), unsure: [] }
  for (const policy of policies) {
    for (const place of policy.subjects.yes) lists.sure[place] = append(lists.sure[place], policy)
    for (const place of policy.subjects.maybe) lists.unsure[place] = append(lists.unsure[place], policy)
  }
  return lists
}
