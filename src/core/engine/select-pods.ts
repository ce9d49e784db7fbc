import type { Cluster, Pod } from '../model/cluster.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import { createLabelIndex, type Labelled } from './label-index.ts'
import type { Member } from './member.ts'

/** Which policies select anybody, and the pods that some policy isolates for ingress. */
export interface Selection {
  readonly selecting: readonly NetworkPolicy[]
  readonly isolatedForIngress: ReadonlySet<Pod>
}

export function selectPods(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  implied: readonly Member[],
  namespaceLabels: (namespace: string) => Labels,
): Selection {
  const pods = cluster.workloads.flatMap((workload) => workload.pods.map((pod) => ({ pod, workload })))
  const labelled = pods.map(({ pod, workload: { namespace } }): Labelled | undefined =>
    pod.hostNetwork
      ? undefined
      : {
          namespace,
          namespaceLabels: namespaceLabels(namespace),
          labels: pod.labels,
          unknownLabels: pod.unknownLabels,
        },
  )
  const index = createLabelIndex([...labelled, ...implied.map((member) => member.labelled)])
  const isolatedForIngress = new Set<Pod>()
  const selecting = policies.filter((policy) => {
    const { yes, maybe } = index.inNamespace(policy.namespace, policy.podSelector)
    if (policy.isolates.ingress) {
      for (const place of [...yes, ...maybe]) {
        const selected = pods[place]
        if (selected) isolatedForIngress.add(selected.pod)
      }
    }
    return yes.length + maybe.length > 0
  })
  return { selecting, isolatedForIngress }
}
