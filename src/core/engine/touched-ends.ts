import type { Direction } from '../model/policy.ts'
import { isSameSettings } from '../model/settings.ts'
import { describeRules } from './describe-policy.ts'
import type { Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import { hasSameInventory } from './same-inventory.ts'
import { isSameMember } from './same-member.ts'
import type { CompiledPolicy } from './tiers.ts'

/** Whether what stands at a place of one cluster changed since a place of another, or its policies in a direction. */
export type IsTouched = (place: number, earlier: number, direction: Direction) => boolean

/** Compares ends of `to` with ends of `from` that stand for the same. */
export function createIsTouched(from: Prepared, to: Prepared): IsTouched {
  const isSameWorld =
    isSameSettings(from.settings, to.settings) && from.cluster.families.join() === to.cluster.families.join()
  if (!isSameWorld) return () => true
  const isSameEnd = hasSameInventory(from.cluster, to.cluster)
    ? () => true
    : (place: number, earlier: number) => isSameMember(to.members[place] as Member, from.members[earlier])
  return (place, earlier, direction) =>
    !isSameEnd(place, earlier) ||
    !isSameProfile(to.profiles(place, direction), from.profiles(earlier, direction), direction)
}

function isSameProfile(a: Profile<CompiledPolicy>, b: Profile<CompiledPolicy>, direction: Direction): boolean {
  const [mine, theirs] = [listPolicies(a), listPolicies(b)]
  if (mine.length !== theirs.length) return false
  if (mine.every(({ policy, isSure }, index) => policy === theirs[index]?.policy && isSure === theirs[index]?.isSure)) {
    return true
  }
  const describe = (list: ReturnType<typeof listPolicies>) =>
    list.map(({ policy, isSure }) => `${isSure} ${describeRules(policy, direction)}`).sort()
  const words = describe(theirs)
  return describe(mine).every((one, index) => one === words[index])
}

function listPolicies({ tiers }: Profile<CompiledPolicy>) {
  return tiers.flatMap(({ sure, unsure }) => [
    ...sure.map(({ policy }) => ({ policy, isSure: true })),
    ...unsure.map(({ policy }) => ({ policy, isSure: false })),
  ])
}
