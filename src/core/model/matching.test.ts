import { describe, expect, it } from 'vitest'
import { formatSelector, type Match, matchSelector } from './matching.ts'
import type { LabelSelector, Operator, Requirement } from './selector.ts'

const require = (key: string, operator: Operator, ...values: string[]): Requirement => ({
  key,
  operator,
  values,
  path: `a.yaml#0/spec/podSelector/matchExpressions/${key}`,
})
const selector = (...requirements: Requirement[]): LabelSelector => ({
  path: 'a.yaml#0/spec/podSelector',
  requirements,
})
const labels = new Map([
  ['app', 'web'],
  ['empty', ''],
])

describe('matchSelector', () => {
  const table: readonly (readonly [string, readonly Requirement[], Match])[] = [
    ['SEL-1', [], 'yes'],
    ['SEL-2', [require('app', 'In', 'web'), require('empty', 'In', '')], 'yes'],
    ['SEL-2', [require('app', 'In', 'web'), require('empty', 'In', 'x')], 'no'],
    ['SEL-2', [require('absent', 'In', '')], 'no'],
    ['SEL-3', [require('app', 'In', 'api', 'web')], 'yes'],
    ['SEL-3', [require('app', 'In', 'api')], 'no'],
    ['SEL-3', [require('app', 'Exists')], 'yes'],
    ['SEL-3', [require('absent', 'Exists')], 'no'],
    ['SEL-3', [require('app', 'DoesNotExist')], 'no'],
    ['SEL-3', [require('absent', 'DoesNotExist')], 'yes'],
    ['SEL-4', [require('app', 'NotIn', 'web')], 'no'],
    ['SEL-4', [require('app', 'NotIn', 'api')], 'yes'],
    ['SEL-4', [require('absent', 'NotIn', 'api')], 'yes'],
    ['SEL-3', [require('constructor', 'Exists')], 'no'],
    ['END-2c', [require('hash', 'Exists')], 'yes'],
    ['END-2c', [require('hash', 'DoesNotExist')], 'no'],
    ['END-2c', [require('hash', 'In', 'x')], 'unknown'],
    ['END-2c', [require('hash', 'NotIn', 'x')], 'unknown'],
    ['END-2c', [require('hash', 'In', 'x'), require('app', 'In', 'api')], 'no'],
    ['END-2c', [require('app', 'In', 'web'), require('hash', 'In', 'x')], 'unknown'],
  ]
  it.each(table)('[%s] judges %j: %s', (_rule, requirements, expected) => {
    expect(matchSelector(selector(...requirements), labels, new Set(['hash']))).toBe(expected)
  })
})

describe('formatSelector', () => {
  it('writes the notation of kubectl', () => {
    expect(
      formatSelector(
        selector(
          require('app', 'In', 'web'),
          require('tier', 'In', 'a', 'b'),
          require('env', 'NotIn', 'prod'),
          require('zone', 'NotIn', 'x', 'y'),
          require('team', 'Exists'),
          require('legacy', 'DoesNotExist'),
        ),
      ),
    ).toBe('app=web,tier in (a,b),env!=prod,zone notin (x,y),team,!legacy')
    expect(formatSelector(selector())).toBe('')
  })
})
