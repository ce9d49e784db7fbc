import { describe, expect, it } from 'vitest'
import { blockFile, contextOf, deployment, policy } from '../../authoring/plan.testing.ts'
import { finish } from '../../model/work.ts'
import { namespace, service } from '../lint/scenarios.testing.ts'
import { writePosture } from './posture-text.ts'
import { doorWords, outsideWords, standingWords, workloadsWords } from './posture-words.ts'
import { takingPosture } from './take-posture.ts'

const take = (...objects: readonly object[]) => {
  const { reading, prepared } = contextOf([blockFile('cluster.yaml', ...objects)])
  return finish(takingPosture(reading, prepared))
}

const web = deployment('shop', 'web')
const api = deployment('shop', 'api')
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } })
const closed = policy('shop', 'api', { ...pods('api'), policyTypes: ['Ingress'], ingress: [{ from: [pods('web')] }] })
const entrance = (type: string) => {
  const made = service('shop', 'front', { app: 'web' }, [{ port: 80, targetPort: 8080 }])
  return { ...made, spec: { ...('spec' in made ? (made.spec as object) : {}), type } }
}

describe('posture', () => {
  it('tells for each workload what is isolated, with whom something passes, and what reaches it from outside', () => {
    const [shop] = take(namespace('shop'), web, api, closed).namespaces
    expect(shop).toMatchObject({
      name: 'shop',
      tally: { all: 2, isolated: { ingress: 1, egress: 0 }, open: { ingress: 1, egress: 2 }, exposed: 0, onHost: 0 },
    })
    const said = shop?.pods.map((one) => [
      one.name,
      standingWords(one, 'ingress'),
      workloadsWords(one.ingress),
      outsideWords(one.ingress),
    ])
    expect(said).toEqual([
      ['web', 'open', '1 of 1', 'every port'],
      ['api', 'isolated', '1 of 1', 'nothing'],
    ])
  })

  it('knows the ways in from outside, and whether policies let pass what comes through', () => {
    const doorsOf = (...objects: readonly object[]) =>
      take(web, ...objects).namespaces.flatMap((one) => one.pods.flatMap(({ doors }) => doors.map(doorWords)))
    expect(doorsOf(entrance('LoadBalancer'))).toEqual(['LoadBalancer front to TCP 8080'])
    expect(doorsOf(entrance('ClusterIP'))).toEqual([])
    const deny = policy('shop', 'deny', { podSelector: {}, policyTypes: ['Ingress'] })
    expect(doorsOf(entrance('NodePort'), deny)).toEqual(['NodePort front to TCP 8080 (blocked by policies)'])
    const office = policy('shop', 'office', {
      ...pods('web'),
      ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
    })
    expect(doorsOf(entrance('NodePort'), office)).toEqual(['NodePort front to TCP 8080 (for some addresses)'])
  })

  it('says pods on the network of their node apart: policies do not reach them', () => {
    const agent = { ...deployment('shop', 'agent') } as { spec: { template: { spec: object } } }
    const onHost = {
      ...agent,
      spec: {
        ...agent.spec,
        template: { ...agent.spec.template, spec: { ...agent.spec.template.spec, hostNetwork: true } },
      },
    }
    const [shop] = take(onHost, policy('shop', 'deny', { podSelector: {}, policyTypes: ['Ingress'] })).namespaces
    expect(shop?.tally).toMatchObject({ all: 1, onHost: 1, open: { ingress: 0 }, isolated: { ingress: 0 } })
    expect(shop?.pods.map((one) => standingWords(one, 'ingress'))).toEqual(['node network'])
  })

  it('lists what would change it with its repairs, what would close most first', () => {
    const { raises } = take(web, api, closed, deployment('lone', 'cron'))
    expect(raises.map(({ kind, flows }) => [kind, flows])).toEqual([
      ['both', 11],
      ['egress', 9],
      ['ingress', 3],
    ])
    const [first] = raises[0]?.raises ?? []
    expect(first).toMatchObject({ rule: 'NP023', flows: 6 })
    expect(first?.fixes.map(({ title }) => title)).toEqual(['Isolate web, keeping what is open now and DNS'])
  })

  it('writes all of it as Markdown', () => {
    const text = writePosture(take(web, api, closed, entrance('LoadBalancer')))
    expect(text).toContain('| shop | 2 | 1 | 0 | 1 |\n')
    expect(text).toContain(
      '| Deployment web | open | 1 of 1 | every port | open | 1 of 1 | every port | LoadBalancer front to TCP 8080 |\n',
    )
    expect(text).toContain('### Open in both directions\n')
  })
})
