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
      { kind: 'all-namespaces' },
      { kind: 'internet' },
      { kind: 'internet', reach: 'anyone' },
    ])
  })

  it('begins with the workloads that are gathered, and has no pods to name where there are none', () => {
    const gathered = { kind: 'workloads', ids: ['shop/deployment/web', 'shop/deployment/api'] } as const
    expect(toTargetOptions(endpoints, nodes, '', gathered)[0]).toMatchObject({ end: gathered, title: 'web, api' })
    expect(toTargetOptions([], [], '').map(({ title }) => title)).toEqual(['internet', 'anyone'])
  })

  it('finds by every word typed, titles that begin with it first', () => {
    expect(toTargetOptions(endpoints, nodes, 'payments').map(({ title }) => title)).toEqual([
      'payments',
      'api-server',
      'app=web',
    ])
    expect(toTargetOptions(endpoints, nodes, 'pay serv').map(({ title }) => title)).toEqual(['api-server'])
  })

  it('[VAL-6] offers a block that was typed, in its canonical form, once', () => {
    const ends = (search: string) => toTargetOptions(endpoints, nodes, search).map(({ end }) => end)
    expect(ends('192.168.7.9/24')).toEqual([{ kind: 'block', cidr: '192.168.7.0/24', except: [] }])
    expect(ends('10.0.0.0/8 except 10.3.0.0/16')).toEqual([
      { kind: 'block', cidr: '10.0.0.0/8', except: ['10.3.0.0/16'] },
    ])
    expect(ends('10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16')).toHaveLength(1)
  })

  it('offers nothing for an address without a prefix length', () => {
    expect(toTargetOptions(endpoints, nodes, '192.168.7.9')).toEqual([])
  })
})
