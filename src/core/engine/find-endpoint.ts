import type { Pod } from '../model/cluster.ts'
import type { Endpoint, PodEndpoint } from '../model/endpoint.ts'
import { type Address, containsAddress, isSameAddress, parseAddress } from '../net/address.ts'
import { podsByNamespace } from './pods-by-namespace.ts'
import type { Prepared } from './prepare.ts'

/**
 * The endpoints a person names: `namespace/name` (controllers and implied endpoints, else pods),
 * `namespace/kind/name`, an endpoint id, or an address (a known pod's address is that pod). Several parts of one
 * workload, or several candidates, are all returned; `[]` when nothing has the name.
 */
export function findEndpoints(prepared: Prepared, text: string): readonly Endpoint[] {
  const exact = prepared.endpoint(text)
  if (exact) return [exact]
  const address = parseAddress(text)
  if (address) return findByAddress(prepared, address)
  const [namespace, name, ...rest] = text.split('/')
  if (namespace === undefined || name === undefined) return []
  const pods = podsByNamespace(prepared, namespace)
  const byId = pods.filter(({ workload }) => workload?.id.toLowerCase() === text.toLowerCase())
  if (byId.length > 0) return byId
  if (rest.length > 0) return rest.length === 1 && name.toLowerCase() === 'pod' ? findPod(pods, namespace, rest[0]) : []
  const controllers = pods.filter(
    (endpoint) => endpoint.namespace === namespace && endpoint.name === name && endpoint.kindName !== 'Pod',
  )
  return controllers.length > 0 ? controllers : findPod(pods, namespace, name)
}

/**
 * The one pod of the input that a person names, by its name or by an address of its own; undefined for everything else,
 * a controller's name included.
 */
export function findNamedPod(prepared: Prepared, text: string): Pod | undefined {
  const address = parseAddress(text)
  const name = text.split('/').at(-1)
  const [found, ...others] = findEndpoints(prepared, text).flatMap((endpoint) => {
    if (endpoint.kind !== 'pods' || (endpoint.name === name && endpoint.kindName !== 'Pod')) return []
    return endpoint.pods.filter((pod) =>
      address ? pod.addresses.some((own) => isSameAddress(own, address)) : pod.name === name,
    )
  })
  return found?.inInput && others.length === 0 ? found : undefined
}

function findPod(pods: readonly PodEndpoint[], namespace: string, name: string | undefined): readonly Endpoint[] {
  return pods.filter((endpoint) => endpoint.namespace === namespace && endpoint.pods.some((pod) => pod.name === name))
}

function findByAddress(prepared: Prepared, address: Address): readonly Endpoint[] {
  const owners = prepared.endpoints.filter(
    (endpoint) =>
      endpoint.kind === 'pods' && endpoint.pods.some((pod) => pod.addresses.some((own) => isSameAddress(own, address))),
  )
  // The address of a node is no pod's own, though pods on the host network share it.
  const own = owners.filter((endpoint) => endpoint.kind === 'pods' && !endpoint.hostNetwork)
  if (owners.length > 0) return own.length > 0 ? own : owners
  return prepared.members
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => endpoint.kind === 'outside' && containsAddress(endpoint.addresses, address))
}
