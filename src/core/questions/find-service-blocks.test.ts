import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster } from '../engine/cluster.testing.ts'
import { findServiceBlocks } from './find-service-blocks.ts'

const found = (cidr: string, more: ClusterNote = {}, except: readonly string[] = []) =>
  findServiceBlocks(
    makeCluster({
      services: [
        { id: 'shop/web', ips: ['10.96.0.10', '203.0.113.5', 'fd00:96::1'] },
        { id: 'shop/api', ips: ['10.96.0.11'] },
      ],
      policies: [{ name: 'out', namespace: 'shop', egress: [{ to: [{ ipBlock: { cidr, except } }] }] }],
      ...more,
    }),
  )

describe('[END-7] blocks that hold only addresses of Services', () => {
  it.each(['10.96.0.10/32', '203.0.113.5/32', 'fd00:96::1/128'])('%s matches nothing', (cidr) => {
    expect(found(cidr)).toEqual([
      {
        code: 'END-7',
        severity: 'warning',
        message: `matches nothing: ${cidr} holds only addresses of Service shop/web, and a Service's address is never a pod's; select its pods instead`,
        place: { kind: 'path', path: 'policies.yaml#0/spec/egress/0/to/0/ipBlock/cidr' },
        field: 'spec.egress[0].to[0].ipBlock.cidr',
      },
    ])
  })

  it.each(['10.96.0.12/32', '10.96.0.8/29', '10.96.0.0/12', '0.0.0.0/0'])('%s may hold others', (cidr) => {
    expect(found(cidr)).toEqual([])
  })

  it('counts what the exceptions leave', () => {
    expect(found('10.96.0.8/30')).toEqual([])
    expect(found('10.96.0.8/30', {}, ['10.96.0.8/31'])[0]?.message).toContain('of Service shop/web and 1 more,')
  })

  it('is not said of addresses that a node or pod has as well, nor of rules without effect', () => {
    expect(found('203.0.113.5/32', { nodeAddresses: { n1: ['203.0.113.5'] } })).toEqual([])
    expect(found('203.0.113.5/32', { workloads: [{ id: 'shop/lb', host: true, ips: ['203.0.113.5'] }] })).toEqual([])
    const inert = {
      name: 'x',
      namespace: 'shop',
      policyTypes: ['Ingress'] as const,
      egress: [{ to: [{ ipBlock: { cidr: '10.96.0.10/32' } }] }],
    }
    expect(found('', { policies: [inert] })).toEqual([])
  })
})
