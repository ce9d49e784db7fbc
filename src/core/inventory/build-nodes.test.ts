import { describe, expect, it } from 'vitest'
import { formatAddress, formatRange } from '../net/address.ts'
import { buildCluster } from './build-cluster.ts'
import { clusterOf, controller, pod, readResources, workloadsOf } from './resources.testing.ts'

/** As `kubectl get node -o yaml` prints one of a dual-stack cluster. */
const NODE = `---
apiVersion: v1
kind: Node
metadata:
  annotations:
    node.alpha.kubernetes.io/ttl: "0"
  creationTimestamp: "2026-01-01T00:00:00Z"
  labels:
    kubernetes.io/hostname: n1
    node-role.kubernetes.io/control-plane: ""
    topology.kubernetes.io/zone: eu-1a
  managedFields:
  - apiVersion: v1
    fieldsType: FieldsV1
    manager: kubelet
    operation: Update
    subresource: status
  name: n1
spec:
  podCIDR: 10.244.0.0/24
  podCIDRs:
  - 10.244.0.0/24
  - fd00:10:244::/64
  providerID: kind://docker/kind/n1
  taints:
  - effect: NoSchedule
    key: node-role.kubernetes.io/control-plane
status:
  addresses:
  - address: 203.0.113.5
    type: ExternalIP
  - address: 172.18.0.2
    type: InternalIP
  - address: 172.19.0.2
    type: InternalIP
  - address: fc00:f853::2
    type: InternalIP
  - address: n1
    type: Hostname
  allocatable:
    cpu: "8"
  conditions:
  - status: "True"
    type: Ready
  nodeInfo:
    kubeletVersion: v1.34.0
`

const HOST = 'spec: { hostNetwork: true, nodeName: n1 }'

describe('Nodes', () => {
  it('[END-5] [IPB-4a] has its InternalIPs and the ranges of its pods', () => {
    const [node] = clusterOf(NODE).nodes
    expect(node).toMatchObject({ path: 'cluster.yaml#0', name: 'n1' })
    expect(node?.labels.get('topology.kubernetes.io/zone')).toBe('eu-1a')
    expect(node?.addresses.map(formatAddress)).toEqual(['172.18.0.2', '172.19.0.2', 'fc00:f853::2'])
    expect(node?.podRanges.map(formatRange)).toEqual([
      '10.244.0.0-10.244.0.255',
      'fd00:10:244::-fd00:10:244:0:ffff:ffff:ffff:ffff',
    ])
    expect(buildCluster(readResources(NODE)).diagnostics).toEqual([])
  })

  it('[IPB-4a] reads the one podCIDR of an old cluster, and none where no ranges are given', () => {
    const ranges = (spec: string) =>
      clusterOf(`apiVersion: v1\nkind: Node\nmetadata: { name: n }\n${spec}`).nodes[0]?.podRanges.map(formatRange)
    expect(ranges('spec: { podCIDR: 10.244.1.0/24 }')).toEqual(['10.244.1.0-10.244.1.255'])
    expect(ranges('spec: { podCIDR: "", podCIDRs: null }')).toEqual([])
    expect(ranges('spec: {}')).toEqual([])
    expect(ranges('status: { addresses: null }')).toEqual([])
  })

  it('[YML-4] says what is neither a block nor an address', () => {
    const text = `apiVersion: v1
kind: Node
metadata: { name: n, labels: [] }
spec: { podCIDR: 10.0.0.0, podCIDRs: [10.0.0.0/8, 3] }
status: { addresses: [{ type: InternalIP, address: here }, { type: Hostname, address: here }] }
`
    const { cluster, diagnostics } = buildCluster(readResources(text))
    expect(diagnostics.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'YML-4 metadata.labels',
      'YML-4 spec.podCIDR',
      'YML-4 spec.podCIDRs[1]',
      'YML-4 status.addresses[0].address',
    ])
    expect(cluster.nodes[0]?.podRanges.map(formatRange)).toEqual(['10.0.0.0-10.255.255.255'])
  })

  it('[VAL-1] one without a name is none', () => {
    expect(clusterOf('apiVersion: v1\nkind: Node\nmetadata: {}\n').nodes).toEqual([])
    expect(clusterOf('apiVersion: example.com/v1\nkind: Node\nmetadata: { name: n }\n').nodes).toEqual([])
  })

  it('[VAL-10] are named once in the cluster, whatever namespace is written', () => {
    const other = NODE.replace('  name: n1', '  name: n1\n  namespace: x').replace('eu-1a', 'eu-1b')
    const { cluster, diagnostics } = buildCluster(readResources(NODE + other))
    expect(cluster.nodes.map(({ path }) => path)).toEqual(['cluster.yaml#1'])
    expect(diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'warning Node n1 is already defined differently in cluster.yaml, document 1; this later one is in force',
      'info Node n1 is overwritten by the one in cluster.yaml, document 2',
    ])
  })

  it('stay the same objects while their text does', () => {
    const resources = readResources(NODE)
    expect(buildCluster([...resources]).cluster.nodes[0]).toBe(buildCluster(resources).cluster.nodes[0])
  })
})

