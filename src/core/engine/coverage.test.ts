import { describe, expect, it } from 'vitest'
import { makeCluster, UPSTREAM } from './cluster.testing.ts'
import { app, http, judgePolicies, judgeRules, workload, workloads } from './coverage.testing.ts'
import { coverageOf } from './coverage.ts'
import { prepare } from './prepare.ts'

describe('coverage of rules', () => {
  it('[RUL-3] names the flows that a rule alone admits', () => {
    expect(
      judgeRules([
        { from: [app('web')], ports: http },
        { from: [app('web'), app('api')], ports: [{ port: 80, endPort: 81 }] },
      ]),
    ).toEqual([
      'shadowed by 0/ingress/1',
      { atEnds: ['web → db: TCP 81', 'api → db: TCP 80-81'], passing: ['web → db: TCP 81', 'api → db: TCP 80-81'] },
    ])
  })

  it('[ISO-5] finds a rule that several others cover together, whatever policies they are of', () => {
    const other = { name: 'all', namespace: 'shop', ingress: [{ from: [app('api')] }] }
    const rules = [{ from: [app('web'), app('api')], ports: http }, { from: [app('web')] }]
    expect(judgeRules(rules, { workloads, policies: [other] })[0]).toBe('redundant by 0/ingress/1 and 1/ingress/0')
    const elsewhere = { ...other, ...app('web') }
    expect(judgeRules(rules, { workloads, policies: [elsewhere] })[0]).toMatchObject({ atEnds: ['api → db: TCP 80'] })
  })

  it('[ISO-5] calls each of two equal rules shadowed by the other', () => {
    expect(judgeRules([{ ports: http }, { ports: http }])).toEqual([
      'shadowed by 0/ingress/1',
      'shadowed by 0/ingress/0',
    ])
  })

  it('[ISO-5] names one rule that covers all of it rather than several', () => {
    const rule = { from: [app('api')], ports: http }
    const everybody = { name: 'all', namespace: 'shop', ingress: [rule] }
    const own = { name: 'web', namespace: 'shop', ...app('web'), ingress: [rule] }
    const policies = [everybody, own, { ...everybody, name: 'twice' }]
    const coverage = coverageOf(prepare(makeCluster({ workloads, policies }), UPSTREAM))
    expect(coverage.ofRule('policies.yaml#0/spec/ingress/0')).toEqual({
      kind: 'shadowed',
      by: 'policies.yaml#2/spec/ingress/0',
    })
  })

  it('[IPB-5] a block of all IPv4 does not stand for a rule without peers, though nobody is known to use IPv6', () => {
    const egress = [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }, {}]
    const policies = [{ name: 'out', namespace: 'shop', podSelector: {}, policyTypes: ['Egress'] as const, egress }]
    const coverage = coverageOf(prepare(makeCluster({ workloads, policies }), UPSTREAM))
    const kindAt = (rule: number) => coverage.ofRule(`policies.yaml#0/spec/egress/${rule}`)?.kind
    expect([kindAt(0), kindAt(1)]).toEqual(['shadowed', 'needed'])
  })

  it('[ISO-6] tells what passes both ends from what the rule admits at its own', () => {
    const silent = { name: 'web', namespace: 'shop', ...app('web'), policyTypes: ['Egress'] as const }
    expect(judgeRules([{ from: [app('web')], ports: http }], { workloads, policies: [silent] })).toEqual([
      { atEnds: ['web → db: TCP 80'], passing: [] },
    ])
  })

  it('[SEL-5] a rule of a policy that selects nobody has no subject', () => {
    const [, ghost] = [
      judgeRules([]),
      coverageOf(
        prepare(
          makeCluster({ workloads, policies: [{ name: 'p', namespace: 'shop', ...app('ghost'), ingress: [{}] }] }),
          UPSTREAM,
        ),
      ),
    ]
    expect(ghost.ofRule('policies.yaml#0/spec/ingress/0')).toEqual({ kind: 'vacuous', lacks: 'subject' })
  })

  it('[PEE-1] a rule whose peers match nobody who is there has no peer', () => {
    expect(
      judgeRules([
        { from: [app('ghost')] },
        { from: [{ podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchLabels: { team: 'x' } } }] },
      ]),
    ).toEqual(['vacuous: no peer', 'vacuous: no peer'])
  })

  it('[END-6] a bare pod is no peer of itself', () => {
    const pod = { id: 'shop/db', labels: { app: 'db' } }
    expect(judgeRules([{ from: [app('db')] }], { workloads: [pod] })).toEqual(['vacuous: no peer'])
    expect(judgeRules([{ from: [app('db')] }])).toEqual([
      {
        atEnds: ['db → db: TCP 1-65535 UDP 1-65535 SCTP 1-65535'],
        passing: ['db → db: TCP 1-65535 UDP 1-65535 SCTP 1-65535'],
      },
    ])
  })

  it('[POR-4] a rule of port names that mean nothing at its subjects has no port', () => {
    expect(judgeRules([{ ports: [{ port: 'grpc' }] }, { from: [app('web')], ports: [{ port: 'http' }] }])).toEqual([
      'vacuous: no port',
      { atEnds: ['web → db: TCP 8080'], passing: ['web → db: TCP 8080'] },
    ])
  })

  it('[POR-4] a port name is covered only where it means a covered number', () => {
    const pods = [
      { labels: { app: 'db' }, ports: ['http:80'] },
      { labels: { app: 'db' }, ports: ['http:81'] },
    ]
    const note = { workloads: [workload('web'), { id: 'shop/Deployment/db', pods }] }
    expect(judgeRules([{ from: [app('web')], ports: [{ port: 'http' }] }, { ports: http }], note)[0]).toEqual({
      atEnds: ['web → db#db-1: TCP 81'],
      passing: ['web → db#db-1: TCP 81'],
    })
  })

  it('[ISO-3] says nothing of rules that are not in force', () => {
    const policies = [{ name: 'p', namespace: 'shop', policyTypes: ['Ingress'] as const, egress: [{}] }]
    const coverage = coverageOf(prepare(makeCluster({ workloads, policies }), UPSTREAM))
    expect(coverage.rulesOf('policies.yaml#0')).toEqual([])
    expect(coverage.ofRule('policies.yaml#0/spec/egress/0')).toBeUndefined()
  })

  it('[CNI-1] says nothing of policies that have no effect', () => {
    const policies = [{ name: 'p', namespace: 'shop', ingress: [{}] }]
    const coverage = coverageOf(prepare(makeCluster({ workloads, policies }), { ...UPSTREAM, cni: 'flannel' }))
    expect(coverage.policies).toEqual([])
    expect(coverage.ofPolicy('policies.yaml#0')).toBeUndefined()
  })
})

