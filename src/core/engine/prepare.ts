import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { AddressSet, Family } from '../net/address.ts'
import { classifyAddresses } from './address-classes.ts'
import { compileTier } from './compile.ts'
import { blockedAddresses, effectiveRules, policiesInEffect } from './effective-rules.ts'
import { implyMembers } from './implied-endpoints.ts'
import { createLabelIndex, type Labelled } from './label-index.ts'
import { familiesInUse, findWhereabouts } from './location.ts'
import { gatherLooks } from './looks.ts'
import type { Member } from './member.ts'
import { toOutsideMembers } from './outside-endpoints.ts'
import { splitWorkloads } from './split-workloads.ts'
import type { Tier } from './tiers.ts'

/** A cluster made ready for questions. Immutable; everything it computes later is remembered inside. */
export interface Prepared {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  /** Workloads in document order (split where rules tell their pods apart), implied ones, outside ones (END-1, END-8). */
  readonly endpoints: readonly Endpoint[]
  readonly endpoint: (id: string) => Endpoint | undefined
  /** What the engine knows of each endpoint, in the same order; then IPv6 addresses when nothing uses them. */
  readonly members: readonly Member[]
  /** The place of an endpoint in the order. Throws for an id that is not there. */
  readonly indexOf: (id: string) => number
  readonly tiers: readonly Tier[]
  readonly namespaceLabels: (namespace: string) => Labels
}

/** Compiles a cluster: endpoints, and policies as tiers over them. */
export function prepare(cluster: Cluster, settings: EngineSettings): Prepared {
  const namespaceLabels = rememberNamespaceLabels(cluster)
  const declared = policiesInEffect(cluster.policies, settings)
  const whereabouts = findWhereabouts(cluster, settings)
  const implied = settings.implied ? implyMembers(cluster, declared, namespaceLabels, whereabouts.podNetwork) : []
  const selection = selectPods(cluster, declared, implied, namespaceLabels)
  const blocks = listBlocks(declared)
  const classes = classifyAddresses(blocks, [4, 6])
  const blocksMatchPods = settings.cni !== 'cilium'
  const looking = blocksMatchPods ? listBlocks(selection.selecting) : []
  const distinctions = {
    looks: gatherLooks(cluster, selection.selecting, namespaceLabels, blocksMatchPods),
    blocks: looking.length > 0 ? classifyAddresses(looking, [4, 6]) : undefined,
    nodeOf: sharedNodes(cluster, selection.isolatedForIngress),
  }
  const families = outsideFamilies(familiesInUse(cluster, settings), blocks)
  const isListed = ([range]: AddressSet) => range !== undefined && families.has(range.family)
  const listed = [
    ...splitWorkloads(cluster, namespaceLabels, distinctions, whereabouts),
    ...implied,
    ...toOutsideMembers(classes.classes.filter(isListed)),
  ]
  const members = [...listed, ...toOutsideMembers(classes.classes.filter((addresses) => !isListed(addresses)))]
  const places = new Map(members.map(({ endpoint }, index) => [endpoint.id, index]))
  return {
    cluster,
    settings,
    endpoints: listed.map(({ endpoint }) => endpoint),
    endpoint: (id) => members[places.get(id) ?? -1]?.endpoint,
    members,
    indexOf: (id) => findPlace(places, id),
    tiers: [compileTier(declared, members)],
    namespaceLabels,
  }
}

/** Per effective rule that has any, what its blocks hold together. */
function listBlocks(policies: readonly NetworkPolicy[]): readonly AddressSet[] {
  return policies
    .flatMap((policy) => effectiveRules(policy).map(blockedAddresses))
    .filter((addresses) => addresses.length > 0)
}

function findPlace(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id)
  if (place === undefined) throw new Error(`no endpoint ${id}`)
  return place
}

/** The same map for the same namespace, also for those the document only uses (END-3). */
function rememberNamespaceLabels(cluster: Cluster): (namespace: string) => Labels {
  const undeclared = new Map<string, Labels>()
  return (namespace) => {
    const known = cluster.namespaces.get(namespace)?.labels ?? undeclared.get(namespace)
    if (known) return known
    const labels = new Map([['kubernetes.io/metadata.name', namespace]])
    undeclared.set(namespace, labels)
    return labels
  }
}

/** Which policies select anybody, and the pods that some policy isolates for ingress. */
interface Selection {
  readonly selecting: readonly NetworkPolicy[]
  readonly isolatedForIngress: ReadonlySet<Pod>
}

function selectPods(
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

/** Sharing a node matters between pods on the host network and pods isolated for ingress (END-5). */
function sharedNodes(cluster: Cluster, isolated: ReadonlySet<Pod>) {
  const pods = cluster.workloads.flatMap((workload) => workload.pods)
  const nodesOf = (wanted: (pod: Pod) => boolean) =>
    new Set(pods.flatMap((pod) => (pod.nodeName !== undefined && wanted(pod) ? pod.nodeName : [])))
  const hostNodes = nodesOf((pod) => pod.hostNetwork)
  const isolatedNodes = nodesOf((pod) => isolated.has(pod))
  return (pod: Pod, _workload: Workload): string | undefined => {
    const node = pod.nodeName
    if (node === undefined) return undefined
    const matters = pod.hostNetwork ? isolatedNodes.has(node) : isolated.has(pod) && hostNodes.has(node)
    return matters ? node : undefined
  }
}

/** IPv4 always; IPv6 when the cluster or a rule uses it. */
function outsideFamilies(inUse: readonly Family[], blocks: readonly AddressSet[]): ReadonlySet<Family> {
  return new Set<Family>([4, ...inUse, ...blocks.flatMap((addresses) => addresses.map(({ family }) => family))])
}
