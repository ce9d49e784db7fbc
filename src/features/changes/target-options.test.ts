import { describe, expect, it } from 'vitest'
import type { PictureNode } from '../../core/picture/picture.ts'
import { toTargetOptions } from './target-options.ts'

const endpoints = [
  { id: 'payments/deployment/api-server#api-1', label: 'payments / api-server', implied: false },
  { id: 'payments/deployment/api-server#api-2', label: 'payments / api-server', implied: false },
  { id: 'payments/implied/app=web', label: 'payments / app=web', implied: true },
  { id: 'outside/0.0.0.0-9.255.255.255', label: 'internet', implied: false },
]

const base = { accessibleName: '', stale: false }
const nodes: readonly PictureNode[] = [
  {
    ...base,
    kind: 'namespace',
    id: 'frame:payments',
    title: 'payments',
    namespace: 'payments',
    declared: true,
    implied: false,
    subtitle: '',
    policies: [],
    workloads: 2,
    folded: true,
  },
  {
    ...base,
    kind: 'outside',
    id: 'outside:10',
    title: '10.0.0.0/8 …',
    role: 'block',
    detail: '10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16',
    notes: [],
    endpoints: [],
  },
  {
    ...base,
    kind: 'outside',
    id: 'outside:any-pod',
    title: 'any pod',
    role: 'any-pod',
    detail: '',
    notes: [],
    endpoints: [],
  },
  { ...base, kind: 'group', id: 'group:1', title: 'tier=web · 3', detail: '', members: [], endpoints: [] },
]

describe('toTargetOptions', () => {
  it('lists workloads once, also those in folded frames, then namespaces and what is outside', () => {
    expect(toTargetOptions(endpoints, nodes, '').map(({ end }) => end)).toEqual([
      { kind: 'workload', id: 'payments/deployment/api-server' },
      { kind: 'implied', id: 'payments/implied/app=web' },
      { kind: 'namespace', namespace: 'payments' },
      { kind: 'block', cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] },
      { kind: 'internet' },
    ])
  })

  it('finds by every word typed, titles that begin with it first', () => {
    expect(toTargetOptions(endpoints, nodes, 'payments').map(({ title }) => title)).toEqual([
      'payments',
      'api-server',
      'app=web',
    ])
    expect(toTargetOptions(endpoints, nodes, 'pay serv').map(({ title }) => title)).toEqual(['api-server'])
  })

  it('[VAL-6] offers a CIDR that was typed, in its canonical form', () => {
    expect(toTargetOptions(endpoints, nodes, '192.168.7.9/24').map(({ end }) => end)).toEqual([
      { kind: 'block', cidr: '192.168.7.0/24', except: [] },
    ])
  })

  it('offers nothing for an address without a prefix length', () => {
    expect(toTargetOptions(endpoints, nodes, '192.168.7.9')).toEqual([])
  })
})
