import { describe, expect, it } from 'vitest'
import { type RuleNote, UPSTREAM } from './cluster.testing.ts'
import { app, http, judgePolicies, judgeRules, workload, workloads } from './coverage.testing.ts'

describe('coverage where something is not known', () => {
  const block = (cidr: string) => ({ from: [{ ipBlock: { cidr } }], ports: http })

  it('[IPB-4] a block is covered by a wider one also for pods of unknown address', () => {
    expect(judgeRules([block('10.1.0.0/16'), block('10.0.0.0/8')])[0]).toBe('shadowed by 0/ingress/1')
    expect(judgeRules([block('10.0.0.0/8'), block('10.0.0.0/9'), block('10.128.0.0/9')])[0]).toBe(
      'redundant by 0/ingress/1 and 0/ingress/2',
    )
  })

  it('[IPB-4] a block that only together with another holds all addresses is needed', () => {
    const note = { workloads, families: [4] as const }
    const ranges = [block('10.0.0.0/8'), block('172.16.0.0/12'), block('192.168.0.0/16')]
    expect(judgeRules(ranges, note)[1]).toMatchObject({
      passing: expect.arrayContaining(['web → db: TCP 80', 'outside/172.16.0.0-172.31.255.255 → db: TCP 80']),
    })
  })

  it('[CNI-2d] a block is covered with its exceptions and without', () => {
    const weave = (rules: readonly RuleNote[]) => judgeRules(rules, { workloads }, { cni: 'weave', implied: false })[0]
    const except = (cidr: string, hole: string) => ({ from: [{ ipBlock: { cidr, except: [hole] } }], ports: http })
    expect(weave([block('10.0.0.0/8'), except('10.0.0.0/8', '10.7.0.0/16'), block('10.7.0.0/16')])).toBe(
      'redundant by 0/ingress/1 and 0/ingress/2',
    )
    expect(weave([except('10.0.0.0/8', '10.128.0.0/9'), block('10.0.0.0/9'), block('10.128.0.0/9')])).toBe(
      'redundant by 0/ingress/1 and 0/ingress/2',
    )
  })

  it('[END-2c] what another policy may admit does not cover', () => {
    const unsure = [workload('web'), { ...workload('db'), unknown: ['hash'] }]
    const policy = (value: string, rules: readonly RuleNote[]) => ({
      podSelector: { matchExpressions: [{ key: 'hash', operator: 'In' as const, values: [value] }] },
      ingress: rules,
    })
    const rule = { from: [app('web')], ports: http }
    expect(judgePolicies([policy('1', [rule]), policy('2', [rule])], { workloads: unsure })).toEqual([
      expect.objectContaining({ ingress: expect.anything() }),
      expect.objectContaining({ ingress: expect.anything() }),
    ])
    expect(judgePolicies([policy('1', [rule]), policy('1', [rule])], { workloads: unsure })).toEqual([
      'redundant by 1',
      'redundant by 0',
    ])
    const closed = { policyTypes: ['Ingress'] as const }
    const settled = judgePolicies([closed, policy('1', [rule]), policy('2', [rule])], { workloads: unsure })
    expect(settled.slice(1)).toEqual(['undecided', 'undecided'])
  })

  it('[END-2c] a peer that may match is not covered by another one that may', () => {
    const unsure = [{ ...workload('web'), unknown: ['hash'] }, workload('db')]
    const from = (hash: string) => ({ from: [{ podSelector: { matchLabels: { hash } } }], ports: http })
    expect(judgeRules([from('1'), from('2')], { workloads: unsure })).toEqual(['undecided', 'undecided'])
    expect(judgeRules([from('1'), from('1')], { workloads: unsure })[0]).toBe('shadowed by 0/ingress/1')
  })

  it('[CNI-2f] a rule for a protocol that may not be supported is needed, though no verdict rests on it', () => {
    const rules = [{ from: [app('web')], ports: [{ protocol: 'SCTP' as const, port: 80 }] }]
    expect(judgeRules(rules, { workloads }, { cni: 'aws-vpc-cni', implied: false })).toEqual([
      { atEnds: ['web → db: SCTP 80'], passing: [] },
    ])
  })

  it('[IPB-6] a rule is covered only if it is in every family that counts', () => {
    const both = [
      { ...workload('web'), ips: ['10.0.0.1', 'fd00::1'] },
      { ...workload('db'), ips: ['10.0.0.2', 'fd00::2'] },
    ]
    const four = [{ ...workload('web'), ips: ['10.0.0.1'] }, both[1] ?? workload('db')]
    const rules = [{ from: [app('web')], ports: http }, block('10.0.0.0/8')]
    expect(judgeRules(rules, { workloads: both })[0]).toEqual({
      atEnds: ['web → db: TCP 80'],
      passing: ['web → db: TCP 80'],
    })
    expect(judgeRules(rules, { workloads: four })[0]).toBe('shadowed by 0/ingress/1')
  })

  it('[END-8] implied endpoints are peers when they are shown', () => {
    const rules = [{ from: [app('ghost')], ports: http }]
    expect(judgeRules(rules, { workloads }, { ...UPSTREAM, implied: true })).toEqual([
      expect.objectContaining({ passing: [expect.stringContaining('implied')] }),
    ])
  })
})
