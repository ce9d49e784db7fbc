import { describe, expect, it } from 'vitest'
import { finish } from '../model/work.ts'
import { ask } from '../questions/ask.ts'
import { groundOf, SHOP } from './matrix.testing.ts'
import { matrixDetail } from './matrix-detail.ts'

const detailOf = (row: string, column: string, text = SHOP) => finish(matrixDetail(groundOf(text), row, column))

describe('what is behind a cell', () => {
  it('[VER-4] lists the pairs of namespaces that are open, with their ports', () => {
    const detail = detailOf('namespace:shop', 'namespace:shop')
    expect(detail?.pairs.map(({ from, to, cell }) => [from.title, to.title, cell.ports])).toEqual([
      ['web', 'web', 'every port'],
      ['web', 'db', '5432'],
      ['db', 'web', 'every port'],
    ])
    expect(detail).toMatchObject({ morePairs: 0, questions: [], allowed: 'every port', depends: '' })
  })

  it('[VER-4] offers questions about open and declared ports, and none that names every port', () => {
    const questions = (row: string, column: string) => detailOf(row, column)?.questions.map(({ port }) => port)
    expect(questions('shop/deployment/web', 'shop/deployment/db')).toEqual([5432])
    expect(questions('ops/deployment/grafana', 'shop/deployment/web')).toEqual([8080])
    expect(questions('shop/deployment/web', 'outside:internet')).toEqual([80])
  })

  it('[QUE-2] asks about ends that a question understands', () => {
    const ground = groundOf(SHOP)
    for (const [row, column] of [
      ['outside:internet', 'shop/deployment/db'],
      ['shop/deployment/web', 'shop/deployment/db'],
      ['shop/deployment/db', 'outside:internet'],
    ] as const) {
      const [question] = finish(matrixDetail(ground, row, column))?.questions ?? []
      expect(question && ask(ground.prepared, question)).toMatchObject({ kind: 'reply' })
    }
  })

  it('[END-1] asks about the open part of what is outside, when only some of it is', () => {
    const text = `${SHOP}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: office, namespace: shop }
spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: 198.51.100.0/24 } }] }] }
`
    const ground = groundOf(text)
    const detail = finish(matrixDetail(ground, 'outside:internet', 'shop/deployment/db'))
    expect(detail?.cell).toMatchObject({ answer: 'some', open: 1, pairs: 2 })
    const [question] = detail?.questions ?? []
    expect(question && ask(ground.prepared, question)).toMatchObject({ answer: 'allowed' })
  })

  it('[END-6] has nothing to ask where there are no pairs, and knows ends that are gone', () => {
    expect(detailOf('outside:internet', 'outside:internet')?.questions).toEqual([])
    expect(detailOf('namespace:gone', 'namespace:shop')).toBeUndefined()
  })
})
