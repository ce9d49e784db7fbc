import { DIRECTIONS } from '../../model/policy.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'

export const NP041: LintRule = {
  id: 'NP041',
  code: 'ISO-4',
  severity: 'info',
  title: 'Isolated with nothing allowed',
  why: 'A workload that admits nothing in a direction is cut off there: right after a default deny, a surprise later.',
  check: ({ cluster, isolationAt, endpointsOf }) =>
    each(cluster.workloads, (workload): readonly Hit[] => {
      const isolations = endpointsOf(workload).map(({ id }) => isolationAt(id))
      if (isolations.length === 0) return []
      const closed = DIRECTIONS.filter((way) => isolations.every((one) => one[way].isolation === 'admits-nothing'))
      if (closed.length === 0) return []
      const { path, kind, name } = workload
      return [
        { path, message: `${kind} ${name} is isolated for ${closed.join(' and ')}, and nothing is admitted there` },
      ]
    }),
}
