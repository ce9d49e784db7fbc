import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIgnores } from '../../checks/lint/ignore.ts'
import { expectLawful, rounds } from '../laws.testing.ts'
import { afterEdits, contextOf } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { randomContexts } from '../random-plans.testing.ts'
import { planIgnore } from './plan-ignore.ts'

const TEXT = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {}
  ingress:
    - {} # anyone
`

const ignore = (text: string, path: string, reason = 'every pod is scraped') => {
  const context = contextOf([{ name: 'a.yaml', text }])
  const plan = planIgnore(context, { kind: 'ignore', rule: 'NP029', place: { kind: 'path', path }, reason })
  const after = plan.edits && afterEdits(context, plan.edits).document.files[0]?.text
  return { plan, after }
}

describe('ignoring a rule at a place', () => {
  it('writes a comment above its line, indented as that is', () => {
    const { after } = ignore(TEXT, 'a.yaml#0/spec/ingress/0')
    expect(after).toBe(TEXT.replace('    - {}', '    # bulkhead-ignore: NP029 every pod is scraped\n    - {}'))
    const [read] = findIgnores([{ name: 'a.yaml', text: after ?? '' }])
    expect(read).toMatchObject({ line: 7, about: 8, rules: ['NP029'], reason: 'every pod is scraped' })
  })

  it('keeps line breaks, and a mark of the byte order first', () => {
    const { after } = ignore(`\uFEFF${TEXT.replaceAll('\n', '\r\n')}`, 'a.yaml#0')
    expect(after).toBe(`\uFEFF# bulkhead-ignore: NP029 every pod is scraped\r\n${TEXT.replaceAll('\n', '\r\n')}`)
  })

  it('asks why, and takes one line for an answer', () => {
    expect(ignore(TEXT, 'a.yaml#0', ' ').plan.obstacles).toMatchObject([{ code: 'reason-missing' }])
    expect(ignore(TEXT, 'a.yaml#0', 'two\nlines').after).toMatch(/^# bulkhead-ignore: NP029 two lines\napiVersion/)
  })

  it('[EDIT] law: what is read stays the same, and the comment goes again', () => {
    fc.assert(
      fc.property(randomContexts, (context) => {
        for (const { path } of context.prepared.cluster.policies) {
          const plan = planIgnore(context, {
            kind: 'ignore',
            rule: 'NP035',
            place: { kind: 'path', path },
            reason: 'x',
          })
          const after = expectLawful(context, plan)
          if (!after) continue
          const valuesOf = ({ reading }: PlanContext) =>
            reading.files.flatMap(({ items }) => items.flatMap((item) => item.resources.map(({ value }) => value)))
          expect(valuesOf(after)).toEqual(valuesOf(context))
          expect(findIgnores(after.document.files).map(({ reason }) => reason)).toEqual(['x'])
        }
      }),
      rounds(25),
    )
  })

  it('says that JSON has no comments', () => {
    const { plan } = ignore(
      '{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p","namespace":"s"}}',
      'a.yaml#0',
    )
    expect(plan.obstacles[0]?.words).toMatch(/^JSON has no comments/)
  })
})
