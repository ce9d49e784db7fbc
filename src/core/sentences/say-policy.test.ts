import { describe, expect, it } from 'vitest'
import {
  type ClusterNote,
  makeCluster,
  type PeerNote,
  type PolicyNote,
  type PortNote,
  UPSTREAM,
} from '../engine/cluster.testing.ts'
import { prepare } from '../engine/prepare.ts'
import type { EngineSettings } from '../model/settings.ts'
import { toText } from './phrase.ts'
import { directionText, type PolicyWords, policyText } from './policy-words.ts'
import { sayPolicy } from './say-policy.ts'

const WEB = { matchLabels: { app: 'web' } }

const CLUSTER: ClusterNote = {
  namespaces: { shop: { env: 'prod' }, data: { env: 'prod' }, lab: { env: 'test' } },
  workloads: [
    { id: 'shop/Deployment/web', labels: { app: 'web' }, ports: ['http:8080'] },
    { id: 'shop/Deployment/api', labels: { app: 'api', tier: 'back' }, ports: ['http:9090'] },
    { id: 'data/StatefulSet/db', labels: { app: 'db' }, ports: ['sql:5432'] },
    { id: 'lab/Deployment/api', labels: { app: 'api' } },
  ],
}

/** A policy of shop that selects web, in sentences. */
function read(note: Partial<PolicyNote>, settings: Partial<EngineSettings> = {}): PolicyWords {
  const policy: PolicyNote = { name: 'web', namespace: 'shop', podSelector: WEB, ...note }
  const cluster = makeCluster({ ...CLUSTER, policies: [policy] })
  const [made] = cluster.policies
  if (!made) throw new Error('no policy')
  return sayPolicy(prepare(cluster, { ...UPSTREAM, ...settings }), made)
}

function direction(words: PolicyWords, wanted: 'ingress' | 'egress') {
  const found = words.directions.find((one) => one.direction === wanted)
  if (!found) throw new Error(`no ${wanted}`)
  return found
}

function ingressText(note: Partial<PolicyNote>, settings?: Partial<EngineSettings>): string {
  return directionText(direction(read(note, settings), 'ingress'))
}

function fromText(...from: readonly PeerNote[]): readonly string[] {
  const [rule] = direction(read({ ingress: [{ from }] }), 'ingress').rules
  return rule?.peers.map(toText) ?? []
}

function onText(...ports: readonly PortNote[]): string {
  const [rule] = direction(read({ ingress: [{ ports }] }), 'ingress').rules
  return rule ? toText(rule.ports) : ''
}

