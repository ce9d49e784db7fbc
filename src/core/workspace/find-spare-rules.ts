import { coverageOf } from '../engine/coverage.ts'
import type { RuleStanding } from '../engine/coverage-standing.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Path } from '../model/path.ts'
import type { Analysis } from './analyse.ts'
import { locateAll } from './locations.ts'
import type { Location } from './snapshot.ts'

/** A rule without which every flow would be as it is: others admit all of it as well. */
export interface SpareRule {
  readonly path: Path
  /** The rules that do; never empty. */
  readonly by: readonly (Location & { readonly path: Path })[]
}

/** Those of `rules` that are spare, each on its own: of two equal rules both are, but one of them must stay. */
export function findSpareRules({ prepared, reading }: Analysis, rules: readonly Path[]): readonly SpareRule[] {
  const coverage = coverageOf(prepared)
  return rules.flatMap((path) => {
    const covering = listCovering(coverage.ofRule(path))
    const by = [...locateAll(reading, covering)].map(([place, location]) => ({ ...location, path: place }))
    return by.length > 0 ? [{ path, by }] : []
  })
}

function listCovering(standing: RuleStanding | undefined): readonly Path[] {
  switch (standing?.kind) {
    case 'shadowed':
      return [standing.by]
    case 'redundant':
      return standing.by
    case 'vacuous':
    case 'undecided':
    case 'needed':
    case undefined:
      return []
    default:
      return assertNever(standing)
  }
}
