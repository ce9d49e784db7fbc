import { findEndpoints } from '../engine/find-endpoint.ts'
import { podsByNamespace } from '../engine/pods-by-namespace.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { Pod, Service } from '../model/cluster.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import type { Protocol } from '../net/ports.ts'
import { routeThrough } from './route.ts'

/** The protocols that names are looked up by. */
export const LOOKUP_PROTOCOLS = ['UDP', 'TCP'] as const

/** A place where the pods of a cluster have their names looked up. */
export interface NameServer {
  /** Of the endpoint. */
  readonly id: string
  /** Of its pods: 53, on some clusters 5353 (END-7). */
  readonly port: number
}

/** The DNS Services of Kubernetes' distributions. */
export function isNameService({ namespace, name }: Pick<Service, 'namespace' | 'name'>): boolean {
  if (namespace === 'openshift-dns') return name === 'dns-default'
  return namespace === 'kube-system' && /(^|-)(kube-dns|coredns)$/.test(name)
}

/**
 * Where pods look names up by a protocol (QUE-4): the backends of the cluster's DNS Service, else the DNS pods by their
 * labels; and the cache on each node, where there is one. `[]` when no DNS pod is known.
 */
export function findNameServers(prepared: Prepared, protocol: Protocol): readonly NameServer[] {
  const behind = prepared.cluster.services.filter(isNameService).flatMap((service) => {
    const route = routeThrough(prepared, service, { port: 53, protocol })
    return route.kind === 'backends' ? route.backends : []
  })
  const servers = behind.length > 0 ? behind : findLabelled(prepared, isServer, protocol)
  const caches = findLabelled(prepared, isNodeCache, protocol)
  const known = [...servers, ...caches, ...(caches.length > 0 ? findCacheAddress(prepared) : [])]
  return known.map(({ id, port }) => ({ id, port }))
}

/** The DNS pods of the cluster, by what distributions call them. */
function isServer({ namespace, name }: PodEndpoint, { labels }: Pod): boolean {
  if (namespace === 'openshift-dns') return labels.has('dns.operator.openshift.io/daemonset-dns')
  if (namespace !== 'kube-system') return false
  const words = [labels.get('k8s-app'), labels.get('app.kubernetes.io/name'), name]
  return words.some((word) => word === 'kube-dns' || word === 'coredns')
}

/** The cache that answers on the pod's own node. */
function isNodeCache({ namespace, name }: PodEndpoint, { labels }: Pod): boolean {
  return namespace === 'kube-system' && (labels.get('k8s-app') === 'node-local-dns' || name === 'node-local-dns')
}

/** Where distributions have them. */
const SPACES = ['kube-system', 'openshift-dns']

function findLabelled(
  prepared: Prepared,
  isWanted: (endpoint: PodEndpoint, pod: Pod) => boolean,
  protocol: Protocol,
): readonly NameServer[] {
  const pods = SPACES.flatMap((namespace) => podsByNamespace(prepared, namespace))
  return pods.flatMap((endpoint) => {
    const pod = endpoint.pods.find((each) => isWanted(endpoint, each))
    return pod ? [{ id: endpoint.id, port: lookupPortOf(pod, protocol) }] : []
  })
}

/** The declared port that is called after DNS, else 53. */
function lookupPortOf({ ports }: Pod, protocol: Protocol): number {
  const named = ports.find((declared) => declared.protocol === protocol && /^dns(-|$)/.test(declared.name ?? ''))
  return named?.port ?? 53
}

/** Where pods reach the cache of their node, as it is set up by default. */
const CACHE_ADDRESS = '169.254.20.10'

function findCacheAddress(prepared: Prepared): readonly NameServer[] {
  return findEndpoints(prepared, CACHE_ADDRESS).map(({ id }) => ({ id, port: 53 }))
}
