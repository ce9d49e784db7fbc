import type { Prepared } from '../engine/prepare.ts'
import type { Cluster } from '../model/cluster.ts'
import type { JsonObject } from '../model/json.ts'
import { hasLabels, matchSelector } from '../model/matching.ts'
import type { NetworkPolicy, Peer, PortEntry, Rule } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import type { Protocol } from '../net/ports.ts'
import { NAME_KEY } from './connect/resolved-end.ts'

/** Where the pods of a cluster have names looked up, and how a rule names it. */
export interface Dns {
  readonly namespace: string
  readonly labels: Labels
  /** Of the pods: 53, on OpenShift 5353 (END-7). */
  readonly port: number
}

const KUBE_DNS: Dns = { namespace: 'kube-system', labels: new Map([['k8s-app', 'kube-dns']]), port: 53 }

const OPENSHIFT_DNS: Dns = {
  namespace: 'openshift-dns',
  labels: new Map([['dns.operator.openshift.io/daemonset-dns', 'default']]),
  port: 5353,
}

/** Large answers are asked for again by TCP. */
const PROTOCOLS: readonly Protocol[] = ['UDP', 'TCP']

/** kube-dns, as every distribution but OpenShift labels it; OpenShift's where its pods are in the document. */
export function findDns(cluster: Cluster): Dns {
  return isKnown(cluster, OPENSHIFT_DNS) && !isKnown(cluster, KUBE_DNS) ? OPENSHIFT_DNS : KUBE_DNS
}

/** Whether an endpoint's labels, in a namespace, are those of the DNS pods. */
export function isDnsPod(dns: Dns, namespace: string, labels: Labels): boolean {
  return namespace === dns.namespace && hasLabels(labels, dns.labels)
}

/** A rule for `egress` that lets names be looked up. */
export function toDns({ namespace, labels, port }: Dns): JsonObject {
  const namespaceSelector = { matchLabels: { [NAME_KEY]: namespace } }
  const podSelector = { matchLabels: Object.fromEntries(labels) }
  return { to: [{ namespaceSelector, podSelector }], ports: dnsPorts(port) }
}

/** A rule for `ingress` of the DNS pods: lookups by every pod of every namespace. */
export function fromEveryPod({ port }: Dns): JsonObject {
  return { from: [{ namespaceSelector: {} }], ports: dnsPorts(port) }
}

/** Whether a policy's egress rules admit lookups for certain; whether they are in effect is not asked. */
export function admitsDns({ namespaceLabels }: Prepared, dns: Dns, { namespace, rules }: NetworkPolicy): boolean {
  const matches = (peer: Peer) => {
    if (peer.kind === 'block') return false
    const isThere = peer.namespaceSelector
      ? matchSelector(peer.namespaceSelector, namespaceLabels(dns.namespace)) === 'yes'
      : namespace === dns.namespace
    return isThere && (peer.podSelector === undefined || matchSelector(peer.podSelector, dns.labels) === 'yes')
  }
  const toServers = rules.egress.filter(({ peers }) => peers === 'any' || peers.some(matches))
  return admitsPort(toServers, dns.port)
}

function admitsPort(rules: readonly Rule[], port: number): boolean {
  const admits = (protocol: Protocol) => (entry: PortEntry) =>
    entry.protocol === protocol &&
    (entry.port.kind === 'every' ||
      (entry.port.kind === 'range' && entry.port.first <= port && port <= entry.port.last))
  return PROTOCOLS.every((protocol) => rules.some(({ ports }) => ports === 'any' || ports.some(admits(protocol))))
}

function dnsPorts(port: number): readonly JsonObject[] {
  return PROTOCOLS.map((protocol) => ({ protocol, port }))
}

function isKnown({ workloads }: Cluster, dns: Dns): boolean {
  return workloads.some(({ namespace, pods }) => pods.some(({ labels }) => isDnsPod(dns, namespace, labels)))
}
