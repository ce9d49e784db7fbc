import { describe, expect, it } from 'vitest'
import { formatPorts } from '../net/ports.ts'
import { type ClusterNote, makeCluster, type PeerNote, type PolicyNote } from './cluster.testing.ts'
import { prepare } from './prepare.ts'
import { eachFlow, flowBetween } from './reachability.ts'

const IMPLIED = { cni: 'upstream', implied: true } as const
const implied = (note: ClusterNote) =>
  prepare(makeCluster(note), IMPLIED).endpoints.flatMap((endpoint) =>
    endpoint.kind === 'pods' && endpoint.implied
      ? [`${endpoint.id} ${[...endpoint.labels].map(([key, value]) => `${key}=${value}`).join(',')}`.trim()]
      : [],
  )
const policy = (note: Partial<PolicyNote>): PolicyNote => ({ name: 'p', namespace: 'a', ...note })
const inhabited = [{ id: 'a/db', labels: { app: 'db' } }]
const forPeer = (peer: PeerNote, namespaces: ClusterNote['namespaces'] = {}) =>
  implied({ namespaces, workloads: inhabited, policies: [policy({ ingress: [{ from: [peer] }] })] })

describe('implied endpoints', () => {
  it('[END-8] stand for the subject and peers of a lone policy, and for what it denies', () => {
    const one = policy({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { app: 'front' } } },
            { namespaceSelector: { matchLabels: { team: 'x' } }, podSelector: { matchLabels: { app: 'prom' } } },
          ],
        },
      ],
    })
    expect(implied({ policies: [one] })).toEqual([
      'a/implied/app=web app=web',
      'a/implied/app=front app=front',
      'team=x/implied/app=prom app=prom',
      'a/implied/any other pod',
      'other namespaces/implied/pods of other namespaces',
    ])
  })

  it('[END-8] are there only for selectors that match no declared pod', () => {
    expect(forPeer({ podSelector: { matchLabels: { app: 'db' } } })).toEqual([])
    expect(forPeer({ namespaceSelector: {} })).toEqual([])
    expect(forPeer({ podSelector: { matchLabels: { app: 'x' } } })).toEqual(['a/implied/app=x app=x'])
  })

  it('[END-8] satisfy every requirement on a key, or do not exist', () => {
    const expressions = (...matchExpressions: NonNullable<NonNullable<PeerNote['podSelector']>['matchExpressions']>) =>
      forPeer({ podSelector: { matchLabels: { z: '1' }, matchExpressions } }).map((line) => line.split(' ').at(-1))
    expect(
      expressions(
        { key: 'k', operator: 'In', values: ['a', 'b', 'c'] },
        { key: 'k', operator: 'NotIn', values: ['a'] },
        { key: 'e', operator: 'Exists' },
        { key: 'n', operator: 'NotIn', values: ['q'] },
        { key: 'd', operator: 'DoesNotExist' },
      ),
    ).toEqual(['z=1,k=b,e=any'])
    expect(expressions({ key: 'e', operator: 'Exists' }, { key: 'e', operator: 'NotIn', values: ['any'] })).toEqual([
      'z=1,e=any-1',
    ])
    expect(expressions({ key: 'z', operator: 'In', values: ['2'] })).toEqual([])
    expect(expressions({ key: 'z', operator: 'DoesNotExist' })).toEqual([])
    expect(expressions({ key: 'e', operator: 'Exists' }, { key: 'e', operator: 'DoesNotExist' })).toEqual([])
  })

  it('[END-8] live in the own namespace, the first declared match, or an implied one', () => {
    const pods = { podSelector: { matchLabels: { app: 'x' } } }
    const declared = { zeta: { team: 'x' }, alpha: { team: 'x' } }
    expect(forPeer({ ...pods, namespaceSelector: {} })).toEqual(['a/implied/app=x app=x'])
    expect(forPeer({ ...pods, namespaceSelector: { matchLabels: { team: 'x' } } }, declared)).toEqual([
      'alpha/implied/app=x app=x',
    ])
    const named = (...values: string[]) => ({
      ...pods,
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In' as const, values }],
      },
    })
    expect(forPeer(named('one', 'two'))).toEqual(['one/implied/app=x app=x', 'two/implied/app=x app=x'])
    expect(forPeer({ namespaceSelector: { matchLabels: { team: 'y' } } }, declared)).toEqual(['team=y/implied/any pod'])
    const contradicted = { matchLabels: { 'kubernetes.io/metadata.name': 'alpha', team: 'y' } }
    expect(forPeer({ ...pods, namespaceSelector: contradicted }, declared)).toEqual([])
  })

  it('[END-8] merge when namespace and labels are equal', () => {
    const from = [{ podSelector: { matchLabels: { app: 'x' } } }]
    const policies = [policy({ ingress: [{ from }] }), policy({ name: 'q', ingress: [{ from }, { from }] })]
    expect(implied({ workloads: inhabited, policies })).toEqual(['a/implied/app=x app=x'])
  })

  it('[END-8] declare every port name with a number nobody knows', () => {
    const one = policy({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ ports: [{ port: 'http' }, { port: 9090 }] }],
    })
    const prepared = prepare(makeCluster({ policies: [one] }), IMPLIED)
    const { allowed, depends } = flowBetween(prepared, 'a/implied/any other pod', 'a/implied/app=web')
    expect([formatPorts(allowed.TCP ?? []), formatPorts(depends.TCP ?? [])]).toEqual(['9090', '1-9089,9091-65535'])
  })

  it('[END-8] never change a verdict between declared endpoints', () => {
    const note = {
      workloads: [...inhabited, { id: 'a/web', labels: { app: 'web' } }],
      policies: [policy({ ingress: [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }] }] })],
    }
    const flows = (implied: boolean) => [...eachFlow(prepare(makeCluster(note), { cni: 'upstream', implied }))]
    const declared = new Set(['a/pod/db', 'a/pod/web'])
    expect(flows(true).filter(({ from, to }) => declared.has(from) && declared.has(to))).toEqual(
      flows(false).filter(({ from, to }) => declared.has(from) && declared.has(to)),
    )
  })
})
