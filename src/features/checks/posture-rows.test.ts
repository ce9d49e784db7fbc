import { describe, expect, it } from 'vitest'
import { blockFile, contextOf, deployment, policy } from '../../core/authoring/plan.testing.ts'
import { describingPosture } from '../../core/checks/posture/describe-posture.ts'
import { finish } from '../../core/model/work.ts'
import { listRows, type Sorting } from './posture-rows.ts'

const FILES = [
  blockFile(
    'cluster.yaml',
    deployment('shop', 'web'),
    deployment('shop', 'api'),
    deployment('data', 'db'),
    policy('data', 'deny', { podSelector: {}, policyTypes: ['Ingress'] }),
    policy('shop', 'api', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] }),
  ),
]
const namespaces = finish(describingPosture(contextOf(FILES).prepared))

const names = (sorting: Sorting, ...opened: readonly string[]) =>
  listRows(namespaces, new Set(opened), sorting).map((row) =>
    row.kind === 'namespace' ? row.namespace.name : `- ${row.pods.name}`,
  )

describe('rows of the posture', () => {
  it('are the namespaces, and who is in the open ones', () => {
    expect(names({ column: 'name', isDown: false })).toEqual(['data', 'shop'])
    expect(names({ column: 'name', isDown: true }, 'shop')).toEqual(['shop', '- web', '- api', 'data'])
  })

  it('begin with what is least isolated', () => {
    expect(names({ column: 'ingress', isDown: false }, 'shop')).toEqual(['shop', '- web', '- api', 'data'])
    expect(names({ column: 'ingress', isDown: true }, 'shop')).toEqual(['data', 'shop', '- api', '- web'])
  })
})
