import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Labels } from '../model/selector.ts'
import type { AddressClasses } from './address-classes.ts'
import { flat } from './flat.ts'
import { locatePod, type Whereabouts } from './location.ts'
import type { Looks } from './looks.ts'
import type { Location, Member } from './member.ts'

/** What pods are told apart by (END-1). */
export interface Distinctions {
  readonly looks: () => Looks
  /** Classes that the blocks of rules tell apart; undefined when addresses of pods never matter. */
  readonly blocks: () => AddressClasses | undefined
  /** Whether the plugin may treat the families of addresses differently (CNI-2g). */
  readonly tellsFamilies: boolean
  /** The node of a pod, where sharing it matters (END-5). */
  readonly nodeOf: (pod: Pod) => string | undefined
}

/**
 * Each workload as one endpoint, or one per part whose pods are alike in everything a rule looks at (END-1); by namespace,
 * so that the places of neighbours are neighbours.
 */
export function splitWorkloads(
  cluster: Cluster,
  namespaceLabels: (namespace: string) => Labels,
  distinctions: Distinctions,
  whereabouts: Whereabouts,
): readonly Member[] {
  const members: Member[] = []
  for (const workload of byNamespace(cluster.workloads)) {
    const labels = namespaceLabels(workload.namespace)
    const parts = partsOf(workload, distinctions)
    for (const pods of parts) {
      const [pod] = pods
      if (!pod) throw new Error(`workload ${workload.id} has no pods`)
      const endpoint = toEndpoint(workload, pods, pod, parts.length > 1)
      members.push(toMember(endpoint, pod, labels, locatePod(pod, whereabouts), distinctions.nodeOf(pod)))
    }
  }
  return members
}

function toMember(
  endpoint: PodEndpoint,
  pod: Pod,
  namespaceLabels: Labels,
  location: Location,
  node: string | undefined,
): Member {
  const { labels, unknownLabels, hostNetwork } = pod
  const labelled = hostNetwork ? undefined : { namespace: endpoint.namespace, namespaceLabels, labels, unknownLabels }
  return { endpoint, labelled, pod, location, node }
}

/** In the order in which the document first mentions each namespace. */
function byNamespace(workloads: readonly Workload[]): readonly Workload[] {
  const spaces = new Map<string, Workload[]>()
  for (const workload of workloads) {
    const space = spaces.get(workload.namespace)
    if (space) space.push(workload)
    else spaces.set(workload.namespace, [workload])
  }
  return flat(spaces.values())
}

function partsOf(workload: Workload, distinctions: Distinctions): readonly (readonly Pod[])[] {
  if (workload.pods.length === 1) return [workload.pods]
  const parts = new Map<string, Pod[]>()
  for (const pod of workload.pods) {
    const key = `${distinctions.nodeOf(pod) ?? ''} ${describe(pod, workload, distinctions)}`
    const part = parts.get(key)
    if (part) part.push(pod)
    else parts.set(key, [pod])
  }
  return [...parts.values()]
}

/** Equal for pods that no rule tells apart, their nodes aside. */
function describe(pod: Pod, workload: Workload, { looks, blocks, tellsFamilies }: Distinctions): string {
  return JSON.stringify([
    pod.hostNetwork,
    pod.hostNetwork ? [] : [...looks().keysIn(workload.namespace)].map((key) => describeLabel(pod, key)),
    looks().portsOf(pod, workload),
    describePlace(pod, blocks()),
    tellsFamilies ? pod.addresses.map(({ family }) => family).sort() : [],
  ])
}

function describeLabel(pod: Pod, key: string): string | number {
  return pod.labels.get(key) ?? (pod.unknownLabels.has(key) ? 1 : 0)
}

function describePlace(pod: Pod, blocks: AddressClasses | undefined): readonly number[] {
  return !blocks ? [] : pod.addresses.map(blocks.classOf).sort((a, b) => a - b)
}

function toEndpoint(workload: Workload, pods: readonly Pod[], pod: Pod, isPart: boolean): PodEndpoint {
  return {
    kind: 'pods',
    id: isPart ? `${workload.id}#${pod.name}` : workload.id,
    namespace: workload.namespace,
    name: workload.name,
    kindName: workload.kind,
    labels: pod.labels,
    pods,
    workload,
    hostNetwork: pod.hostNetwork,
  }
}
