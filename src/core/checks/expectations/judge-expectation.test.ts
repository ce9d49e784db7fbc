import { describe, expect, it } from 'vitest'
import { prepareNotes } from '../../questions/questions.testing.ts'
import { judgeText } from './expectations.testing.ts'

const prepared = prepareNotes({
  namespaces: { shop: {}, pay: {} },
  workloads: [
    { id: 'shop/Deployment/web', labels: { app: 'web' }, expected: true },
    { id: 'shop/Deployment/cron', labels: { app: 'cron' }, expected: true },
    {
      id: 'pay/StatefulSet/db',
      pods: [
        { name: 'db-0', labels: { app: 'db', n: '0' }, ips: ['10.1.0.7'], ports: ['pg:5432'] },
        { name: 'db-1', labels: { app: 'db', n: '1' }, ips: ['10.1.0.8'], ports: ['pg:5433'] },
      ],
    },
    { id: 'pay/Deployment/api', labels: { app: 'api' }, expected: true, ports: ['http:8080'] },
    { id: 'pay/CronJob/night', labels: { app: 'night' }, expected: true },
  ],
  services: [{ id: 'pay/api', selector: { app: 'api' }, ports: ['80>http'], ips: ['10.96.0.9'] }],
  policies: [
    {
      name: 'db',
      namespace: 'pay',
      podSelector: { matchLabels: { app: 'db', n: '0' } },
      ingress: [
        { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] },
      ],
    },
    {
      name: 'api',
      namespace: 'pay',
      podSelector: { matchLabels: { app: 'api' } },
      ingress: [
        {
          from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 8080, endPort: 8090 }],
        },
        { from: [{ ipBlock: { cidr: '198.51.100.0/25' } }] },
      ],
    },
    { name: 'web', namespace: 'shop', podSelector: { matchLabels: { app: 'cron' } }, policyTypes: ['Egress'] },
  ],
})

const end = (kind: string, namespace: string, name: string) =>
  `{k8sResource: {kind: ${kind}, name: ${name}, namespace: ${namespace}}}`
const WEB = end('deployment', 'shop', 'web')
const API = end('deployment', 'pay', 'api')

function judge(src: string, dst: string, port: number, exitCode: number, bulkhead = '{}') {
  return judgeText(
    prepared,
    `- {name: x, type: k8s, targetPort: ${port}, exitCode: ${exitCode}, src: ${src}, dst: ${dst}, bulkhead: ${bulkhead}}`,
  )
}

