import type { Audience } from './coverage-audiences.ts'
import { compareCells, type PassingCell, toCells } from './coverage-loss.ts'
import type { Scope } from './coverage-scope.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import type { TierPolicy } from './tiers.ts'

/** The cells of an end in each family that matters. */
export type CellsByFamily = readonly (readonly PassingCell[])[]

/** The ends of audiences, by policies alone: whatever the plugin supports, and whatever comes from their own nodes. */
export interface Ends {
  /** What passes there; remembered. */
  readonly passing: (audience: Audience) => CellsByFamily
  /** What would pass there if the policies of another profile spoke. */
  readonly passingBy: (audience: Audience, profile: Profile<TierPolicy>) => CellsByFamily
  /** Whether something that counts for a subject is in `before` and not in `after`. */
  readonly isLost: (audience: Audience, before: CellsByFamily, after: CellsByFamily) => boolean
}

export function createEnds(prepared: Prepared, scope: Scope): Ends {
  const { sets, endRow } = prepared.rows()
  const families = [...sets.keys()]
  const known = new Map<Audience, CellsByFamily>()
  const passingBy = ({ direction, places }: Audience, profile: Profile<TierPolicy>) =>
    families.map((family) => toCells(endRow(family, direction, places[0], profile)))
  return {
    passing: (audience) => {
      const cells = known.get(audience) ?? passingBy(audience, audience.profile)
      known.set(audience, cells)
      return cells
    },
    passingBy,
    isLost: (audience, before, after) =>
      families.some((family, index) => {
        const losses = compareCells(before[index] ?? [], after[index] ?? [])
        return scope.isFelt(audience, family, losses)
      }),
  }
}
