import type { NotEvaluated } from '../model/cluster.ts'
import type { Resource } from '../model/resource.ts'
import { groupOf, nameOf, namespaceOf } from './object-meta.ts'

type Scope = 'namespace' | 'cluster'

/** Policy kinds of other APIs by `group/kind`, and whether one touches only the pods of its own namespace (YML-6). */
const POLICY_KINDS: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['projectcalico.org/NetworkPolicy', 'namespace'],
  ['projectcalico.org/GlobalNetworkPolicy', 'cluster'],
  ['crd.projectcalico.org/NetworkPolicy', 'namespace'],
  ['crd.projectcalico.org/GlobalNetworkPolicy', 'cluster'],
  ['cilium.io/CiliumNetworkPolicy', 'namespace'],
  ['cilium.io/CiliumClusterwideNetworkPolicy', 'cluster'],
  ['isovalent.com/IsovalentNetworkPolicy', 'namespace'],
  ['isovalent.com/IsovalentClusterwideNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/AdminNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', 'cluster'],
  ['security.istio.io/AuthorizationPolicy', 'namespace'],
  ['security.istio.io/PeerAuthentication', 'namespace'],
  ['crd.antrea.io/NetworkPolicy', 'namespace'],
  ['crd.antrea.io/ClusterNetworkPolicy', 'cluster'],
  ['networking.k8s.aws/ApplicationNetworkPolicy', 'namespace'],
  ['networking.k8s.aws/ClusterNetworkPolicy', 'cluster'],
  ['k8s.ovn.org/EgressFirewall', 'namespace'],
  ['network.openshift.io/EgressNetworkPolicy', 'namespace'],
])

/** Where Istio looks for policies that hold in every namespace, unless it was told another one. */
const ISTIO_ROOT = 'istio-system'

/** The resources that could change verdicts and are not evaluated, in document order (YML-6). */
export function findNotEvaluated(resources: readonly Resource[]): readonly NotEvaluated[] {
  return resources.flatMap((resource) => {
    const group = groupOf(resource.apiVersion)
    const scope = POLICY_KINDS.get(`${group}/${resource.kind}`)
    if (scope === undefined) return []
    const { path, apiVersion, kind } = resource
    const namespace = namespaceOf(resource)
    const isEverywhere = scope === 'cluster' || (group === 'security.istio.io' && namespace === ISTIO_ROOT)
    return [{ path, apiVersion, kind, name: nameOf(resource), ...(isEverywhere ? {} : { namespace }) }]
  })
}