describe('[EXP-5] an expectation', () => {
  it.each([
    ['allowed and allowed', WEB, API, 8080, 0, 'pass', 'it is allowed'],
    ['denied and denied', WEB, API, 9000, 1, 'pass', 'it is denied'],
    ['allowed and denied', WEB, API, 9000, 0, 'fail', 'it is denied'],
    ['denied and allowed', WEB, API, 8080, 2, 'fail', 'it is allowed'],
    ['stopped at the source', end('deployment', 'shop', 'cron'), API, 8080, 1, 'pass', 'it is denied'],
    ['one pod of two', WEB, end('statefulset', 'pay', 'db'), 80, 0, 'mixed', 'it is denied for 1 of 2 connections'],
    [
      'one pod of two, expected denied',
      WEB,
      end('statefulset', 'pay', 'db'),
      80,
      1,
      'mixed',
      'it is allowed for 1 of 2 connections',
    ],
    ['a pod by its name', WEB, end('pod', 'pay', 'db-0'), 80, 1, 'pass', 'it is denied'],
  ])('%s', (_, src, dst, port, exitCode, state, words) => {
    expect(judge(src, dst, port, exitCode)).toMatchObject({ state, words })
  })

  it('is about every port, and every port of a range', () => {
    expect(judge(WEB, API, 8080, 0, '{ports: [8080-8090]}').state).toBe('pass')
    expect(judge(WEB, API, 8080, 0, '{ports: [8080-8091]}')).toMatchObject({
      state: 'mixed',
      words: 'it is denied for 1 of 2 connections',
    })
    expect(judge(WEB, API, 8080, 1, '{ports: [1-8079, 8091-65535]}').state).toBe('pass')
    expect(judge(WEB, API, 8080, 0, '{ports: [8081, 22]}').state).toBe('mixed')
  })

  it('looks a port name up on each pod', () => {
    const found = judge(WEB, end('statefulset', 'pay', 'db'), 1, 0, '{ports: [pg]}')
    expect(found.state).toBe('pass')
    expect(found.asked.map(({ question, parts }) => [question.port, parts.map(({ to }) => to)])).toEqual([
      [5432, ['pay/statefulset/db#db-0']],
      [5433, ['pay/statefulset/db#db-1']],
    ])
  })

  it('is about every address of a block that rules tell apart', () => {
    const office = (cidr: string, exitCode: number) =>
      judge(WEB, API, 8080, exitCode, `{src: {host: {name: ${cidr}}}}`).state
    expect(office('198.51.100.0/25', 0)).toBe('pass')
    expect(office('198.51.100.0/24', 0)).toBe('mixed')
    expect(office('198.51.100.128/25', 1)).toBe('pass')
  })

  it('judges SCTP as such', () => {
    expect(judge(WEB, API, 8080, 1, '{protocol: SCTP}').state).toBe('pass')
  })

  it('depends where nobody can tell, and says on what', () => {
    const found = judge(WEB, '{host: {name: api.example.com}}', 443, 0)
    expect(found).toMatchObject({ state: 'depends', words: 'nobody can tell whether it is allowed' })
    expect(found.asked[0]?.parts[0]?.doubt?.on).toContain('api.example.com')
  })
})

describe('[EXP-7] a destination by name', () => {
  it('is what it stands for in the cluster', () => {
    const found = judge(WEB, '{host: {name: api.pay.svc.cluster.local}}', 80, 0)
    expect(found).toMatchObject({ state: 'pass' })
    expect(found.asked[0]?.parts).toMatchObject([{ to: 'pay/deployment/api', port: 8080 }])
    expect(judge(WEB, '{host: {name: 10.96.0.9}}', 80, 0).state).toBe('pass')
    expect(judge(WEB, '{host: {name: 10.1.0.7}}', 80, 1).state).toBe('pass')
  })
})

describe('[EXP-6] an expectation about nothing', () => {
  it.each([
    ['a workload that is not there', end('deployment', 'shop', 'wob'), API, '{}', 'there is no deployment shop/wob'],
    ['another kind', WEB, end('deployment', 'pay', 'db'), '{}', 'there is no deployment pay/db'],
    ['a name nobody has', WEB, '{host: {name: gone}}', '{}', 'no endpoint is called gone; did you mean'],
    ['a port name nobody declares', WEB, API, '{ports: [grpc]}', 'no pod of pay/api declares a TCP port grpc'],
    [
      'two ends outside',
      WEB,
      API,
      '{src: {host: {name: 192.0.2.0/24}}, dst: {host: {name: 192.0.2.0/24}}}',
      'no end of it is in the cluster',
    ],
  ])('is an error: %s', (_, src, dst, bulkhead, words) => {
    expect(judge(src, dst, 80, 0, bulkhead)).toMatchObject({ state: 'error', words, asked: [] })
    expect(judge(src, dst, 80, 1, bulkhead).state).toBe('error')
  })

  it('names what may be meant', () => {
    expect(judge(WEB, end('deployment', 'pay', 'db'), 80, 0).candidates).toEqual(['pay/statefulset/db'])
  })

  it('finds kinds that NetAssert does not know below bulkhead', () => {
    const night = '{src: {k8sResource: {kind: CronJob, name: night, namespace: pay}}}'
    expect(judge(WEB, API, 8080, 1, night).state).toBe('pass')
  })
})
