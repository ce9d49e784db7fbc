import type { Cluster } from '../model/cluster.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { countKinds } from '../model/policy-kinds.ts'

/** What could change a flow between two endpoints and was not evaluated (YML-6): `14 CiliumNetworkPolicies`. */
export function listNotEvaluated(cluster: Cluster, from: Endpoint, to: Endpoint): readonly string[] {
  const namespaces = [from, to].flatMap((endpoint) => (endpoint.kind === 'pods' ? endpoint.namespace : []))
  const touching = cluster.notEvaluated.filter(
    ({ namespace }) => namespace === undefined || namespaces.includes(namespace),
  )
  return countKinds(touching)
}