describe('whom a policy isolates', () => {
  it('says the directions, the selector, the namespace and the pods', () => {
    expect(toText(read({ policyTypes: ['Ingress'] }).subject)).toBe(
      'Isolates ingress of pods app=web in shop (1 pod: web).',
    )
  })

  it('[ISO-2] V4: says that directions come from the rules where policyTypes is not written', () => {
    expect(toText(read({}).subject)).toContain('Isolates ingress (by its rules: policyTypes is not written) of')
    expect(toText(read({ egress: [{}] }).subject)).toContain('Isolates ingress and egress (by its rules')
  })

  it('[SEL-5] V7: an empty podSelector is every pod of the namespace', () => {
    expect(toText(read({ podSelector: {}, policyTypes: ['Ingress'] }).subject)).toBe(
      'Isolates ingress of every pod of shop (2 pods: web and api).',
    )
  })

  it('[SEL-2] V2: a selector of expressions only is not every pod', () => {
    const podSelector = {
      matchExpressions: [
        { key: 'app', operator: 'In', values: ['web', 'api'] },
        { key: 'tier', operator: 'NotIn', values: ['back'] },
        { key: 'app', operator: 'Exists' },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    } as const
    expect(toText(read({ podSelector, policyTypes: ['Ingress'] }).subject)).toBe(
      'Isolates ingress of pods app one of web, api and tier other than back (or no tier) and any label app and no label old in shop (1 pod: web).',
    )
  })

  it('says that nobody is selected, as a warning', () => {
    const { subject } = read({ podSelector: { matchLabels: { app: 'gone' } } })
    expect(subject.find(({ role }) => role === 'warning')?.words).toBe(' (no pod in these files)')
  })

  it('V15: names the namespace of the policy', () => {
    const { name, namespace, subject } = read({ namespace: 'lab', podSelector: {} })
    expect([name, namespace]).toEqual(['web', 'lab'])
    expect(toText(subject)).toContain('every pod of lab')
  })

  it('V14: says of a policy that is broken now that it is not in force', () => {
    expect(read({ stale: true }).warnings.map(toText)).toEqual([
      'Not in force: its text is broken now, these are its last good words.',
    ])
  })

  it('[CNI-1] says that a plugin ignores policies', () => {
    expect(read({}, { cni: 'flannel' }).warnings.map(toText)).toEqual(['flannel stores policies without effect.'])
    expect(read({}).warnings).toEqual([])
  })

  it('[CNI-2] says what a plugin lacks that effective rules use', () => {
    const ports = [{ port: 'http' }, { port: 80, endPort: 90 }, { protocol: 'SCTP', port: 9 }] as const
    const warn = (note: Partial<PolicyNote>) => read(note, { cni: 'weave' }).warnings.map(toText)
    expect(warn({ ingress: [{ ports }] })).toEqual([
      'Whether weave supports endPort is not known: if not, a port with endPort admits its first port only.',
      'weave does not support named ports: a port given by name admits nothing.',
      'Whether weave supports SCTP is not known: if not, nobody knows what happens to SCTP where a policy isolates.',
    ])
    const from = [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { ipBlock: { cidr: 'fd00::/8' } }]
    expect(warn({ ingress: [{ from }] })).toHaveLength(2)
    expect(warn({ policyTypes: ['Egress'], ingress: [{ ports }] })).toEqual([])
  })

  it('every requirement leads to its own place', () => {
    const { subject } = read({})
    expect(subject.find(({ words }) => words === 'app=web')).toEqual({
      words: 'app=web',
      role: 'written',
      path: 'policies.yaml#0/spec/podSelector/matchLabels/app',
    })
  })
})

describe('what it admits', () => {
  it('[RUL-4] V5, V10: no rule admits nothing; [RUL-3] an empty rule admits everything', () => {
    expect(ingressText({ policyTypes: ['Ingress'] })).toBe('Admits nothing in.')
    expect(ingressText({ policyTypes: ['Ingress'], ingress: [{}] })).toBe(
      'Admits in: from anyone, inside and outside the cluster, on every port of every protocol.',
    )
  })

  it('[ISO-3] V6: says nothing of a direction that it does not isolate', () => {
    const egress = direction(read({ policyTypes: ['Ingress'] }), 'egress')
    expect(egress.kind).toBe('silent')
    expect(directionText(egress)).toBe('Says nothing of egress: it takes nothing away there.')
  })

  it('[ISO-3] V17: says that rules of such a direction have no effect', () => {
    const egress = direction(read({ policyTypes: ['Ingress'], egress: [{}, {}] }), 'egress')
    expect(egress.kind).toBe('inert')
    expect(directionText(egress)).toBe('2 egress rules have no effect: policyTypes does not name Egress.')
    expect(egress.lead).toMatchObject([{ role: 'warning', path: 'policies.yaml#0/spec/policyTypes' }])
  })

  it('[RUL-1] V11, [RUL-2] V12: ports without peers are open to anyone', () => {
    expect(ingressText({ ingress: [{ ports: [{ port: 80 }] }] })).toBe(
      'Admits in: from anyone, inside and outside the cluster, on TCP 80.',
    )
  })

  it('V9: each rule keeps its own ports', () => {
    const ingress = [
      { from: [{ podSelector: WEB }], ports: [{ port: 80 }] },
      { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 81 }] },
    ]
    const { rules } = direction(read({ ingress }), 'ingress')
    expect(rules.map(({ ports }) => toText(ports))).toEqual(['on TCP 80', 'on TCP 81'])
    expect(ingressText({ ingress })).toContain('on TCP 80; from addresses 10.0.0.0/8')
  })

  it('says whom egress is for', () => {
    const words = read({ egress: [{ to: [{ podSelector: WEB }], ports: [{ port: 80 }] }] })
    expect(directionText(direction(words, 'egress'))).toBe(
      'Admits out: to pods app=web of shop, its own namespace (1 pod: web), on TCP 80.',
    )
  })

  it('says the whole policy as one text', () => {
    expect(policyText(read({ policyTypes: ['Ingress'] }))).toBe(
      'Isolates ingress of pods app=web in shop (1 pod: web). Admits nothing in. Says nothing of egress: it takes nothing away there.',
    )
  })
})

