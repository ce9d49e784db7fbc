import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CniProfile } from '../model/cni-profiles.ts'
import type { Cause, EndVerdict, Question, Verdict } from '../model/verdict.ts'
import { parseAddress } from '../net/address.ts'
import { type ClusterNote, makeCluster, type PolicyNote, type RuleNote } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'

const api = { id: 'payments/api', labels: { app: 'api' }, ips: ['10.0.0.1'], ports: ['metrics:9090'] }
const rogue = { id: 'monitoring/rogue', labels: { app: 'attacker' }, ips: ['10.1.2.3'] }
const onApi = (...ingress: RuleNote[]): PolicyNote => ({ name: 'api', namespace: 'payments', ingress })

function ask(cni: CniProfile, policy: PolicyNote, asked: Partial<Question> = {}, note: ClusterNote = {}): Verdict {
  const cluster = makeCluster({ workloads: [api, rogue], policies: [policy], ...note })
  const question = {
    from: 'monitoring/pod/rogue',
    to: 'payments/pod/api',
    protocol: 'TCP',
    port: 80,
    ...asked,
  } as const
  return evaluate(prepare(cluster, { cni, implied: false }), question)
}

const pluginCauses = ({ ingress, egress }: Verdict) =>
  [...ingress.causes, ...egress.causes].filter(
    (cause): cause is Extract<Cause, { kind: 'plugin' }> => cause.kind === 'plugin',
  )

