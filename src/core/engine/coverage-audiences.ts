import type { Direction } from '../model/policy.ts'
import type { Work } from '../model/work.ts'
import type { Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { Profile, ProfileTier } from './profile.ts'
import { describeNames } from './rule-ports.ts'
import type { CompiledPolicy, NamedPort, TierPolicy } from './tiers.ts'

/**
 * Subjects of the same policies, to which these say the same (port names mean the same there): what a rule adds at its
 * end is the same for all of them.
 */
export interface Audience {
  readonly direction: Direction
  /** Never empty. */
  readonly places: readonly [number, ...number[]]
  readonly profile: Profile<CompiledPolicy>
}

/** So many are looked at in a step. */
const SUBJECTS_PER_STEP = 100

/** The audiences that each policy speaks to, by direction. */
export type Audiences = Readonly<Record<Direction, ReadonlyMap<CompiledPolicy, readonly Audience[]>>>

/** In steps of some places each. */
export function* findingAudiences(prepared: Prepared): Work<Audiences> {
  const ingress = byPolicy(yield* groupingSubjects(prepared, 'ingress'))
  yield undefined
  return { ingress, egress: byPolicy(yield* groupingSubjects(prepared, 'egress')) }
}

/** Policies in the place of all that speak for an audience in the tier of one that does. */
export function profileBeside(
  policy: CompiledPolicy,
  audience: Audience,
  policies: readonly TierPolicy[],
): Profile<TierPolicy> {
  return { tiers: [{ tier: tierOf(policy, audience).tier, sure: policies, unsure: [] }] }
}

/** What speaks for an audience in the tier of one of its policies. */
export function tierOf(policy: CompiledPolicy, { profile }: Audience): ProfileTier<CompiledPolicy> {
  const tier = profile.tiers.find(({ sure, unsure }) => sure.includes(policy) || unsure.includes(policy))
  if (!tier) throw new Error(`${policy.policy.path} does not speak to this audience`)
  return tier
}

/** All policies of a profile, those that may not select its subjects included (END-2c). */
function speakersIn({ tiers }: Profile<CompiledPolicy>): readonly CompiledPolicy[] {
  return tiers.flatMap(({ sure, unsure }) => [...sure, ...unsure])
}

function byPolicy(audiences: readonly Audience[]): ReadonlyMap<CompiledPolicy, readonly Audience[]> {
  const found = new Map<CompiledPolicy, Audience[]>()
  for (const audience of audiences) {
    for (const policy of speakersIn(audience.profile)) {
      const list = found.get(policy)
      if (list) list.push(audience)
      else found.set(policy, [audience])
    }
  }
  return found
}

function* groupingSubjects({ members, tiers, profiles }: Prepared, direction: Direction): Work<readonly Audience[]> {
  const numbers = new Map(tiers.flatMap(({ policies }) => policies).map((policy, number) => [policy, number]))
  const listNumbers = (policies: readonly CompiledPolicy[]) => policies.map((policy) => numbers.get(policy)).join()
  const groups = new Map<string, Audience & { readonly places: number[] }>()
  for (const [place, member] of members.entries()) {
    const profile = profiles(place, direction)
    if (place % SUBJECTS_PER_STEP === 0) yield undefined
    if (profile.tiers.length === 0) continue
    const said = profile.tiers.map(({ tier, sure, unsure }) => [tier, listNumbers(sure), listNumbers(unsure)].join(' '))
    const key = [...said, describeSubject(profile, direction, member)].join('; ')
    const group = groups.get(key)
    if (group) group.places.push(place)
    else groups.set(key, { direction, places: [place], profile })
  }
  return [...groups.values()]
}

/** What the port names that ingress rules use mean at a subject (POR-4). */
function describeSubject(profile: Profile<CompiledPolicy>, direction: Direction, member: Member): string {
  if (direction === 'egress') return ''
  const names = speakersIn(profile).flatMap(({ rules }) =>
    rules.ingress.flatMap(({ ports }): readonly NamedPort[] => ports.named),
  )
  return names.length === 0 ? '' : describeNames(names, member)
}
