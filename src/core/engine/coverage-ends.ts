import type { Audience } from './coverage-audiences.ts'
import { compareCells, type Loss, toCells } from './coverage-loss.ts'
import type { Scope } from './coverage-scope.ts'
import type { FlowCell } from './flow-cell.ts'
import type { Prepared } from './prepare.ts'
import type { Profile } from './profile.ts'
import type { TierPolicy } from './tiers.ts'

/** The cells of an end in each family that matters. */
export type CellsByFamily = readonly (readonly FlowCell[])[]

/** The ends of audiences, by policies alone: whatever the plugin supports, and whatever comes from their own nodes. */
export interface Ends {
  readonly passing: (audience: Audience, profile: Profile<TierPolicy>) => CellsByFamily
  /** Whether something that counts for a subject is in `before` and not in `after`. */
  readonly isLost: (audience: Audience, before: CellsByFamily, after: CellsByFamily) => boolean
}

export function createEnds(prepared: Prepared, scope: Scope): Ends {
  const { sets, endRow } = prepared.rows()
  const families = [...sets.keys()]
  const known = new WeakMap<Profile<TierPolicy>, CellsByFamily>()
  const find = ({ direction, places }: Audience, profile: Profile<TierPolicy>) =>
    families.map((family) => toCells(endRow(family, direction, places[0], profile)))
  return {
    passing: (audience, profile) => {
      const cells = known.get(profile) ?? find(audience, profile)
      known.set(profile, cells)
      return cells
    },
    isLost: (audience, before, after) =>
      families.some((family, index) => {
        const losses: readonly Loss[] = compareCells(before[index] ?? [], after[index] ?? [])
        return scope.isFelt(audience, family, losses)
      }),
  }
}
