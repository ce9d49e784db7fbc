import { describe, expect, it } from 'vitest'
import { formatRange, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import { type ClusterNote, makeCluster, type PodNote, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { prepare } from './prepare.ts'

const ids = (note: ClusterNote, settings = UPSTREAM) =>
  prepare(makeCluster(note), settings).endpoints.map(({ id }) => id)
const insideIds = (note: ClusterNote, settings = UPSTREAM) =>
  ids(note, settings).filter((id) => !id.startsWith('outside/'))
const outside = (note: ClusterNote, settings = UPSTREAM) =>
  prepare(makeCluster(note), settings).endpoints.flatMap((endpoint) =>
    endpoint.kind === 'outside' ? [[endpoint.id, ...endpoint.addresses.map(formatRange)]] : [],
  )
const web = (...pods: readonly PodNote[]) => ({ id: 'a/Deployment/web', pods })
const policy = (note: Partial<PolicyNote>): PolicyNote => ({ name: 'p', namespace: 'a', ...note })
const fromBlock = (cidr: string, except?: readonly string[]): PolicyNote =>
  policy({ ingress: [{ from: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }] }] })

describe('workloads as endpoints', () => {
  it('[END-1] are whole while no rule looks at what their pods differ in', () => {
    const note = {
      workloads: [
        web(
          { labels: { app: 'web', 'pod-template-hash': '1' }, ips: ['10.0.0.1'], ports: ['http:80'], node: 'n1' },
          { labels: { app: 'web', 'pod-template-hash': '2' }, ips: ['10.0.1.1'], ports: ['http:81'], node: 'n2' },
        ),
      ],
      policies: [policy({ podSelector: { matchLabels: { app: 'web' } } })],
    }
    expect(insideIds(note)).toEqual(['a/deployment/web'])
  })

  it('[END-1] split by label values that a selector looks at, and are named after the first pod', () => {
    const pods = [{ labels: { v: '1' } }, { labels: { v: '2' } }, { labels: { v: '1' } }, {}]
    const parts = ['a/deployment/web#web-0', 'a/deployment/web#web-1', 'a/deployment/web#web-3']
    const podSelector = { matchLabels: { v: '1' } }
    expect(insideIds({ workloads: [web(...pods)], policies: [policy({ podSelector })] })).toEqual(parts)
    const asPeer = { namespace: 'b', ingress: [{ from: [{ namespaceSelector: {}, podSelector }] }] }
    const other = { id: 'b/db' }
    expect(insideIds({ workloads: [web(...pods), other], policies: [policy(asPeer)] })).toEqual([...parts, 'b/pod/db'])
  })

  it.each<[string, PolicyNote]>([
    ['of another namespace', policy({ namespace: 'b', podSelector: { matchLabels: { v: '1' } } })],
    ['of a policy that selects nobody', policy({ podSelector: { matchLabels: { v: '3' } } })],
    [
      'of an inert rule',
      policy({ policyTypes: ['Ingress'], egress: [{ to: [{ podSelector: { matchLabels: { v: '1' } } }] }] }),
    ],
    [
      'of peers in other namespaces',
      policy({
        namespace: 'b',
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { team: 'x' } }, podSelector: { matchLabels: { v: '1' } } }] },
        ],
      }),
    ],
  ])('[END-1] stay whole for selectors %s', (_, one) => {
    const pods = [{ labels: { v: '1' } }, { labels: { v: '2' } }]
    expect(insideIds({ workloads: [web(...pods), { id: 'b/db' }], policies: [one] })).toEqual([
      'a/deployment/web',
      'b/pod/db',
    ])
  })

  it('[END-1] split by the numbers behind port names that rules look up on them', () => {
    const workloads = [web({ ports: ['http:80'] }, { ports: ['http:81'] }), { id: 'a/db', labels: { app: 'db' } }]
    const ports = [{ port: 'http' }]
    expect(insideIds({ workloads, policies: [policy({ ingress: [{ ports }] })] })).toHaveLength(3)
    const notSelected = policy({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{ ports }] })
    expect(insideIds({ workloads, policies: [notSelected] })).toHaveLength(2)
    const otherProtocol = policy({ ingress: [{ ports: [{ port: 'http', protocol: 'UDP' }] }] })
    expect(insideIds({ workloads, policies: [otherProtocol] })).toHaveLength(2)
    const asDestination = policy({ podSelector: { matchLabels: { app: 'db' } }, egress: [{ ports }] })
    expect(insideIds({ workloads, policies: [asDestination] })).toHaveLength(3)
  })

  it('[END-1] split by membership in address blocks, and by addresses nobody knows', () => {
    const workloads = [web({ ips: ['10.0.0.1'] }, { ips: ['10.0.0.2'] }, { ips: ['10.1.0.1'] }, {})]
    const policies = [fromBlock('10.0.0.0/16')]
    const parts = ['a/deployment/web#web-0', 'a/deployment/web#web-2', 'a/deployment/web#web-3']
    expect(insideIds({ workloads, policies })).toEqual(parts)
    expect(insideIds({ workloads, policies }, { cni: 'cilium', implied: false })).toEqual(['a/deployment/web'])
    expect(insideIds({ workloads, policies }, { cni: 'flannel', implied: false })).toEqual(['a/deployment/web'])
    expect(
      insideIds({ workloads: [web({ ips: ['10.0.0.1'] }, { ips: ['10.0.0.1', 'fd00::1'] })], policies }),
    ).toHaveLength(2)
  })

  it('[END-5] split by node only where pods on the host network and isolated pods share nodes', () => {
    const workloads = [
      web({ node: 'n1' }, { node: 'n2' }, { node: 'n3' }),
      {
        id: 'k/DaemonSet/proxy',
        pods: [
          { host: true, node: 'n1' },
          { host: true, node: 'n2' },
        ],
      },
    ]
    expect(insideIds({ workloads })).toEqual(['a/deployment/web', 'k/daemonset/proxy'])
    expect(insideIds({ workloads, policies: [policy({})] })).toHaveLength(5)
    const egressOnly = policy({ policyTypes: ['Egress'] })
    expect(insideIds({ workloads, policies: [egressOnly] })).toHaveLength(2)
  })
})

