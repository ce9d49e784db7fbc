import { describe, expect, it } from 'vitest'
import { analyse } from './analyse.ts'
import { describeEndpoints } from './describe-endpoint.ts'
import { findSpareRules } from './find-spare-rules.ts'

const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main }] } } }
---
`
const policy = (name: string, rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: ${rules}
---
`
const from = (app: string, port: number) =>
  `{ from: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: ${port} }] }`

const text = [
  ...['web', 'api', 'db'].map(workload),
  policy('narrow', `[${from('web', 80)}, ${from('api', 81)}]`),
  policy('broad', '[{ ports: [{ port: 80 }] }]'),
].join('')
const analysis = analyse([{ name: 'all.yaml', text }], { cni: 'upstream', implied: false })

describe('findSpareRules', () => {
  it('[ISO-5] names the rules that others cover, and where these stand', () => {
    const rules = ['all.yaml#3/spec/ingress/0', 'all.yaml#3/spec/ingress/1', 'all.yaml#4/spec/ingress/0']
    const spare = findSpareRules(analysis, rules)
    expect(spare.map(({ path, by }) => [path, by.map((rule) => [rule.path, rule.file, rule.line])])).toEqual([
      ['all.yaml#3/spec/ingress/0', [['all.yaml#4/spec/ingress/0', 'all.yaml', 28]]],
    ])
  })

  it('says nothing of what is no rule in force', () => {
    expect(findSpareRules(analysis, ['all.yaml#3', 'gone.yaml#0/spec/ingress/0'])).toEqual([])
  })
})

describe('describeEndpoints', () => {
  it('[ISO-6] says who reaches a workload, and whom it reaches', () => {
    const [db] = describeEndpoints(analysis, ['shop/deployment/db'])
    const port80 = { allowed: { TCP: [{ first: 80, last: 80 }] }, depends: {} }
    expect(db?.directions.ingress).toMatchObject({
      isolation: 'isolated',
      traffic: { workloads: { certain: 2, possible: 2 }, outside: port80, internet: port80 },
    })
    expect(db?.directions.egress).toMatchObject({ isolation: 'open', traffic: { workloads: { certain: 2 } } })
  })
})
