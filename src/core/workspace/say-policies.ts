import type { Path, ResourcePath } from '../model/path.ts'
import type { Work } from '../model/work.ts'
import type { PolicyWords } from '../sentences/policy-words.ts'
import { sayPolicy } from '../sentences/say-policy.ts'
import type { Analysis } from './analyse.ts'
import { locateAll } from './locations.ts'
import type { Location } from './snapshot.ts'

/** A policy in sentences, with the places of itself and of its rules. */
export interface SaidPolicy {
  readonly words: PolicyWords
  readonly places: ReadonlyMap<Path, Location>
}

/** Reads the policies at `paths` as sentences, one by one; those that are gone are left out. */
export function* sayingPolicies(
  { cluster, prepared, reading }: Analysis,
  paths: readonly ResourcePath[],
): Work<readonly SaidPolicy[]> {
  const wanted = new Set(paths)
  const said: SaidPolicy[] = []
  for (const policy of cluster.policies) {
    if (!wanted.has(policy.path)) continue
    const words = sayPolicy(prepared, policy)
    const rules = words.directions.flatMap((direction) => direction.rules.map(({ path }) => path))
    said.push({ words, places: locateAll(reading, [policy.path, ...rules]) })
    yield undefined
  }
  return said
}
