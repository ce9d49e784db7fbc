import { describe, expect, it } from 'vitest'
import { contextOf, deployment, policy, yamlFile } from '../authoring/plan.testing.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { type ReviewedFlow, type ReviewedFlows, review } from './review.ts'

const PODS = [deployment('shop', 'web'), deployment('shop', 'api'), deployment('shop', 'db')]
const db = (...rules: readonly object[]) =>
  policy('shop', 'db', { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'], ingress: rules })
const from = (app: string, ...ports: readonly number[]) => ({
  from: [{ podSelector: { matchLabels: { app } } }],
  ports: ports.map((port) => ({ port })),
})
const prepared = (...objects: readonly object[]) =>
  contextOf([yamlFile('a.yaml', ...objects)], { cni: 'upstream', implied: false }).prepared

const words = ({ from: source, to, before, after, policies }: ReviewedFlow) =>
  `${source} → ${to}: ${formatTraffic(before.allowed) || 'nothing'} then ${formatTraffic(after.allowed) || 'nothing'} by ${policies}`

describe('review of a change', () => {
  it('tells what opens, what closes and what has other ports, and by which policies', () => {
    const { opened, closed, changed, policies } = review(
      prepared(...PODS, db(from('web', 5432), from('db', 5433))),
      prepared(...PODS, db(from('web', 5432, 9187), from('api', 5432))),
    )
    const [pods] = ['shop/deployment/']
    expect(opened.first.map(words)).toEqual([`${pods}api → ${pods}db: nothing then TCP 5432 by shop/db`])
    expect(closed.first.map(words)).toEqual([`${pods}db → ${pods}db: TCP 5433 then nothing by shop/db`])
    expect(changed.first.map(words)).toEqual([`${pods}web → ${pods}db: TCP 5432 then TCP 5432,9187 by shop/db`])
    expect(policies).toEqual([{ name: 'shop/db', change: 'changed', before: 'a.yaml#3', after: 'a.yaml#3' }])
  })

  it('names also those who isolate now, where the one that let something pass was all that isolated', () => {
    const open = policy('shop', 'open', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] })
    const closed = policy('shop', 'closed', { podSelector: {}, policyTypes: ['Ingress'] })
    const [one, other] = [prepared(...PODS, open), prepared(...PODS, closed)]
    const blamed = (flows: ReviewedFlows) => new Set(flows.first.map(({ policies }) => policies.join()))
    expect(blamed(review(one, other).closed)).toEqual(new Set(['shop/closed,shop/open']))
    expect(blamed(review(other, one).opened)).toEqual(new Set(['shop/closed,shop/open']))
    // What stays isolated all along needs nobody to isolate it anew.
    expect(blamed(review(prepared(...PODS, closed, open), other).closed)).toEqual(new Set(['shop/open']))
  })

  it('tells who is isolated, who no longer, and who came and went', () => {
    const one = prepared(deployment('shop', 'web'), deployment('shop', 'db'), db())
    const other = prepared(
      deployment('shop', 'db'),
      deployment('shop', 'job'),
      policy('shop', 'all', { podSelector: {}, policyTypes: ['Egress'] }),
    )
    const { isolated, freed, appeared, gone, policies } = review(one, other)
    expect({ isolated, freed, appeared, gone }).toEqual({
      isolated: ['shop / db (egress)'],
      freed: ['shop / db (ingress)'],
      appeared: ['shop/deployment/job'],
      gone: ['shop/deployment/web'],
    })
    expect(policies).toEqual([
      { name: 'shop/all', change: 'added', after: 'a.yaml#2' },
      { name: 'shop/db', change: 'removed', before: 'a.yaml#2' },
    ])
  })

  it('knows ends that the other side cuts otherwise: addresses by blocks, pods by port names', () => {
    const block = (cidr: string, port: number) => ({ from: [{ ipBlock: { cidr } }], ports: [{ port }] })
    const { opened, closed, changed, opens } = review(
      prepared(...PODS, db(block('0.0.0.0/0', 5432))),
      prepared(...PODS, db(block('0.0.0.0/0', 5432), block('10.0.0.0/8', 9187))),
    )
    const outside = ({ first }: ReviewedFlows) => first.filter(({ from: source }) => source.startsWith('outside'))
    expect([...outside(opened), ...outside(closed)]).toEqual([])
    expect(
      outside(changed).map(({ before, after }) => [formatTraffic(before.allowed), formatTraffic(after.allowed)]),
    ).toEqual([['TCP 5432', 'TCP 5432,9187']])
    expect(opens).toBe(true)
  })

  it('finds nothing where only the text is another', () => {
    const one = prepared(...PODS, db(from('web', 5432), from('api', 80)))
    const { opened, closed, changed, policies } = review(one, prepared(db(from('web', 5432), from('api', 80)), ...PODS))
    const none = { first: [], total: 0 }
    expect({ opened, closed, changed, policies }).toEqual({ opened: none, closed: none, changed: none, policies: [] })
  })
})
