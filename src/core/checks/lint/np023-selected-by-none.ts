import type { Workload } from '../../model/cluster.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import { isolateFix } from './isolate-fix.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { SYSTEM_NAMESPACES } from './system-namespaces.ts'

export const NP023: LintRule = {
  id: 'NP023',
  code: 'ISO-1',
  severity: 'warning',
  title: 'Workload without policy',
  why: 'What no policy selects is open to everybody, inside and outside of the cluster, and may connect to everybody.',
  check: (context) => each(context.cluster.workloads, (workload) => checkWorkload(context, workload)),
}

/** A namespace without policies is NP025's. */
function checkWorkload(context: LintContext, workload: Workload): readonly Hit[] {
  const { namespace, id, name, path, kind } = workload
  if (SYSTEM_NAMESPACES.has(namespace) || context.policiesIn(namespace).length === 0) return []
  if (openDirections(context, workload).length < DIRECTIONS.length) return []
  const scope = { kind: 'workload', id } as const
  return [
    {
      path,
      message: `no policy selects ${kind} ${name}: it admits everything, and may connect to everything`,
      fixes: [isolateFix(name, scope, DIRECTIONS)],
      about: { endpoints: context.endpointsOf(workload).map((endpoint) => endpoint.id), directions: DIRECTIONS },
    },
  ]
}

/** The directions in which nothing isolates the pods of a workload; `[]` for one that policies cannot select. */
export function openDirections(context: LintContext, workload: Workload): readonly Direction[] {
  const endpoints = context.endpointsOf(workload)
  if (endpoints.length === 0) return []
  const isolations = endpoints.map(({ id }) => context.isolationAt(id))
  return DIRECTIONS.filter((direction) => isolations.every((one) => one[direction].isolation === 'open'))
}
