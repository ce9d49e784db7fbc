import type { Direction } from '../model/policy.ts'
import { isUnpoliced } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, CompiledRule } from './tiers.ts'

/** The policies that isolate an endpoint in one direction, per tier that has any; no tier: not isolated (ISO-1). */
export interface Profile {
  readonly tiers: readonly ProfileTier[]
}

export interface ProfileTier {
  /** Select the endpoint for certain. */
  readonly sure: readonly CompiledPolicy[]
  /** Select it or not, by a label value nobody knows (END-2c). */
  readonly unsure: readonly CompiledPolicy[]
}

const OPEN: Profile = { tiers: [] }

/** What is remembered of one prepared cluster. */
interface Memory {
  readonly selecting: readonly Selecting[]
  readonly profiles: Readonly<Record<Direction, (Profile | undefined)[]>>
}

const remembered = new WeakMap<Prepared, Memory>()
const sortedRules = new WeakMap<Profile, Partial<Record<Direction, readonly CompiledRule[]>>>()

/** The profile of an endpoint; endpoints that policies do not touch are open (ISO-6, END-5). */
export function profileOf(prepared: Prepared, place: number, direction: Direction): Profile {
  const memory = remembered.get(prepared) ?? remember(prepared)
  const known = memory.profiles[direction][place]
  if (known) return known
  const profile = findProfile(prepared, memory.selecting, place, direction)
  memory.profiles[direction][place] = profile
  return profile
}

/** The rules of all policies of a profile, in the order of their `index`. */
export function rulesOf(profile: Profile, direction: Direction): readonly CompiledRule[] {
  const sorted = sortedRules.get(profile) ?? {}
  sortedRules.set(profile, sorted)
  sorted[direction] ??= profile.tiers
    .flatMap(({ sure, unsure }) => [...sure, ...unsure].flatMap((policy) => policy.rules[direction]))
    .sort((a, b) => a.index - b.index)
  return sorted[direction]
}

function findProfile(
  prepared: Prepared,
  selecting: readonly Selecting[],
  place: number,
  direction: Direction,
): Profile {
  const member = prepared.members[place]
  if (!member || isUnpoliced(member)) return OPEN
  const tiers = selecting.map((lists) => ({
    sure: (lists.sure[place] ?? []).filter(({ policy }) => policy.isolates[direction]),
    unsure: (lists.unsure[place] ?? []).filter(({ policy }) => policy.isolates[direction]),
  }))
  const isolating = tiers.filter(({ sure, unsure }) => sure.length + unsure.length > 0)
  return isolating.length === 0 ? OPEN : { tiers: isolating }
}

/** Per tier: the policies that select each endpoint. */
interface Selecting {
  readonly sure: (CompiledPolicy[] | undefined)[]
  readonly unsure: (CompiledPolicy[] | undefined)[]
}

function remember(prepared: Prepared): Memory {
  const selecting = prepared.tiers.map(({ policies }) => {
    const lists: Selecting = { sure: [], unsure: [] }
    for (const policy of policies) {
      for (const place of policy.subjects.yes) add(lists.sure, place, policy)
      for (const place of policy.subjects.maybe) add(lists.unsure, place, policy)
    }
    return lists
  })
  const memory: Memory = { selecting, profiles: { ingress: [], egress: [] } }
  remembered.set(prepared, memory)
  return memory
}

function add(lists: (CompiledPolicy[] | undefined)[], place: number, policy: CompiledPolicy): void {
  const list = lists[place]
  if (list) list.push(policy)
  else lists[place] = [policy]
}
