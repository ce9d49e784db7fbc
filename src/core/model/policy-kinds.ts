import type { NotEvaluated } from './cluster.ts'

/** Policy kinds of an API other than networking.k8s.io; its versions differ and do not matter. */
interface PolicyApi {
  /** For people. */
  readonly api: string
  /** Kinds that touch only the pods of their own namespace. */
  readonly namespaced: readonly string[]
  /** Kinds that may touch any pod. */
  readonly clusterWide: readonly string[]
}

const CALICO: PolicyApi = { api: 'Calico', namespaced: ['NetworkPolicy'], clusterWide: ['GlobalNetworkPolicy'] }

const POLICY_APIS: ReadonlyMap<string, PolicyApi> = new Map<string, PolicyApi>([
  ['projectcalico.org', CALICO],
  ['crd.projectcalico.org', CALICO],
  [
    'cilium.io',
    { api: 'Cilium', namespaced: ['CiliumNetworkPolicy'], clusterWide: ['CiliumClusterwideNetworkPolicy'] },
  ],
  [
    'isovalent.com',
    { api: 'Isovalent', namespaced: ['IsovalentNetworkPolicy'], clusterWide: ['IsovalentClusterwideNetworkPolicy'] },
  ],
  [
    'policy.networking.k8s.io',
    {
      api: 'the network policy API',
      namespaced: [],
      clusterWide: ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
    },
  ],
  ['security.istio.io', { api: 'Istio', namespaced: ['AuthorizationPolicy', 'PeerAuthentication'], clusterWide: [] }],
  ['crd.antrea.io', { api: 'Antrea', namespaced: ['NetworkPolicy'], clusterWide: ['ClusterNetworkPolicy'] }],
  [
    'networking.k8s.aws',
    { api: 'AWS', namespaced: ['ApplicationNetworkPolicy'], clusterWide: ['ClusterNetworkPolicy'] },
  ],
  ['k8s.ovn.org', { api: 'OVN-Kubernetes', namespaced: ['EgressFirewall'], clusterWide: [] }],
  ['network.openshift.io', { api: 'OpenShift', namespaced: ['EgressNetworkPolicy'], clusterWide: [] }],
])

/** What a kind that could change verdicts is; undefined for every other kind (YML-6). */
export function otherPolicyKind(
  group: string,
  kind: string,
): { readonly api: string; readonly isNamespaced: boolean } | undefined {
  const found = POLICY_APIS.get(group)
  if (!found) return undefined
  const isNamespaced = found.namespaced.includes(kind)
  return isNamespaced || found.clusterWide.includes(kind) ? { api: found.api, isNamespaced } : undefined
}

/** One phrase per kind, in the order of the document: `1 AuthorizationPolicy`, `14 CiliumNetworkPolicies`. */
export function countKinds(resources: readonly Pick<NotEvaluated, 'apiVersion' | 'kind'>[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { apiVersion, kind } of resources) {
    const name = nameKind(apiVersion.split('/')[0] ?? '', kind)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${count} ${count === 1 ? name : toPlural(name)}`)
}

/** Kinds called like the evaluated one are named with their API: `Calico NetworkPolicy`. */
function nameKind(group: string, kind: string): string {
  return kind === 'NetworkPolicy' ? `${POLICY_APIS.get(group)?.api ?? group} ${kind}` : kind
}

function toPlural(kind: string): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`
}
