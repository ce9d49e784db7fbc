import { describe, expect, it } from 'vitest'
import { blockFile, deployment, policy } from '../../authoring/plan.testing.ts'
import { afterFix, findingsOf } from './lint.testing.ts'
import { NP018 } from './np018-selects-no-pod.ts'

const shop = (podSelector: object) => [
  blockFile('web.yaml', deployment('shop', 'web'), deployment('shop', 'api'), deployment('other', 'lone')),
  blockFile('policy.yaml', policy('shop', 'front', { podSelector, policyTypes: ['Ingress'] })),
]

describe('NP018 selects no pod', () => {
  it('says whom it looked for among how many, and offers what is nearly that', () => {
    const [found, ...more] = findingsOf(NP018, shop({ matchLabels: { app: 'wep' } }))
    expect(more).toEqual([])
    expect(found).toMatchObject({
      rule: 'NP018',
      code: 'SEL-5',
      severity: 'warning',
      message: 'front selects no pod: none of the 2 pods in shop has app=wep',
    })
    expect(found?.fixes.map(({ title }) => title)).toEqual(['Select app=web instead of app=wep'])
  })

  it('is about nobody who is selected, who is everybody, or whose namespace the document does not show', () => {
    expect(findingsOf(NP018, shop({ matchLabels: { app: 'web' } }))).toEqual([])
    expect(findingsOf(NP018, shop({}))).toEqual([])
    expect(
      findingsOf(NP018, [
        blockFile('policy.yaml', policy('dark', 'front', { podSelector: { matchLabels: { a: 'b' } } })),
      ]),
    ).toEqual([])
  })

  it('finds the key that carries the value, and writes an expression as one', () => {
    const files = shop({ matchExpressions: [{ key: 'tier', operator: 'In', values: ['api'] }] })
    const [, after] = afterFix(NP018, files, 'Select app=api instead of tier=api')
    expect(after?.text).toContain('key: app')
    expect(findingsOf(NP018, [files[0] as (typeof files)[0], after as (typeof files)[0]])).toEqual([])
  })
})
