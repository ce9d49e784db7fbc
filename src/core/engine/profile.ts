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

/** The profile of an endpoint; endpoints that policies do not touch are open (ISO-6, END-5). */
export function profileOf(prepared: Prepared, place: number, direction: Direction): Profile {
  const member = prepared.members[place]
  if (!member || isUnpoliced(member)) return OPEN
  const tiers = profiles(prepared).map((selecting) => ({
    sure: (selecting.sure[place] ?? []).filter(({ policy }) => policy.isolates[direction]),
    unsure: (selecting.unsure[place] ?? []).filter(({ policy }) => policy.isolates[direction]),
  }))
  return { tiers: tiers.filter(({ sure, unsure }) => sure.length + unsure.length > 0) }
}

/** The rules of all policies of a profile, in the order of their `index`. */
export function rulesOf(profile: Profile, direction: Direction): readonly CompiledRule[] {
  return profile.tiers
    .flatMap(({ sure, unsure }) => [...sure, ...unsure].flatMap((policy) => policy.rules[direction]))
    .sort((a, b) => a.index - b.index)
}

/** Per tier: the policies that select each endpoint. */
interface Selecting {
  readonly sure: (CompiledPolicy[] | undefined)[]
  readonly unsure: (CompiledPolicy[] | undefined)[]
}

const remembered = new WeakMap<Prepared, readonly Selecting[]>()

function profiles(prepared: Prepared): readonly Selecting[] {
  const known = remembered.get(prepared)
  if (known) return known
  const selecting = prepared.tiers.map(({ policies }) => {
    const lists: Selecting = { sure: [], unsure: [] }
    for (const policy of policies) {
      for (const place of policy.subjects.yes) add(lists.sure, place, policy)
      for (const place of policy.subjects.maybe) add(lists.unsure, place, policy)
    }
    return lists
  })
  remembered.set(prepared, selecting)
  return selecting
}

function add(lists: (CompiledPolicy[] | undefined)[], place: number, policy: CompiledPolicy): void {
  const list = lists[place]
  if (list) list.push(policy)
  else lists[place] = [policy]
}
