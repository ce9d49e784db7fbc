import type { Cluster, Service } from '../model/cluster.ts'
import { type Address, parseAddress } from '../net/address.ts'

/** What a name stands for in the DNS of a cluster (QUE-2). */
export type HostAnswer =
  | { readonly kind: 'service'; readonly service: Service }
  /** The DNS name of one pod: of a headless Service by the pod's name, or by its address. */
  | { readonly kind: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'address'; readonly address: Address }
  /** A name of another domain: its addresses are not known. */
  | { readonly kind: 'outside'; readonly host: string }
  /** A name inside the cluster that nothing of the document has. */
  | { readonly kind: 'nothing'; readonly service?: { readonly namespace: string; readonly name: string } }

/**
 * Looks a name up as a pod of `namespace` does: in its namespace, among the Services of all, then in the domain of the
 * cluster, then outside. Without a namespace the asker is not in the cluster, and only full names are found.
 */
export function resolveHost(cluster: Cluster, host: string, namespace: string | undefined): HostAnswer {
  const labels = host.replace(/\.$/, '').split('.')
  const inside = cutClusterDomain(labels)
  const found = inside && resolveInside(cluster, inside)
  if (found && (found.kind !== 'nothing' || inside.isCertain)) return found
  if (host.endsWith('.') || inside) return { kind: 'outside', host }
  return searchNames(cluster, labels, namespace) ?? missName(cluster, labels, namespace)
}

/** The Service of a name, when there is one. */
export function findService(cluster: Cluster, namespace: string, name: string): Service | undefined {
  return cluster.services.find((service) => service.namespace === namespace && service.name === name)
}

interface InsideName {
  readonly labels: readonly string[]
  readonly record: 'svc' | 'pod'
  /** The domain cannot be one outside. */
  readonly isCertain: boolean
}

/**
 * `db.payments` of `db.payments.svc` and whatever the domain of the cluster is called behind it; undefined for a name
 * that is not of this form. `clusterset.local` is the domain of several clusters.
 */
function cutClusterDomain(labels: readonly string[]): InsideName | undefined {
  const place = labels.findIndex((label, index) => (label === 'svc' || label === 'pod') && index >= 2 && index <= 3)
  const record = labels[place]
  if (record !== 'svc' && record !== 'pod') return undefined
  const domain = labels.slice(place + 1).join('.')
  if (domain === 'clusterset.local') return undefined
  return { labels: labels.slice(0, place), record, isCertain: domain === '' || domain.endsWith('.local') }
}

function resolveInside(cluster: Cluster, { labels, record }: InsideName): HostAnswer {
  if (record === 'svc') return resolveService(cluster, labels)
  const address = labels.length === 2 ? readDashed(labels[0] ?? '') : undefined
  return address ? { kind: 'address', address } : { kind: 'nothing' }
}

/** The domains of a pod's resolver, nearest first: `<namespace>.svc.cluster.local`, `svc.cluster.local`. */
function searchNames(
  cluster: Cluster,
  labels: readonly string[],
  namespace: string | undefined,
): HostAnswer | undefined {
  return [...(namespace === undefined ? [] : [[...labels, namespace]]), labels]
    .map((tried) => resolveService(cluster, tried))
    .find(({ kind }) => kind !== 'nothing')
}

/** A bare name and one whose last part is a namespace of the cluster are meant inside it. */
function missName(cluster: Cluster, labels: readonly string[], namespace: string | undefined): HostAnswer {
  const [name = '', second, ...others] = labels
  if (second === undefined) {
    return namespace === undefined ? { kind: 'nothing' } : { kind: 'nothing', service: { namespace, name } }
  }
  const isMeantInside = others.length === 0 && cluster.namespaces.has(second)
  if (isMeantInside) return { kind: 'nothing', service: { namespace: second, name } }
  return { kind: 'outside', host: labels.join('.') }
}

/** `service.namespace`, or `pod.service.namespace` of a headless Service. */
function resolveService(cluster: Cluster, labels: readonly string[]): HostAnswer {
  const [namespace = '', name = '', pod, ...others] = [...labels].reverse()
  const service = findService(cluster, namespace, name)
  const nothing = { kind: 'nothing', service: { namespace, name } } as const
  if (others.length > 0 || !service) return nothing
  if (pod === undefined) return { kind: 'service', service }
  if (!service.headless) return nothing
  const address = readDashed(pod)
  if (address) return { kind: 'address', address }
  return hasPod(cluster, namespace, pod) ? { kind: 'pod', namespace, name: pod } : nothing
}

/** Only pods whose names are known: those of the input, and those a StatefulSet numbers. */
function hasPod(cluster: Cluster, namespace: string, name: string): boolean {
  return cluster.workloads.some(
    (workload) =>
      workload.namespace === namespace &&
      workload.pods.some((pod) => pod.name === name && (pod.inInput || workload.kind === 'StatefulSet')),
  )
}

/** `10-0-0-7`, `fd00--1`. */
function readDashed(label: string): Address | undefined {
  return parseAddress(label.replaceAll('-', '.')) ?? parseAddress(label.replaceAll('-', ':'))
}
