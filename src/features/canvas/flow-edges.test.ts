import { describe, expect, it } from 'vitest'
import { labelOf } from '../../core/picture/edge-label.ts'
import type { Layout } from '../../core/picture/picture.ts'
import { routeDrawn } from '../../core/picture/route-drawn.ts'
import { toFlowEdges } from './flow-edges.ts'
import { card, edge, frame, picture } from './picture.testing.ts'

const [a, b] = ['x/deployment/a', 'x/deployment/b'] as const
const layout: Layout = new Map([
  ['frame:x', { x: -30, y: -50, width: 560, height: 200 }],
  [a, { x: 0, y: 0, width: 150, height: 80 }],
  [b, { x: 350, y: 0, width: 150, height: 80 }],
])

function routeOf(one: ReturnType<typeof edge>) {
  return routeDrawn(picture([frame('x'), card('x', 'a'), card('x', 'b')]), [one], layout).get(one.id)
}

describe('routeDrawn', () => {
  it('ends in front of the shield of the card it meets', () => {
    const arrow = routeOf(edge(a, b))?.arrow
    expect(arrow).toMatchObject({ y: 40, angle: 0 })
    expect(arrow?.x).toBeLessThanOrEqual(340)
    expect(arrow?.x).toBeGreaterThan(330)
  })

  it('[V16] marks a denied flow at the end that blocks it', () => {
    const denied = (blockedAt: 'source' | 'target' | 'both') => edge(a, b, { answer: 'denied', blockedAt })
    expect(routeOf(denied('source'))?.blocked?.x).toBeLessThan(200)
    expect(routeOf(denied('both'))?.blocked?.x).toBeLessThan(200)
    expect(routeOf(denied('target'))?.blocked).toBeUndefined()
  })
})

describe('labelOf', () => {
  it('[VER-1] never leaves the answer to colour alone', () => {
    expect(labelOf(edge(a, b))).toBe('✓ 80')
    expect(labelOf(edge(a, b, { answer: 'denied' }))).toBe('✕ 80')
    expect(labelOf(edge(a, b, { answer: 'depends' }))).toBe('? 80')
    expect(labelOf(edge(a, b, { stale: true }))).toBe('✓ 80 stale')
    const half = { admittedBy: 'target', at: 'a (egress)', words: 'admitted here, blocked at a (egress)' } as const
    expect(labelOf(edge(a, b, { half }))).toBe('✕ 80: a (egress)')
  })

  it('cuts long lists of ports and says exceptions', () => {
    const label = '8001, 8003, 8005, 8007, 8009, 8011'
    expect(labelOf(edge(a, b, { label }))).toBe('✓ 8001, 8003, 8005, 8007 +2')
    const except = { endpoints: [a], words: 'from all but a' }
    expect(labelOf(edge(a, b, { except }))).toBe('✓ 80 from all but a')
  })
})

describe('toFlowEdges', () => {
  it('keeps edges whose picture and way did not change', () => {
    const one = edge(a, b)
    const shop = picture([frame('x'), card('x', 'a'), card('x', 'b')])
    const first = toFlowEdges([one], routeDrawn(shop, [one], layout), new Map())
    const again = toFlowEdges([one], routeDrawn(shop, [one], layout), new Map(first.map((each) => [each.id, each])))
    expect(again[0]).toBe(first[0])
  })
})