describe('coverage of policies', () => {
  const closed = { policyTypes: ['Ingress'] as const }

  it('[ISO-4] a policy that alone isolates is needed, whatever it admits', () => {
    expect(judgePolicies([{ ...app('db'), ...closed }])).toEqual([
      { ingress: { isolates: ['shop/deployment/db'], atEnds: [], passing: [] } },
    ])
  })

  it('[ISO-5] a default deny is redundant where others isolate everybody', () => {
    const others = ['web', 'api', 'db'].map((name) => ({ ...app(name), ingress: [{ ports: http }] }))
    expect(judgePolicies([closed, ...others])[0]).toBe('redundant by 1 and 2 and 3')
    expect(judgePolicies([closed, ...others.slice(1)])[0]).toEqual({
      ingress: { isolates: ['shop/deployment/web'], atEnds: [], passing: [] },
    })
  })

  it('[ISO-5] a policy of which another one admits all is redundant', () => {
    const narrow = { ...app('db'), ingress: [{ from: [app('web')], ports: http }] }
    expect(judgePolicies([narrow, { ingress: [{ ports: http }] }])[0]).toBe('redundant by 1')
    expect(
      judgePolicies([{ ...narrow, egress: [], policyTypes: ['Ingress', 'Egress'] }, { ingress: [{ ports: http }] }])[0],
    ).toEqual({
      egress: { isolates: ['shop/deployment/db'], atEnds: [], passing: [] },
    })
  })

  it('[ISO-5] names what a policy alone admits, though each of its rules is covered by the other', () => {
    const twice = {
      ...app('db'),
      ingress: [
        { from: [app('web')], ports: http },
        { from: [app('web')], ports: http },
      ],
    }
    expect(judgePolicies([twice, closed])[0]).toEqual({
      ingress: { isolates: [], atEnds: ['web → db: TCP 80'], passing: ['web → db: TCP 80'] },
    })
  })

  it('[SEL-5] a policy that selects nobody is vacuous', () => {
    expect(judgePolicies([app('ghost')])).toEqual(['vacuous: no subject'])
  })
})