describe('outside endpoints', () => {
  const workloads = [{ id: 'a/db' }]

  it('[END-1] are everything when no rule tells addresses apart', () => {
    const all = [['outside/0.0.0.0-255.255.255.255', '0.0.0.0-255.255.255.255']]
    expect(outside({ workloads })).toEqual(all)
    expect(outside({ workloads, policies: [fromBlock('0.0.0.0/0')] })).toEqual(all)
    expect(outside({ workloads, policies: [policy({ ingress: [{}] })] })).toEqual(all)
    const inert = policy({ policyTypes: ['Egress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })
    expect(outside({ workloads, policies: [inert] })).toEqual(all)
    expect(outside({ workloads, policies: [fromBlock('10.0.0.0/8')] }, { cni: 'flannel', implied: false })).toEqual(all)
  })

  it('[END-1] are named by their first range and list all of them', () => {
    expect(outside({ workloads, policies: [fromBlock('10.0.0.0/8')] })).toEqual([
      ['outside/0.0.0.0-9.255.255.255', '0.0.0.0-9.255.255.255', '11.0.0.0-255.255.255.255'],
      ['outside/10.0.0.0-10.255.255.255', '10.0.0.0-10.255.255.255'],
    ])
  })

  it('[END-1] are told apart by every rule in force, whomever its policy selects', () => {
    const nobody = { ...fromBlock('10.0.0.0/8'), podSelector: { matchLabels: { app: 'none' } } }
    expect(outside({ workloads, policies: [nobody] })).toEqual(
      outside({ workloads, policies: [fromBlock('10.0.0.0/8')] }),
    )
  })

  it('[IPB-1] put exceptions among the addresses no rule matches', () => {
    expect(outside({ workloads, policies: [fromBlock('10.0.0.0/8', ['10.1.0.0/16'])] })).toEqual([
      ['outside/0.0.0.0-9.255.255.255', '0.0.0.0-9.255.255.255', '10.1.0.0-10.1.255.255', '11.0.0.0-255.255.255.255'],
      ['outside/10.0.0.0-10.0.255.255', '10.0.0.0-10.0.255.255', '10.2.0.0-10.255.255.255'],
    ])
  })

  it('[END-1] are one class for blocks of one rule, two for blocks of two', () => {
    const blocks = ['10.0.0.0/8', '192.168.0.0/16'].map((cidr) => ({ ipBlock: { cidr } }))
    expect(outside({ workloads, policies: [policy({ ingress: [{ from: blocks }] })] })).toHaveLength(2)
    const apart = policy({ ingress: blocks.map((block) => ({ from: [block] })) })
    expect(outside({ workloads, policies: [apart] })).toHaveLength(3)
  })

  it('[END-1] have IPv6 only if the cluster or a rule uses it', () => {
    const six = 'outside/::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'
    expect(outside({ workloads, families: [6] }).map(([id]) => id)).toEqual(['outside/0.0.0.0-255.255.255.255', six])
    expect(outside({ workloads: [{ id: 'a/db', ips: ['fd00::1'] }] }).map(([id]) => id)).toContain(six)
    expect(outside({ workloads, policies: [fromBlock('::/0')] }).map(([id]) => id)).toContain(six)
    const reading = readCidr('fd00::/64')
    const podRanges = toAddressSet(reading.kind === 'cidr' ? [reading.range] : [])
    expect(outside({ workloads }, { cni: 'upstream', implied: false, podRanges }).map(([id]) => id)).toContain(six)
  })

  it('are named for people', () => {
    const names = prepare(makeCluster({ workloads, policies: [fromBlock('10.0.0.0/8')] }), UPSTREAM).endpoints.flatMap(
      (endpoint) => (endpoint.kind === 'outside' ? endpoint.name : []),
    )
    expect(names).toEqual(['internet', '10.0.0.0/8'])
  })
})
