import { describe, expect, it } from 'vitest'
import type { EngineSettings } from '../model/settings.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { makeCluster, type PeerNote, type PolicyNote, UPSTREAM } from './cluster.testing.ts'
import { findEndpoints } from './find-endpoint.ts'
import { isolationOf } from './isolation.ts'
import { prepare } from './prepare.ts'
import { peerMatches, rulePorts, subjectsOf } from './rule-matches.ts'

const workloads = [
  { id: 'a/web', labels: { app: 'web' }, ips: ['10.0.0.1'], ports: ['http:8080'] },
  { id: 'a/agent', labels: { app: 'web' }, host: true, ips: ['192.168.0.1'] },
  { id: 'a/Deployment/api', labels: { app: 'api' }, unknown: ['hash'] },
  { id: 'b/web', labels: { app: 'web' }, ips: ['10.0.0.2', 'fd00::2'] },
]
const prepareOne = (policy: Partial<PolicyNote>, settings: EngineSettings = UPSTREAM) =>
  prepare(makeCluster({ workloads, policies: [{ name: 'p', namespace: 'a', ...policy }] }), settings)
const matches = (peer: PeerNote, settings?: EngineSettings) =>
  peerMatches(prepareOne({ ingress: [{ from: [peer] }] }, settings), 'policies.yaml#0/spec/ingress/0/from/0').map(
    ({ endpoint, certain }) => (certain ? endpoint : `${endpoint}?`),
  )

describe('subjectsOf', () => {
  it('[SEL-5] lists what a policy selects, pods on the host network left out (END-5)', () => {
    expect(subjectsOf(prepareOne({}), 'policies.yaml#0')).toEqual(['a/pod/web', 'a/deployment/api'])
    expect(subjectsOf(prepareOne({ podSelector: { matchLabels: { hash: '1' } } }), 'policies.yaml#0')).toEqual([
      'a/deployment/api',
    ])
    expect(subjectsOf(prepareOne({}), 'policies.yaml#7')).toEqual([])
  })
})

describe('peerMatches', () => {
  it('[PEE-1] lists selected endpoints, doubtful ones marked (END-2c)', () => {
    expect(matches({ podSelector: {} })).toEqual(['a/pod/web', 'a/deployment/api'])
    expect(matches({ podSelector: { matchLabels: { hash: '1' } } })).toEqual(['a/deployment/api?'])
    expect(matches({ namespaceSelector: {} })).toEqual(['a/pod/web', 'a/deployment/api', 'b/pod/web'])
  })

  it('[IPB-4] lists what has addresses in a block, doubtful ones marked', () => {
    const block = { ipBlock: { cidr: '10.0.0.0/8' } }
    expect(matches(block)).toEqual(['a/pod/web', 'a/deployment/api?', 'b/pod/web?', 'outside/10.0.0.0-10.255.255.255'])
    expect(matches(block, { cni: 'cilium', implied: false })).toEqual(['outside/10.0.0.0-10.255.255.255'])
  })

  it('[ISO-3] lists nothing for inert rules', () => {
    const inert = prepareOne({ policyTypes: ['Ingress'], egress: [{ to: [{ podSelector: {} }] }] })
    expect(peerMatches(inert, 'policies.yaml#0/spec/egress/0/to/0')).toEqual([])
  })
})

describe('rulePorts', () => {
  it('[POR-4] resolves names at each destination', () => {
    const prepared = prepareOne({ egress: [{ ports: [{ port: 'http' }, { port: 53, protocol: 'UDP' }] }] })
    const at = (id: string) => formatTraffic(rulePorts(prepared, 'policies.yaml#0/spec/egress/0', id).certain)
    expect(at('a/pod/web')).toBe('TCP 8080 UDP 53')
    expect(at('b/pod/web')).toBe('UDP 53')
    expect(at('outside/0.0.0.0-255.255.255.255')).toBe('UDP 53')
  })
})

describe('isolationOf', () => {
  it('[ISO-4] tells open from isolated and from admitting nothing', () => {
    const prepared = prepareOne({ policyTypes: ['Ingress', 'Egress'], ingress: [{}] })
    const policies = ['policies.yaml#0']
    expect(isolationOf(prepared, 'a/pod/web')).toEqual({
      ingress: { isolation: 'isolated', policies },
      egress: { isolation: 'admits-nothing', policies },
    })
    const open = { isolation: 'open', policies: [] }
    expect(isolationOf(prepared, 'a/pod/agent')).toEqual({ ingress: open, egress: open })
    expect(isolationOf(prepared, 'outside/0.0.0.0-255.255.255.255')).toEqual({ ingress: open, egress: open })
  })
})

describe('findEndpoints', () => {
  const prepared = prepare(
    makeCluster({
      workloads: [
        ...workloads,
        { id: 'a/Deployment/web', pods: [{ name: 'web-x', labels: { v: '1' } }, { name: 'web-y' }] },
      ],
      policies: [{ name: 'p', namespace: 'a', podSelector: { matchLabels: { v: '1' } } }],
    }),
    UPSTREAM,
  )
  it.each([
    ['a/web', ['a/deployment/web#web-x', 'a/deployment/web#web-y']],
    ['a/pod/web', ['a/pod/web']],
    ['a/Deployment/api', ['a/deployment/api']],
    ['a/web-y', ['a/deployment/web#web-y']],
    ['a/pod/web-y', ['a/deployment/web#web-y']],
    ['b/web', ['b/pod/web']],
    ['10.0.0.2', ['b/pod/web']],
    ['fd00::2', ['b/pod/web']],
    ['192.168.0.1', ['a/pod/agent']],
    ['8.8.8.8', ['outside/0.0.0.0-255.255.255.255']],
    ['a/nothing', []],
    ['a/service/web', []],
    ['web', []],
  ])('finds %s', (text, expected) => {
    expect(findEndpoints(prepared, text).map(({ id }) => id)).toEqual(expected)
  })
})
