import { isolateFix } from './isolate-fix.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { openDirections } from './np023-selected-by-none.ts'

export const NP024: LintRule = {
  id: 'NP024',
  code: 'ISO-1',
  severity: 'info',
  title: 'Isolated in one direction only',
  why: 'Ingress and egress are isolated apart: who is closed for one is open for the other until a policy names it.',
  check: (context) =>
    each(context.cluster.workloads, (workload): readonly Hit[] => {
      const [open, ...both] = openDirections(context, workload)
      if (!open || both.length > 0) return []
      const { id, path, kind, name } = workload
      const closed = open === 'ingress' ? 'egress' : 'ingress'
      const scope = { kind: 'workload', id } as const
      return [
        {
          path,
          message: `${kind} ${name} is isolated for ${closed} only: for ${open} it is open`,
          fixes: [isolateFix(name, scope, [open])],
          about: { endpoints: context.endpointsOf(workload).map((endpoint) => endpoint.id), directions: [open] },
        },
      ]
    }),
}