describe('pods on the network of their node', () => {
  const addresses = (text: string, id = 'shop/pod/a') => workloadsOf(text)[id]?.pods[0]?.addresses.map(formatAddress)

  it('[END-5] have the first InternalIP of each family of their node when they do not tell their own', () => {
    expect(addresses(NODE + pod('a', '', HOST))).toEqual(['172.18.0.2', 'fc00:f853::2'])
    expect(addresses(`${pod('a', '', HOST)}\n${NODE}`)).toEqual(['172.18.0.2', 'fc00:f853::2'])
  })

  it('[END-5] have what their status says before that', () => {
    const withStatus = (status: string) => NODE + pod('a', '', `${HOST}\nstatus: ${status}`)
    expect(addresses(withStatus('{ podIP: 172.18.0.9, hostIP: 172.18.0.8 }'))).toEqual(['172.18.0.9'])
    expect(addresses(withStatus('{ podIP: "", hostIP: 172.18.0.8 }'))).toEqual(['172.18.0.8'])
    expect(addresses(withStatus('{ hostIP: 172.18.0.8, hostIPs: [{ ip: 172.18.0.8 }, { ip: "fc00::8" }] }'))).toEqual([
      '172.18.0.8',
      'fc00::8',
    ])
  })

  it('[END-5] have no known address where no node is known', () => {
    expect(addresses(NODE + pod('a', '', 'spec: { hostNetwork: true }'))).toEqual([])
    expect(addresses(NODE + pod('a', '', 'spec: { hostNetwork: true, nodeName: n2 }'))).toEqual([])
    expect(addresses(NODE.replaceAll('InternalIP', 'ExternalIP') + pod('a', '', HOST))).toEqual([])
    const agent = controller('apps/v1', 'DaemonSet', 'agent').replace('    spec:', '    spec:\n      hostNetwork: true')
    expect(addresses(NODE + agent, 'shop/daemonset/agent')).toEqual([])
  })

  it('[END-4] say nothing of pods on the pod network', () => {
    expect(addresses(NODE + pod('a', '', 'spec: { nodeName: n1 }\nstatus: { hostIP: 172.18.0.2 }'))).toEqual([])
  })

  it('[IPB-4] show which families the cluster uses', () => {
    expect(clusterOf(NODE).families).toEqual([])
    expect(clusterOf(NODE + pod('a', '', HOST)).families).toEqual([4, 6])
  })

  it('stay the same objects while they and their node do', () => {
    const [node, agent, other] = readResources(
      [NODE, pod('a', '', HOST), NODE.replaceAll('172.18', '172.20')].join('\n'),
    )
    if (!node || !agent || !other) throw new Error('three resources')
    const podOf = (...resources: Parameters<typeof buildCluster>[0]) =>
      buildCluster(resources).cluster.workloads[0]?.pods[0]
    expect(podOf(agent, node)).toBe(podOf(node, agent))
    const moved = podOf(agent, other)
    expect(moved?.addresses.map(formatAddress)).toEqual(['172.20.0.2', 'fc00:f853::2'])
    expect(podOf(agent, node)?.addresses.map(formatAddress)).toEqual(['172.18.0.2', 'fc00:f853::2'])
  })
})