describe('peers', () => {
  const API = { matchLabels: { app: 'api' } }
  const PROD = { matchLabels: { env: 'prod' } }

  it('[PEE-3] V1: both selectors of one peer must hold; two peers are alternatives', () => {
    expect(fromText({ podSelector: API, namespaceSelector: PROD })).toEqual([
      'pods app=api and in any namespace with env=prod, both at once (1 pod: api)',
    ])
    expect(fromText({ podSelector: API }, { namespaceSelector: PROD })).toEqual([
      'pods app=api of shop, its own namespace (1 pod: api)',
      'every pod in any namespace with env=prod (3 pods: web, api and data/db)',
    ])
    expect(ingressText({ ingress: [{ from: [{ podSelector: API }, { namespaceSelector: PROD }] }] })).toContain(
      ' (1 pod: api), or from every pod in',
    )
  })

  it('[PEE-1], [PEE-2] V8: an absent namespaceSelector is the own namespace, an empty one is all of them', () => {
    expect(
      fromText({ podSelector: {} }, { podSelector: {}, namespaceSelector: {} }, { namespaceSelector: {} }),
    ).toEqual([
      'every pod of shop, its own namespace (2 pods: web and api)',
      'every pod of every namespace (4 pods: web, api, data/db and lab/api)',
      'every pod of every namespace (4 pods: web, api, data/db and lab/api)',
    ])
    expect(fromText({ podSelector: API, namespaceSelector: {} })).toEqual([
      'pods app=api of every namespace (2 pods: api and lab/api)',
    ])
  })

  it('[END-3] a namespace that is named by its label is called by its name', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'data' } }
    expect(fromText({ namespaceSelector })).toEqual(['every pod in namespace data (1 pod: data/db)'])
  })

  it('says that a peer matches nobody', () => {
    expect(fromText({ podSelector: { matchLabels: { app: 'gone' } } })).toEqual([
      'pods app=gone of shop, its own namespace (no pod in these files)',
    ])
  })

  it('[IPB-1] names the exceptions of a block, each with its place', () => {
    const ipBlock = { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] }
    expect(fromText({ ipBlock })).toEqual([
      'addresses 10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16 (outside, and pods with such an address)',
    ])
    const [rule] = direction(read({ ingress: [{ from: [{ ipBlock }] }] }), 'ingress').rules
    expect(rule?.peers[0]?.find(({ words }) => words === '10.2.0.0/16')?.path).toBe(
      'policies.yaml#0/spec/ingress/0/from/0/ipBlock/except/1',
    )
  })

  it('[IPB-3] says whether the plugin finds pods by their address', () => {
    const ingress = [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]
    expect(ingressText({ ingress }, { cni: 'cilium' })).toContain('outside only: cilium finds no pods by address')
  })

  it('[END-2c] says who matches only perhaps', () => {
    const workloads = [{ id: 'shop/Deployment/web', labels: { app: 'web' }, unknown: ['pod-template-hash'] }]
    const policy = { name: 'p', namespace: 'shop', podSelector: { matchLabels: { 'pod-template-hash': 'a' } } }
    const cluster = makeCluster({ workloads, policies: [policy] })
    const [made] = cluster.policies
    if (!made) throw new Error('no policy')
    expect(toText(sayPolicy(prepare(cluster, UPSTREAM), made).subject)).toContain('(1 pod, perhaps: web)')
  })
})

describe('ports', () => {
  it('[POR-3] V3: a range is a range', () => {
    expect(onText({ port: 8080 }, { port: 8443, endPort: 8450 })).toBe('on TCP 8080 and 8443–8450')
  })

  it('[POR-1], [POR-2] groups protocols, and says that an entry without port is all of its protocol', () => {
    expect(onText({ port: 53 }, { protocol: 'UDP', port: 53 }, { protocol: 'SCTP' })).toBe(
      'on TCP 53, UDP 53 and every SCTP port',
    )
    expect(onText({})).toBe('on every TCP port')
  })

  it('[POR-4] says what a name stands for at the pods that are reached', () => {
    expect(onText({ port: 'http' })).toBe('on TCP http (http is 8080)')
    const egress = [{ to: [{ podSelector: {} }], ports: [{ port: 'http' }] }]
    expect(directionText(direction(read({ egress }), 'egress'))).toContain('on TCP http (http is 8080 or 9090)')
  })

  it('[POR-4] warns of a name that no pod it reaches has', () => {
    expect(onText({ port: 'grpc' })).toBe('on TCP grpc (no pod it reaches has a port grpc: that admits nothing)')
    expect(onText({ protocol: 'UDP', port: 'http' })).toContain('no pod it reaches has a port http')
  })
})
