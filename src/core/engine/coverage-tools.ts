import type { Work } from '../model/work.ts'
import { type Audience, type Audiences, findingAudiences } from './coverage-audiences.ts'
import { createFindCover, type FindCover } from './coverage-cover.ts'
import { createEnds, type Ends } from './coverage-ends.ts'
import { type Change, lostAtEnds, lostFlows } from './coverage-flows.ts'
import { createParts, type Parts, replaceIn } from './coverage-parts.ts'
import { createIsPlainlyMissed, type IsPlainlyMissed } from './coverage-plain.ts'
import { createScope, type Scope } from './coverage-scope.ts'
import type { LoneAdmissions } from './coverage-standing.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, TierPolicy } from './tiers.ts'

/** What judging rules and policies of one prepared cluster shares. */
export interface CoverageTools {
  readonly prepared: Prepared
  readonly audiences: Audiences
  readonly parts: Parts
  readonly scope: Scope
  readonly ends: Ends
  readonly findCover: FindCover
  readonly isPlainlyMissed: IsPlainlyMissed
}

/** Makes the tools in steps. */
export function* makingCoverageTools(prepared: Prepared): Work<CoverageTools> {
  const [parts, scope] = [createParts(), createScope(prepared)]
  const ends = createEnds(prepared, scope)
  const findCover = createFindCover(prepared, parts, ends)
  const isPlainlyMissed = createIsPlainlyMissed(prepared, scope)
  const audiences = yield* findingAudiences(prepared)
  return { prepared, audiences, parts, scope, ends, findCover, isPlainlyMissed }
}

/** Another policy in the place of one, wherever it speaks. */
export function changeTo(audiences: readonly Audience[], policy: CompiledPolicy, replacement: TierPolicy): Change {
  return { audiences, instead: (profile) => replaceIn(profile, policy, replacement) }
}

/** Whether some end lets less pass after a change, or no longer for certain. */
export function losesAnything({ ends }: CoverageTools, { audiences, instead }: Change): boolean {
  return audiences.some((audience) => {
    const after = ends.passingBy(audience, instead(audience.profile))
    return ends.isLost(audience, ends.passing(audience), after)
  })
}

export function findLone({ prepared, scope }: CoverageTools, change: Change): LoneAdmissions {
  return { atEnds: lostAtEnds(prepared, scope, change), passing: lostFlows(prepared, scope, change) }
}
