import { describe, expect, it } from 'vitest'
import type { EngineSettings } from '../model/settings.ts'
import type { PolicyCause, Verdict } from '../model/verdict.ts'
import { type ClusterNote, makeCluster, type PolicyNote, type RuleNote, UPSTREAM } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { prepare } from './prepare.ts'

function ask(note: ClusterNote, from: string, to: string, port = 80, settings: EngineSettings = UPSTREAM): Verdict {
  return evaluate(prepare(makeCluster(note), settings), { from, to, protocol: 'TCP', port })
}

const api = { id: 'payments/api', labels: { app: 'api' }, ips: ['10.0.0.1'], ports: ['metrics:9090'] }
const rogue = { id: 'monitoring/rogue', labels: { app: 'attacker' }, ips: ['10.1.2.3'] }
const onApi = (...ingress: RuleNote[]): PolicyNote => ({ name: 'api', namespace: 'payments', ingress })
const policyCause = (verdict: Verdict): PolicyCause => {
  const [cause] = verdict.ingress.causes
  if (cause?.kind !== 'policy') throw new Error(`no policy among the causes: ${JSON.stringify(verdict.ingress)}`)
  return cause
}
const missOf = (rule: RuleNote, from = 'monitoring/pod/rogue', note: ClusterNote = {}) =>
  policyCause(
    ask(
      { namespaces: { payments: {}, monitoring: {} }, workloads: [api, rogue], policies: [onApi(rule)], ...note },
      from,
      'payments/pod/api',
    ),
  ).miss