describe('what real plugins lack', () => {
  it('[CNI-2e] cilium: blocks match no pods, and the cause names its source', () => {
    const verdict = ask('cilium', onApi({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }))
    expect(verdict.answer).toBe('denied')
    expect(pluginCauses(verdict)).toEqual([
      {
        kind: 'plugin',
        profile: 'cilium',
        feature: 'blocks-match-pods',
        support: 'no',
        words:
          'cilium does not support blocks that match pods (blocks match nodes only with a flag, and pods only with a flag of 1.20): a block matches no pods, only addresses outside (10.0.0.0/8)',
        source: 'cilium/cilium issue 9209',
      },
    ])
  })

  it('[CNI-2c] weave: the miss says that names mean nothing, and the cause names the port', () => {
    const verdict = ask('weave', onApi({ ports: [{ port: 'metrics' }] }), { port: 9090 })
    expect(verdict.answer).toBe('denied')
    const [cause] = verdict.ingress.causes
    expect(cause).toMatchObject({
      answer: 'does-not-admit',
      miss: { words: 'peer matched, but port 9090 TCP is not among metrics TCP (names mean nothing to weave)' },
    })
    expect(pluginCauses(verdict).map(({ words }) => words)).toEqual([
      'weave does not support named ports (a name may even stop weave-npc, issue 3785): a port given by name admits nothing (metrics TCP)',
    ])
  })

  it('[CNI-2b] azure-npm: nobody is sure of endPort', () => {
    const verdict = ask('azure-npm', onApi({ ports: [{ port: 8000, endPort: 8010 }] }), { port: 8005 })
    expect(verdict.answer).toBe('depends')
    expect(verdict.ingress.causes).toMatchObject([
      {
        answer: 'depends',
        admissions: [
          {
            port: 'policies.yaml#0/spec/ingress/0/ports/0',
            depends: {
              question: 'does azure-npm support endPort?',
              on: 'the network plugin: 8000-8010 TCP admits it if azure-npm supports endPort, otherwise not',
            },
          },
        ],
      },
      {
        kind: 'plugin',
        feature: 'endPort',
        support: 'unknown',
        source: 'Azure/azure-container-networking issue 2313',
        depends: {
          question: 'does azure-npm support endPort?',
          on: 'the network plugin: allowed with endPort, denied without',
        },
      },
    ])
  })

  it('[CNI-2d] weave: nobody is sure of exceptions, also of addresses outside', () => {
    const rule = { to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.0/28'] } }] }
    const policy: PolicyNote = { name: 'out', namespace: 'payments', policyTypes: ['Egress'], egress: [rule] }
    const prepared = prepare(makeCluster({ workloads: [api], policies: [policy] }), { cni: 'weave', implied: false })
    const address = parseAddress('203.0.113.1')?.value ?? 0n
    const excepted = prepared.endpoints.find(
      (endpoint) =>
        endpoint.kind === 'outside' &&
        endpoint.addresses.some(({ first, last }) => first <= address && address <= last),
    )
    const question = { from: 'payments/pod/api', to: excepted?.id ?? '', protocol: 'TCP', port: 443 } as const
    const verdict = evaluate(prepared, question)
    expect(verdict.answer).toBe('depends')
    expect(pluginCauses(verdict)).toMatchObject([
      { feature: 'except', depends: { question: 'does weave support exceptions of blocks?' } },
    ])
  })

  it('[CNI-2f] kube-router: what happens to SCTP is not known', () => {
    const verdict = ask('kube-router', onApi({}), { protocol: 'SCTP' })
    expect(verdict.answer).toBe('depends')
    expect(pluginCauses(verdict)).toMatchObject([
      {
        support: 'no',
        depends: {
          question: 'what does kube-router do with SCTP at isolated pods?',
          on: 'the network plugin: allowed with SCTP, not known without',
        },
      },
    ])
  })

  it('[CNI-2f] cilium: SCTP is dropped unless it is enabled', () => {
    expect(ask('cilium', onApi({}), { protocol: 'SCTP' }).answer).toBe('depends')
    expect(ask('cilium', onApi(), { protocol: 'SCTP' }).answer).toBe('denied')
    expect(pluginCauses(ask('cilium', onApi({}), { protocol: 'SCTP' }))[0]?.words).toBe(
      'it is not certain that cilium supports SCTP (beta, enabled by sctp.enabled); without, such traffic is dropped',
    )
  })

  it('[CNI-2g] azure-npm: two families, of which it knows one', () => {
    const note = {
      workloads: [
        { ...api, ips: ['10.0.0.1', 'fd00::1'] },
        { ...rogue, ips: ['10.1.2.3', 'fd00::2'] },
      ],
    }
    const verdict = ask('azure-npm', onApi({}), {}, note)
    expect(verdict.answer).toBe('depends')
    expect(pluginCauses(verdict)).toMatchObject([
      { feature: 'IPv6', support: 'no', depends: { on: expect.any(String) } },
    ])
  })

  it('[CNI-2f] weave: of SCTP over IPv6 both are named', () => {
    const note = {
      workloads: [
        { ...api, ips: ['fd00::1'] },
        { ...rogue, ips: ['fd00::2'] },
      ],
    }
    const verdict = ask('weave', onApi({}), { protocol: 'SCTP' }, note)
    expect(verdict.answer).toBe('depends')
    const on = 'the network plugin: not known, whatever the rules say'
    expect(pluginCauses(verdict)).toMatchObject([
      { feature: 'SCTP', depends: { question: 'does weave support SCTP?', on } },
      { feature: 'IPv6', depends: { question: 'what does weave do with IPv6 at isolated pods?', on } },
    ])
  })

  it('[END-5] blocks match the host network, but under cilium', () => {
    const agent = { id: 'k/agent', host: true, ips: ['10.9.9.9'], node: 'n1' }
    const note = { workloads: [{ ...api, node: 'n2' }, agent] }
    const rule = { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }
    const from = { from: 'k/pod/agent' }
    expect(ask('cilium', onApi(rule), from, note).answer).toBe('denied')
    expect(ask('azure-npm', onApi(rule), from, note).answer).toBe('allowed')
    expect(ask('azure-npm', onApi(rule)).answer).toBe('depends')
  })

  it('[CNI-1] flannel: nothing but that policies have no effect', () => {
    const verdict = ask('flannel', onApi({ ports: [{ port: 'metrics' }] }))
    expect(verdict.ingress.causes).toEqual([{ kind: 'no-effect', profile: 'flannel' }])
  })

  it('[CNI-3] profiles that support everything say what upstream says', () => {
    const policy = onApi({
      from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
      ports: [{ port: 'metrics' }],
    })
    const expected = ask('upstream', policy, { port: 9090 })
    for (const cni of ['calico', 'antrea', 'kindnet'] as const)
      expect(ask(cni, policy, { port: 9090 })).toEqual(expected)
  })
})

const ASKED = [
  ['TCP', 80],
  ['TCP', 85],
  ['TCP', 8080],
  ['UDP', 53],
  ['SCTP', 3868],
] as const

describe('causes under every profile', () => {
  it('[VER-1] are never empty, and say what an open answer depends on', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.constantFrom(...ASKED), (note, settings, [protocol, port]) => {
        const prepared = prepare(makeCluster(note), settings)
        for (const from of prepared.endpoints) {
          for (const to of prepared.endpoints) {
            if (from.kind === 'outside' && to.kind === 'outside') continue
            const verdict = evaluate(prepared, { from: from.id, to: to.id, protocol, port })
            for (const end of [verdict.egress, verdict.ingress]) expectToBeExplained(end)
          }
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})

function expectToBeExplained(end: EndVerdict): void {
  expect(end.causes).not.toEqual([])
  if (end.answer === 'depends') expect(end.causes.some(isOpen), JSON.stringify(end)).toBe(true)
  const doubts = end.causes.filter((cause) => cause.kind === 'plugin' && cause.depends)
  if (doubts.length > 0) expect(end.answer, JSON.stringify(end)).toBe('depends')
}

function isOpen(cause: Cause): boolean {
  if (cause.kind === 'plugin') return cause.depends !== undefined
  return (
    cause.kind === 'policy' &&
    (cause.admissions.some(({ depends }) => depends) || cause.miss?.reason.kind === 'subject')
  )
}
