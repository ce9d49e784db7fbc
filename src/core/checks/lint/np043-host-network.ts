import { matchSelector } from '../../model/matching.ts'
import { each, type Hit, type LintRule } from './lint-rule.ts'
import { nameSome } from './words.ts'

export const NP043: LintRule = {
  id: 'NP043',
  code: 'END-5',
  severity: 'info',
  title: 'Selects pods on the host network',
  why: 'A pod on the network of its node has the address of the node: policies that select it have no effect on it.',
  check: ({ policies, cluster }) => {
    const onHost = cluster.workloads.filter(({ pods }) => pods.some(({ hostNetwork }) => hostNetwork))
    return each(policies, ({ name, namespace, podSelector }): readonly Hit[] => {
      const selected = onHost.filter((workload) => {
        if (workload.namespace !== namespace) return false
        return workload.pods.some(
          (pod) => pod.hostNetwork && matchSelector(podSelector, pod.labels, pod.unknownLabels) !== 'no',
        )
      })
      if (selected.length === 0) return []
      const names = nameSome(selected.map((workload) => workload.name))
      return [{ path: podSelector.path, message: `${name} has no effect on ${names}: on the network of the node` }]
    })
  },
}
