import type { Prepared } from '../../engine/prepare.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { Work } from '../../model/work.ts'
import { type Finding, linting } from '../lint/lint.ts'
import type { About, LintRule } from '../lint/lint-rule.ts'
import { NP023 } from '../lint/np023-selected-by-none.ts'
import { NP024 } from '../lint/np024-isolated-one-way.ts'
import { NP025 } from '../lint/np025-namespace-without-policy.ts'
import { NP026 } from '../lint/np026-no-default-deny-ingress.ts'
import { NP027 } from '../lint/np027-no-default-deny-egress.ts'
import { NP028 } from '../lint/np028-no-name-lookups.ts'
import { NP032 } from '../lint/np032-metadata-address.ts'
import type { DirectionPosture, PodPosture, Posture, Raise, RaiseGroup, RaiseKind } from './posture.ts'

/** The rules whose repairs change how pods stand. */
const RULES: readonly LintRule[] = [NP023, NP024, NP025, NP026, NP027, NP028, NP032]

/** What lint says that could be better about how pods stand, by what it would close, most flows first. In steps. */
export function* findingRaises(
  reading: Reading,
  prepared: Prepared,
  namespaces: Posture['namespaces'],
): Work<readonly RaiseGroup[]> {
  const pods = new Map(namespaces.flatMap((one) => one.pods.map((each) => [each.id, each] as const)))
  const groups = new Map<RaiseKind, Raise[]>()
  for (const finding of yield* linting(reading, prepared, RULES)) {
    const kind = kindOf(finding)
    groups.set(kind, [...(groups.get(kind) ?? []), toRaise(finding, pods)])
  }
  return [...groups].map(([kind, raises]) => toGroup(kind, raises)).sort((a, b) => b.flows - a.flows)
}

function kindOf({ rule, about }: Finding): RaiseKind {
  if (rule === NP032.id) return 'metadata'
  if (rule === NP028.id) return 'lookups'
  const [only = 'both', ...more] = about?.directions ?? []
  return more.length > 0 ? 'both' : only
}

function toGroup(kind: RaiseKind, raises: readonly Raise[]): RaiseGroup {
  const sorted = [...raises].sort((a, b) => b.flows - a.flows)
  return { kind, raises: sorted, flows: sorted.reduce((sum, { flows }) => sum + flows, 0) }
}

function toRaise({ rule, message, place, fixes, about }: Finding, pods: ReadonlyMap<string, PodPosture>): Raise {
  const path = place.kind === 'path' ? place.path : ''
  return { rule, message, path, fixes, flows: about ? countAbout(about, pods) : 0 }
}

/** The ends that are open, each with all that passes only because of that; of those that nothing is open at one each. */
function countAbout({ endpoints, directions }: About, pods: ReadonlyMap<string, PodPosture>): number {
  const whom = endpoints.flatMap((id) => pods.get(id) ?? [])
  if (directions.length === 0) return whom.length
  return whom
    .flatMap((one) => directions.map((direction) => one[direction]))
    .filter(({ isolation }) => isolation === 'open')
    .reduce((sum, one) => sum + countFlows(one), 0)
}

function countFlows({ workloads, outside }: DirectionPosture): number {
  const reaches = Object.keys(outside.allowed).length + Object.keys(outside.depends).length > 0
  return workloads.possible + Number(reaches)
}
