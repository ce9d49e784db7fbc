import { describe, expect, it } from 'vitest'
import { planConnect } from '../../authoring/connect/plan-connect.ts'
import { afterEdits, blockFile, contextOf, deployment, policy } from '../../authoring/plan.testing.ts'
import { expectationsOf } from './expectations.testing.ts'
import { fixExpectation } from './fix-expectation.ts'
import { judgeExpectation } from './judge-expectation.ts'

const context = contextOf([
  blockFile(
    'all.yaml',
    deployment('shop', 'web'),
    deployment('shop', 'api', { app: 'api' }, [{ name: 'metrics', containerPort: 9100 }]),
    policy('shop', 'api', {
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 9005 }] }],
    }),
  ),
])

const end = (name: string) => `{k8sResource: {kind: deployment, name: ${name}, namespace: shop}}`

function expected(ports: string, exitCode = 0) {
  const more = `exitCode: ${exitCode}, bulkhead: {ports: ${ports}}`
  const [first] = expectationsOf(
    `- {name: x, type: k8s, targetPort: 80, src: ${end('web')}, dst: ${end('api')}, ${more}}`,
  )
  if (!first) throw new Error('nothing is expected')
  return first
}

const fixesOf = (expectation: ReturnType<typeof expected>) =>
  fixExpectation(context.prepared, judgeExpectation(context.prepared, expectation))

describe('the fix of an expectation', () => {
  it.each([
    ['[8080]', 'Allow web → api on 8080'],
    ['[8080, 8443]', 'Allow web → api on 8080, 8443'],
    ['["9000-9010"]', 'Allow web → api on 9000-9010'],
    ['[9005, metrics, "9200-9300"]', 'Allow web → api on 9200-9300, 9100'],
  ])('opens all ports of %s that are not, and then it holds', (ports, title) => {
    const expectation = expected(ports)
    const fixes = fixesOf(expectation)
    expect(fixes.map((fix) => fix.title)).toEqual([title])
    const intention = fixes[0]?.kind === 'change' ? fixes[0].intention : undefined
    if (intention?.kind !== 'connect') throw new Error('no connection is offered')
    const { prepared } = afterEdits(context, planConnect(context, intention).edits)
    expect(judgeExpectation(prepared, expectation).state).toBe('pass')
  })

  it('closes the ranges that are open, whatever is expected beside them', () => {
    expect(fixesOf(expected('["9000-9010", metrics]', 1))).toMatchObject([
      { intention: { kind: 'disconnect', ports: [{ kind: 'range', protocol: 'TCP', first: 9000, last: 9010 }] } },
    ])
  })
})
