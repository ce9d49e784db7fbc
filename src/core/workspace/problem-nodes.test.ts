import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { buildPicture } from '../picture/build-picture.ts'
import { analyse } from './analyse.ts'
import { problemsOfNode } from './problems-by-node.ts'
import { makingSnapshot } from './to-snapshot.ts'

const deployment = (name: string, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name}${more} } }, spec: { containers: [{ name: main }] } } }
---
`
/** A port name in quotes is no number (VAL-8): the policy is invalid. */
const invalid = (name: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: "80" }] }] }
---
`
/** An address that is not canonical is a warning: the policy is in force (VAL-6). */
const doubtful = (name: string, podSelector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: ${podSelector}, ingress: [{ from: [{ ipBlock: { cidr: 10.1.2.3/8 } }] }] }
---
`

function marks(text: string, folds: Readonly<Record<string, boolean>> = {}) {
  const analysis = analyse([{ name: 'all.yaml', text }], { cni: 'upstream', implied: false })
  const picture = buildPicture(analysis.prepared, { folds })
  const { problems } = finish(makingSnapshot(1, analysis, picture))
  return picture.nodes.flatMap(({ id }) => {
    const own = problemsOfNode(problems, id)
    return own.length > 0 ? [[id, own.map(({ diagnostic }) => diagnostic.code)] as const] : []
  })
}

const CLUSTER = deployment('web') + deployment('api')
const FRAME = 'namespace:shop'

describe('markNodes', () => {
  it('a workload is marked by its own manifest', () => {
    expect(marks(deployment('web', ', tier: yes') + deployment('api'))).toEqual([['shop/deployment/web', ['YML-2']]])
  })

  it('a policy marks its namespace and the workloads that it selects', () => {
    expect(marks(CLUSTER + doubtful('p', '{ matchLabels: { app: web } }'))).toEqual([
      [FRAME, ['VAL-6']],
      ['shop/deployment/web', ['VAL-6']],
    ])
  })

  it('[SEL-5] a policy for all of a namespace marks the namespace only', () => {
    expect(marks(CLUSTER + doubtful('p', '{}'))).toEqual([[FRAME, ['VAL-6']]])
  })

  it('a policy that is invalid marks its namespace', () => {
    expect(marks(CLUSTER + invalid('p'))).toEqual([[FRAME, ['VAL-8']]])
  })

  it('what is folded away is marked by its namespace', () => {
    expect(marks(deployment('web', ', tier: yes') + deployment('api'), { shop: true })).toEqual([[FRAME, ['YML-2']]])
  })

  it('nothing is marked where nothing is wrong', () => {
    expect(marks(CLUSTER)).toEqual([])
  })
})
