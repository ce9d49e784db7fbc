import { describe, expect, it } from 'vitest'
import { parseAddress, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { toCidrs } from '../net/to-cidrs.ts'
import type { Cluster, Node, Pod } from './cluster.ts'
import { suggestPodRanges } from './pod-ranges.ts'

const EMPTY: Cluster = {
  namespaces: new Map(),
  workloads: [],
  services: [],
  endpointSlices: [],
  nodes: [],
  ingresses: [],
  policies: [],
  notEvaluated: [],
  families: [],
}

function node(...cidrs: readonly string[]): Node {
  const ranges = cidrs.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : []))
  return { path: 'n#0', name: 'n', labels: new Map(), addresses: [], podRanges: toAddressSet(ranges) }
}

function clusterWith(nodes: readonly Node[], ...pods: readonly (readonly string[])[]): Cluster {
  return { ...EMPTY, nodes, workloads: [workload(pods.map((ips) => pod(ips)))] }
}

function workload(pods: readonly Pod[]): Cluster['workloads'][number] {
  return { id: 'a/pod/w', namespace: 'a', kind: 'Pod', name: 'w', path: 'w#0', state: 'running', pods, stale: false }
}

function pod(ips: readonly string[], hostNetwork = false): Pod {
  const addresses = ips.flatMap((ip) => parseAddress(ip) ?? [])
  return {
    name: 'w',
    inInput: true,
    path: 'w#0',
    labels: new Map(),
    unknownLabels: new Set(),
    ports: [],
    addresses,
    hostNetwork,
  }
}

function suggested(cluster: Cluster): readonly [addresses: number, ...cidrs: string[]] | undefined {
  const suggestion = suggestPodRanges(cluster)
  return suggestion && [suggestion.addresses, ...toCidrs(suggestion.ranges)]
}

describe('suggestPodRanges', () => {
  const NODES = [node('10.244.0.0/24'), node('10.244.1.0/24', 'fd00:10:244:1::/64')]

  it('[IPB-4a] is the union of podCIDRs when all known pod addresses lie in them', () => {
    const cluster = clusterWith(NODES, ['10.244.0.7'], [], ['10.244.1.9', 'fd00:10:244:1::9'])
    expect(suggested(cluster)).toEqual([3, '10.244.0.0/23', 'fd00:10:244:1::/64'])
    expect(suggestPodRanges(cluster)).toBe(suggestPodRanges(cluster))
  })

  it('[IPB-4a] is nothing when one lies elsewhere, in either family', () => {
    expect(suggested(clusterWith(NODES, ['10.244.0.7'], ['10.0.3.4']))).toBeUndefined()
    expect(suggested(clusterWith(NODES, ['10.244.0.7', 'fd00:10:244:2::9']))).toBeUndefined()
  })

  it('[IPB-4a] is nothing when no address or no podCIDR is known', () => {
    expect(suggested(clusterWith(NODES))).toBeUndefined()
    expect(suggested(clusterWith(NODES, []))).toBeUndefined()
    expect(suggested(clusterWith([node()], ['10.244.0.7']))).toBeUndefined()
    expect(suggested(clusterWith([], ['10.244.0.7']))).toBeUndefined()
  })

  it('[IPB-4a] pods on the host network neither prove nor disprove it', () => {
    const host = workload([pod(['10.244.0.2'], true)])
    expect(suggested({ ...EMPTY, nodes: NODES, workloads: [host] })).toBeUndefined()
    const elsewhere = workload([pod(['192.168.0.2'], true)])
    const workloads = [...clusterWith(NODES, ['10.244.0.7']).workloads, elsewhere]
    expect(suggested({ ...EMPTY, nodes: NODES, workloads })?.[0]).toBe(1)
  })
})