describe('causes', () => {
  it('[VER-2] name the rule, peer and port entry that admit', () => {
    const rule = { from: [{ podSelector: {} }, { namespaceSelector: {} }], ports: [{ port: 443 }, { port: 80 }] }
    const verdict = ask(
      { workloads: [api, rogue], policies: [onApi({}, rule)] },
      'monitoring/pod/rogue',
      'payments/pod/api',
    )
    expect(verdict.ingress).toEqual({
      direction: 'ingress',
      answer: 'allowed',
      causes: [
        {
          kind: 'policy',
          policy: 'policies.yaml#0',
          namespace: 'payments',
          name: 'api',
          answer: 'admits',
          admissions: [
            { rule: 'policies.yaml#0/spec/ingress/0' },
            {
              rule: 'policies.yaml#0/spec/ingress/1',
              peer: 'policies.yaml#0/spec/ingress/1/from/1',
              port: 'policies.yaml#0/spec/ingress/1/ports/1',
            },
          ],
        },
      ],
    })
    expect(verdict.egress.causes).toEqual([{ kind: 'not-isolated' }])
  })

  it('[VER-2] have no miss when the policy has no rule', () => {
    const cause = policyCause(
      ask({ workloads: [api, rogue], policies: [onApi()] }, 'monitoring/pod/rogue', 'payments/pod/api'),
    )
    expect([cause.answer, cause.admissions, cause.miss]).toEqual(['does-not-admit', [], undefined])
  })

  it.each<[string, RuleNote, string, string]>([
    [
      'the ports',
      { from: [{ namespaceSelector: {} }], ports: [{ port: 443 }, { port: 8000, endPort: 8010 }, { port: 'metrics' }] },
      'ports',
      'peer matched, but port 80 TCP is not among 443 TCP, 8000-8010 TCP, metrics TCP (9090)',
    ],
    [
      'a label',
      { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'prometheus' } } }] },
      'from/0/podSelector/matchLabels/app',
      'nearest: label app is attacker, not prometheus',
    ],
    [
      'each value once',
      {
        from: [
          {
            namespaceSelector: {},
            podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'a', 'b'] }] },
          },
        ],
      },
      'from/0/podSelector/matchExpressions/0',
      'nearest: label app is attacker, not b or a',
    ],
    ['the namespace', { from: [{ podSelector: {} }] }, 'from/0', 'peer is in payments; this pod is in monitoring'],
    [
      'a namespace label',
      { from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }] },
      'from/0/namespaceSelector/matchLabels/team',
      'namespace monitoring: label team is missing, not x',
    ],
    [
      'an exception',
      { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.2.0.0/16', '10.1.0.0/16'] } }] },
      'from/0/ipBlock/except/1',
      '10.1.2.3 is excepted by 10.1.0.0/16',
    ],
    [
      'a block',
      { from: [{ ipBlock: { cidr: '172.16.0.0/12' } }] },
      'from/0/ipBlock/cidr',
      '10.1.2.3 is not in 172.16.0.0/12',
    ],
    [
      'the nearest of several peers',
      {
        from: [
          { podSelector: {} },
          { namespaceSelector: {}, podSelector: { matchLabels: { app: 'a', tier: 'b' } } },
          {
            namespaceSelector: {},
            podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['attacker'] }] },
          },
        ],
      },
      'from/2/podSelector/matchExpressions/0',
      'nearest: label app is attacker, which is excluded',
    ],
  ])('[VER-2] name %s as what is missing', (_, rule, place, words) => {
    expect(missOf(rule)).toMatchObject({ path: `policies.yaml#0/spec/ingress/0/${place}`, words })
  })

  it('[PEE-4] say why selectors miss outside addresses and the host network', () => {
    const rule = { from: [{ podSelector: {} }] }
    expect(missOf(rule, 'outside/0.0.0.0-255.255.255.255')?.words).toBe(
      'pod and namespace selectors never match addresses outside the cluster',
    )
    expect(missOf(rule, 'k/pod/agent', { workloads: [api, { id: 'k/agent', host: true }] })?.words).toBe(
      'pod and namespace selectors do not match k/agent, which is on the host network',
    )
  })

  it('[END-5] add that the same node is always allowed when a node is not known', () => {
    const note = { workloads: [api, { id: 'k/agent', host: true }], policies: [onApi()] }
    expect(ask(note, 'k/pod/agent', 'payments/pod/api').ingress.causes.at(-1)).toEqual({
      kind: 'same-node',
      known: false,
    })
    const near = {
      workloads: [
        { ...api, node: 'n' },
        { id: 'k/agent', host: true, node: 'n' },
      ],
      policies: [onApi()],
    }
    const verdict = ask(near, 'k/pod/agent', 'payments/pod/api')
    expect(verdict.ingress.causes).toEqual([{ kind: 'same-node', known: true }])
    expect(verdict.egress.causes).toEqual([{ kind: 'host-network' }])
  })

  it('name outside ends, self and profiles without effect', () => {
    const note = { workloads: [api], policies: [onApi()] }
    const out = 'outside/0.0.0.0-255.255.255.255'
    expect(ask(note, out, 'payments/pod/api').egress.causes).toEqual([{ kind: 'outside' }])
    expect(ask(note, 'payments/pod/api', 'payments/pod/api').ingress.causes).toEqual([{ kind: 'self' }])
    expect(ask(note, out, 'payments/pod/api', 1, { cni: 'flannel', implied: false }).ingress.causes).toEqual([
      { kind: 'no-effect', profile: 'flannel' },
    ])
  })
})

