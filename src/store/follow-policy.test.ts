import { describe, expect, it } from 'vitest'
import type { PolicySummary } from '../core/workspace/snapshot.ts'
import { followPolicy } from './follow-policy.ts'

const named = (path: string, name: string, namespace = 'shop'): PolicySummary => ({
  path,
  name,
  namespace,
  stale: false,
})
const [ZERO, ONE] = ['p.yaml#0', 'p.yaml#1'] as const
const BOTH = [named(ZERO, 'a'), named(ONE, 'b')]

describe('followPolicy', () => {
  it('keeps a policy that stays where it is', () => {
    expect(followPolicy(ONE, BOTH, BOTH)).toBe(ONE)
  })

  it('goes along when a text before it is gone', () => {
    expect(followPolicy(ONE, BOTH, [named(ZERO, 'b')])).toBe(ZERO)
  })

  it('keeps a policy that got another name', () => {
    expect(followPolicy(ONE, BOTH, [named(ZERO, 'a'), named(ONE, 'c')])).toBe(ONE)
  })

  it('does not take the next policy for one that is gone', () => {
    expect(followPolicy(ZERO, BOTH, [named(ZERO, 'b')])).toBeUndefined()
    expect(followPolicy(ONE, BOTH, [named(ZERO, 'a')])).toBeUndefined()
  })

  it('[VAL-10] stays with its own text where two are called the same', () => {
    const twins = [named(ZERO, 'a'), named(ONE, 'a')]
    expect(followPolicy(ONE, twins, twins)).toBe(ONE)
  })

  it('tells policies of one name in two namespaces apart', () => {
    const now = [named(ZERO, 'a', 'dmz'), named(ONE, 'a')]
    expect(followPolicy(ZERO, [named(ZERO, 'a')], now)).toBe(ONE)
  })
})
