import { describe, expect, it } from 'vitest'
import { largestName, measureName } from '../../core/picture/measure-node.ts'
import { workloadNode } from '../../store/fake-engine.testing.ts'
import { splitName } from './split-name.ts'

describe('a name seen from afar', () => {
  it.each([
    ['shop-worker', 'shop-', 'worker'],
    ['svc-gateway-0', 'svc-', 'gateway-0'],
    ['a-b-c-orders-db', 'a-b-c-', 'orders-db'],
    ['api-server', 'api-', 'server'],
    ['kube-dns', '', 'kube-dns'],
    ['prometheus', '', 'prometheus'],
    ['web-', '', 'web-'],
  ])('of %s keeps together what tells it apart', (name, head, tail) => {
    expect(splitName(name)).toEqual({ head, tail })
  })

  it('is written so large at most that its last words fit their card', () => {
    const node = { ...workloadNode('shop/deployment/x'), title: 'prometheus' }
    const size = largestName(node, 'prometheus')
    expect(size).toBeGreaterThan(10)
    expect((measureName('prometheus') / 13) * size).toBeLessThanOrEqual(144 - 26)
    expect(largestName(node, 'prometheus-and-more')).toBeLessThan(size)
  })
})
