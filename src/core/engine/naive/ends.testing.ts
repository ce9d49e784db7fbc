/** Which pods and addresses an endpoint stands for, for the naive evaluator. */
import type { Cluster, Pod } from '../../model/cluster.ts'
import type { Endpoint, OutsideEndpoint, PodEndpoint } from '../../model/endpoint.ts'
import type { PodPeer } from '../../model/policy.ts'
import type { LabelSelector, Labels } from '../../model/selector.ts'
import { blocksOf, bordersOf, toBits } from './addresses.testing.ts'
import { memoized } from './memory.testing.ts'
import type { NaiveEnd } from './rules.testing.ts'
import { isSelected } from './selectors.testing.ts'

const NAME = 'kubernetes.io/metadata.name'

/** Every pod; of addresses those beside every border that some block draws. */
export const endsOf = memoized(findEnds)

function findEnds(cluster: Cluster, endpoint: Endpoint): readonly NaiveEnd[] {
  if (endpoint.kind === 'outside') return addressEndsOf(cluster, endpoint)
  const { namespace, implied } = endpoint
  const namespaceLabels = namespaceLabelsOf(cluster, endpoint)
  if (!implied) return endpoint.pods.map((pod) => ({ kind: 'pod', namespace, namespaceLabels, pod, implied: false }))
  const pod = impliedPod(endpoint)
  return [{ kind: 'pod', namespace, namespaceLabels, pod, implied: true }]
}

/** Another pod of the same making: two pods of one endpoint are not "itself" (END-6). */
export function anotherPod(end: NaiveEnd): NaiveEnd {
  return end.kind === 'pod' ? { ...end, pod: { ...end.pod } } : end
}

function addressEndsOf(cluster: Cluster, { addresses }: OutsideEndpoint): readonly NaiveEnd[] {
  const ranges = addresses.map(({ family, first, last }) => [
    toBits({ family, value: first }),
    toBits({ family, value: last }),
  ])
  const borders = new Set([...ranges.flat(), ...blocksOf(cluster).flatMap(bordersOf)])
  return [...borders]
    .filter((bits) =>
      ranges.some(([first = '', last = '']) => bits.length === first.length && first <= bits && bits <= last),
    )
    .map((bits) => ({ kind: 'address', bits }))
}

function impliedPod({ name, labels }: PodEndpoint): Pod {
  return {
    name,
    inInput: false,
    path: '',
    labels,
    unknownLabels: new Set(),
    ports: [],
    addresses: [],
    hostNetwork: false,
  }
}

/** END-3: the declared labels and the name; where a selector asks for more, what satisfies it (END-8). */
function namespaceLabelsOf(cluster: Cluster, { namespace, implied }: PodEndpoint): Labels {
  const used = new Map([...(cluster.namespaces.get(namespace)?.labels ?? []), [NAME, namespace]])
  const selector = implied?.selectors.map((path) => namespaceSelectorAt(cluster, path)).find((found) => found)
  if (!selector || isSelected(selector, used)) return used
  return new Map([[NAME, namespace], ...satisfy(selector), [NAME, namespace]])
}

function namespaceSelectorAt({ policies }: Cluster, path: string): LabelSelector | undefined {
  const rules = policies.flatMap((policy) => [...policy.rules.ingress, ...policy.rules.egress])
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  return peers.find((peer): peer is PodPeer => peer.kind === 'pods' && peer.path === path)?.namespaceSelector
}

/** Per key the first listed value that satisfies everything asked of it. */
function satisfy({ path, requirements }: LabelSelector): readonly (readonly [string, string])[] {
  const needed = requirements.filter(({ operator }) => operator === 'In' || operator === 'Exists')
  return [...new Set(needed.map(({ key }) => key))].map((key) => {
    const asked = requirements.filter((one) => one.key === key)
    const values = [...asked.flatMap((one) => (one.operator === 'In' ? one.values : [])), 'any']
    const fits = (value: string) => isSelected({ path, requirements: asked }, new Map([[key, value]]))
    return [key, values.find(fits) ?? 'none'] as const
  })
}
