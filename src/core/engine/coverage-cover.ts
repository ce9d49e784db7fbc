import type { Path } from '../model/path.ts'
import { type Audience, profileBeside, tierOf } from './coverage-audiences.ts'
import type { Ends } from './coverage-ends.ts'
import { isHeldBy } from './coverage-held.ts'
import type { PassingCell } from './coverage-loss.ts'
import type { Parts, Slice } from './coverage-parts.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, CompiledRule, TierPolicy } from './tiers.ts'

/** Rules of one policy that are asked whether they stand in for others: one rule, or all of a direction. */
export interface Substitute {
  readonly path: Path
  readonly rules: readonly CompiledRule[]
}

/** What is to be covered: rules of a policy, and who could. */
export interface Coverable {
  readonly policy: CompiledPolicy
  readonly rules: readonly CompiledRule[]
  readonly audiences: readonly Audience[]
  readonly substitutesAt: (audience: Audience) => readonly Substitute[]
}

/** Finds substitutes without which something would be lost; undefined when they do not admit everything for sure. */
export type FindCover = (coverable: Coverable) => readonly Path[] | undefined

/**
 * The policies that select the subjects wherever `policy` does: for certain, or by the same selector (END-2c). What any
 * other policy admits may not be admitted after all.
 */
export function companionsOf(policy: CompiledPolicy, audience: Audience): readonly CompiledPolicy[] {
  const { sure, unsure } = tierOf(policy, audience)
  const together = sure.includes(policy) ? [] : unsure.filter(({ selection }) => selection === policy.selection)
  return [...sure, ...together].filter((one) => one !== policy)
}

export function createFindCover(prepared: Prepared, parts: Parts, ends: Ends): FindCover {
  const isCoveredAt = createIsCovered(prepared, parts, ends)
  return ({ policy, rules, audiences, substitutesAt }) => {
    const slices = rules.flatMap(parts.slices)
    const places = audiences.map((audience) => {
      const isCovered = isCoveredAt(policy, slices, audience)
      return { substitutes: substitutesAt(audience), isCovered }
    })
    if (!places.every(({ substitutes, isCovered }) => isCovered(substitutes))) return undefined
    const single = findCommon(places.map(({ substitutes }) => substitutes)).find((one) =>
      places.every(({ isCovered }) => isCovered([one])),
    )
    if (single) return [single.path]
    const chosen = new Set<Path>()
    for (const { substitutes, isCovered } of places) {
      const ordered = [...substitutes].sort((a, b) => Number(chosen.has(b.path)) - Number(chosen.has(a.path)))
      for (const { path } of leaveOut(ordered, isCovered)) chosen.add(path)
    }
    return [...chosen]
  }
}

function findCommon([first = [], ...others]: readonly (readonly Substitute[])[]): readonly Substitute[] {
  const sets = others.map((list) => new Set(list.map(({ path }) => path)))
  return first.filter(({ path }) => sets.every((set) => set.has(path)))
}

/** What is left when each that is not needed is left out, the last ones first. */
function leaveOut(
  substitutes: readonly Substitute[],
  isEnough: (substitutes: readonly Substitute[]) => boolean,
): readonly Substitute[] {
  let kept = substitutes
  for (const one of [...substitutes].reverse()) {
    const fewer = kept.filter((other) => other !== one)
    if (isEnough(fewer)) kept = fewer
  }
  return kept
}

/** Whether substitutes admit for certain what slices of a policy's rules may admit at an audience. */
function createIsCovered({ settings }: Prepared, parts: Parts, ends: Ends) {
  return (policy: CompiledPolicy, slices: readonly Slice[], audience: Audience) => {
    const passingBy = (policies: readonly TierPolicy[]) =>
      ends.passingBy(audience, profileBeside(policy, audience, policies))
    const admitted = slices.map((slice) => passingBy([slice.policy]))
    return (substitutes: readonly Substitute[]): boolean => {
      if (substitutes.length === 0) return false
      // A policy without rules needs others that isolate, nothing more.
      if (slices.length === 0) return true
      const rules = substitutes.flatMap((one) => one.rules)
      const others = passingBy([parts.silent(policy), ...rules.map(parts.alone)]).map(onlyCertain)
      return slices.every(
        ({ rule }, index) =>
          !ends.isLost(audience, admitted[index] ?? [], others) || isHeldBy(rule, rules, settings.cni),
      )
    }
  }
}

function onlyCertain(cells: readonly PassingCell[]): readonly PassingCell[] {
  return cells.map(({ ports, certain }) => ({ ports, certain, possible: certain }))
}