describe('dependencies and assumptions', () => {
  const unknown = { id: 'monitoring/web', labels: { app: 'web' } }
  const fromBlock = (cidr: string) => onApi({ from: [{ ipBlock: { cidr } }] })
  const judge = (policy: PolicyNote, note: ClusterNote = {}) =>
    ask({ workloads: [api, unknown], policies: [policy], ...note }, 'monitoring/pod/web', 'payments/pod/api')

  it('[VER-3] name the question that settles it', () => {
    const verdict = judge(fromBlock('10.0.0.0/8'))
    expect(verdict.answer).toBe('depends')
    expect(policyCause(verdict).admissions[0]?.depends).toEqual({
      question: 'which addresses do pods have?',
      on: 'the address of monitoring/web is not known: it counts if it lies in 10.0.0.0/8, otherwise not',
    })
  })

  it('[IPB-4] say that unknown addresses are presumed private where that decides', () => {
    const words = 'pods of unknown address are presumed in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16'
    const said = (policy: PolicyNote) => judge(policy).assumptions.map((assumption) => assumption.words)
    expect(said(fromBlock('10.0.0.0/8'))).toEqual([words])
    expect(said(fromBlock('203.0.113.0/24'))).toEqual([words])
    expect(said(fromBlock('0.0.0.0/0'))).toEqual([])
    expect(said(onApi({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }, {}))).toEqual([])
  })

  it('[END-3] assume no labels of undeclared namespaces where another key than the name decided', () => {
    const byTeam = onApi({ from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }], ports: [{ port: 80 }] })
    const assumed = [
      {
        code: 'END-3',
        words: 'assuming namespace monitoring has no label team',
        path: 'policies.yaml#0/spec/ingress/0/from/0/namespaceSelector/matchLabels/team',
      },
    ]
    expect(judge(byTeam).assumptions).toEqual(assumed)
    expect(judge(byTeam, { namespaces: { monitoring: {} } }).assumptions).toEqual([])
    const byName = onApi({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x', team: 'x' } } }],
    })
    expect(judge(byName).assumptions).toEqual([])
    const notTeam = { matchExpressions: [{ key: 'team', operator: 'NotIn' as const, values: ['x'] }] }
    expect(judge(onApi({ from: [{ namespaceSelector: notTeam }] })).assumptions.map(({ words }) => words)).toEqual([
      'assuming namespace monitoring has no label team',
    ])
    expect(judge(onApi({ from: [{ namespaceSelector: notTeam }, { namespaceSelector: {} }] })).assumptions).toEqual([])
    expect(judge(onApi({ from: [{ namespaceSelector: notTeam }], ports: [{ port: 1 }] })).assumptions).toEqual([])
  })

  it('[IPB-6] name the families that disagree', () => {
    const dual = { id: 'monitoring/web', ips: ['10.0.0.9', 'fd00::9'] }
    const verdict = judge(fromBlock('10.0.0.0/8'), { workloads: [{ ...api, ips: ['10.0.0.1', 'fd00::1'] }, dual] })
    expect(verdict.answer).toBe('depends')
    expect(policyCause(verdict).admissions[0]?.depends?.on).toBe(
      'the families disagree: it counts for IPv4, not for IPv6',
    )
  })

  it('[END-2c] name the label nobody knows, of peers and of subjects', () => {
    const hashed = { ...unknown, unknown: ['hash'] }
    const byHash = { matchLabels: { hash: '1' } }
    const peer = judge(onApi({ from: [{ namespaceSelector: {}, podSelector: byHash }] }), { workloads: [api, hashed] })
    expect(policyCause(peer).admissions[0]?.depends?.question).toBe(
      'what is the value of label hash on monitoring/web?',
    )
    const subject = judge({ ...onApi(), podSelector: byHash }, { workloads: [{ ...api, unknown: ['hash'] }, unknown] })
    expect([subject.answer, policyCause(subject).answer]).toEqual(['depends', 'depends'])
    expect(policyCause(subject).miss?.words).toContain('it may not select this pod')
  })

  it('[V14] name stale policies and workloads', () => {
    const verdict = judge({ ...onApi(), stale: true }, { workloads: [api, { ...unknown, stale: true }] })
    expect(verdict.assumptions.map(({ words }) => words)).toEqual([
      'policy api is broken now; its last valid form is used, which is not in force',
      'the text of web is broken now; its last good form is used',
    ])
  })

  it('[YML-6] say what was not evaluated and may touch either pod', () => {
    const notEvaluated: ClusterNote['notEvaluated'] = [
      ['CiliumNetworkPolicy', 'payments'],
      ['CiliumNetworkPolicy', 'monitoring'],
      ['CiliumNetworkPolicy', 'elsewhere'],
      ['AdminNetworkPolicy policy.networking.k8s.io'],
      ['NetworkPolicy crd.projectcalico.org', 'payments'],
      ['ServiceEntry', 'elsewhere'],
    ]
    expect(judge(onApi(), { notEvaluated }).without).toEqual([
      '2 CiliumNetworkPolicies',
      '1 AdminNetworkPolicy',
      '1 Calico NetworkPolicy',
    ])
  })
})
