import { describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import { prepareNotes, replyTo } from './questions.testing.ts'

const prepared = prepareNotes({
  namespaces: { shop: {}, payments: {}, data: {} },
  workloads: [
    {
      id: 'shop/Deployment/web',
      labels: { app: 'web' },
      pods: [{ name: 'web-7d9c6-abcde', labels: { app: 'web' }, ips: ['10.1.0.1'] }],
    },
    { id: 'shop/tool' },
    { id: 'payments/Deployment/api', labels: { app: 'api' }, expected: true },
    {
      id: 'payments/StatefulSet/db',
      pods: [
        { name: 'db-0', labels: { app: 'db' }, ips: ['10.1.0.7', 'fd00::7'] },
        { name: 'db-1', labels: { app: 'db' }, ips: ['10.1.0.8'] },
      ],
    },
    { id: 'data/Deployment/twin', expected: true },
    { id: 'data/StatefulSet/twin', expected: true },
    { id: 'payments/Deployment/lonely', expected: true },
  ],
  services: [
    { id: 'payments/api', selector: { app: 'api' }, ports: ['80>8080'], ips: ['10.96.0.20'] },
    { id: 'payments/db', selector: { app: 'db' }, ports: ['5432'], headless: true },
    { id: 'shop/api', selector: { app: 'web' }, ports: ['80'] },
    { id: 'shop/payments', selector: { app: 'web' }, headless: true },
  ],
})
const to = (text: string, from = 'shop/web') => {
  const outcome = ask(prepared, { from, to: text, port: 80 })
  return outcome.kind === 'reply' ? outcome.to : [outcome.words, ...outcome.candidates].join(' ')
}

describe('[QUE-2] where connections go', () => {
  it.each([
    ['payments/api', 'payments/deployment/api'],
    ['payments/deployment/api', 'payments/deployment/api'],
    ['payments/deploy/api', 'payments/deployment/api'],
    ['payments/svc/api', 'Service payments/api'],
    ['svc/api', 'Service shop/api'],
    ['service/db', 'Service payments/db'],
    ['sts/db', 'payments/statefulset/db'],
    ['pod/db-0', 'payments/statefulset/db'],
    ['api', 'Service shop/api'],
    ['api.payments', 'Service payments/api'],
    ['api.payments.svc', 'Service payments/api'],
    ['api.payments.svc.cluster.local', 'Service payments/api'],
    ['api.payments.svc.cluster.local.', 'Service payments/api'],
    ['api.payments.svc.corp.example', 'Service payments/api'],
    ['http://api.payments:80/x', 'Service payments/api'],
    ['db.payments', 'Service payments/db'],
    ['db-0.db.payments.svc.cluster.local', 'payments/statefulset/db'],
    ['db-0.db.payments', 'payments/statefulset/db'],
    ['10-1-0-7.payments.pod.cluster.local', 'payments/statefulset/db'],
    ['fd00--7.payments.pod', 'payments/statefulset/db'],
    ['10-1-0-7.db.payments.svc', 'payments/statefulset/db'],
    ['db-1', 'payments/statefulset/db'],
    ['tool', 'shop/pod/tool'],
    ['10.1.0.8', 'payments/statefulset/db'],
    ['10.96.0.20', 'Service payments/api'],
    ['api.stripe.com', 'api.stripe.com'],
    ['db.payments.svc.clusterset.local', 'db.payments.svc.clusterset.local'],
  ])('%s is %s', (text, expected) => {
    expect(to(text)).toBe(expected)
  })

  it('looks names up as the asking pod does: its own namespace first', () => {
    expect([to('api'), to('api', 'payments/db'), to('api', 'data/deployment/twin')]).toEqual([
      'Service shop/api',
      'Service payments/api',
      'no endpoint is called api; did you mean payments/deployment/api payments/svc/api shop/svc/api',
    ])
  })

  it.each([
    ['lonely', 'no endpoint is called lonely; did you mean payments/deployment/lonely'],
    ['gone.payments', 'no endpoint is called gone.payments; did you mean'],
    ['db-7.db.payments.svc.cluster.local', 'no endpoint is called db-7.db.payments.svc.cluster.local'],
    [
      'payments/db-7',
      'no endpoint is called payments/db-7; did you mean payments/statefulset/db payments/svc/db payments/deployment/api',
    ],
    ['twin', 'twin could be one of data/deployment/twin data/statefulset/twin'],
    ['data/twin', 'data/twin could be one of data/deployment/twin data/statefulset/twin'],
    ['what is this', '"what is this" names no end of a connection'],
    ['ingress', 'connections start at an ingress controller'],
  ])('%s is refused rather than guessed', (text, words) => {
    expect(to(text)).toContain(words)
  })

  it('says which of a Service and a workload was taken', () => {
    const notes = (text: string, port: number, from = 'shop/web') =>
      replyTo(prepared, from, text, { port })
        .notes.filter(({ code }) => code === 'QUE-2')
        .map(({ words }) => words)
    expect(notes('api.payments', 80)).toEqual([
      'taken as Service payments/api; the workload is asked as payments/deployment/api',
    ])
    expect(notes('payments/api', 80)).toEqual([
      'taken as payments/deployment/api, on its own port 80; Service payments/api, whose port 80 goes to 8080, is asked as payments/svc/api',
    ])
    expect(notes('payments/api', 8080)).toEqual([])
    expect(notes('lonely', 80, 'payments/db')).toEqual([
      'no Service is called lonely: taken as payments/deployment/lonely',
    ])
    expect(notes('db-0', 80)).toEqual([])
  })
})

describe('[QUE-2] where connections start', () => {
  const from = (text: string) => {
    const outcome = ask(prepared, { from: text, to: 'shop/tool', port: 80 })
    return outcome.kind === 'reply' ? outcome.from : [outcome.end, outcome.words, ...outcome.candidates].join(' ')
  }

  it.each([
    ['web', 'shop/deployment/web'],
    ['db-0', 'payments/statefulset/db'],
    ['10.1.0.7:43210', 'payments/statefulset/db'],
    ['db-0.db.payments.svc.cluster.local', 'payments/statefulset/db'],
    ['api', 'payments/deployment/api'],
    ['deploy/web', 'shop/deployment/web'],
    ['ingress', 'ingress controller'],
    ['192.0.2.1', 'outside/0.0.0.0-255.255.255.255'],
  ])('%s is %s', (text, expected) => {
    expect(from(text)).toBe(expected)
  })

  it.each([
    ['twin', 'from twin could be one of data/deployment/twin data/statefulset/twin'],
    ['svc/db', 'from Service payments/db starts no connections; its pods do payments/statefulset/db'],
    ['api.payments.svc', 'from Service payments/api starts no connections; its pods do payments/deployment/api'],
    ['10.96.0.20', 'from Service payments/api starts no connections'],
    ['api.stripe.com', 'from api.stripe.com is outside the cluster and its addresses are not known'],
    ['gone', 'from no endpoint is called gone'],
    ['lookup db: i/o timeout', 'from a failed lookup says where a connection goes'],
    ['', 'from "" names no end of a connection: it is empty'],
  ])('%s is refused', (text, words) => {
    expect(from(text)).toContain(words)
  })
})

describe('[QUE-3] ports', () => {
  const port = (text: string, beside: { port?: number; protocol?: 'UDP' | 'TCP' } = {}) => {
    const outcome = ask(prepared, { from: 'shop/web', to: text, ...beside })
    if (outcome.kind === 'unresolved') return outcome.words
    const notes = outcome.notes.filter(({ code }) => code === 'QUE-3').map(({ words }) => words)
    return [`${outcome.port}/${outcome.protocol}`, ...notes].join(': ')
  }

  it('takes the port in the text, unless one beside it differs, and says so then', () => {
    expect(port('shop/tool:8080')).toBe('8080/TCP')
    expect(port('udp://tool:514')).toBe('514/UDP')
    expect(port('udp://tool', { port: 514 })).toBe('514/UDP')
    expect(port('shop/tool:8080', { port: 8080 })).toBe('8080/TCP')
    expect(port('shop/tool:8080', { port: 9090 })).toBe(
      '9090/TCP: asked on 9090/TCP, which is given beside the text; the text says 8080/TCP',
    )
    expect(port('http://tool:80', { port: 80, protocol: 'UDP' })).toBe(
      '80/UDP: asked on 80/UDP, which is given beside the text; the text says 80/TCP',
    )
  })

  it('asks for one when there is none', () => {
    expect(port('shop/tool')).toBe('shop/tool names no port: give one, as in shop/tool:8080')
    expect(port('tcp://tool')).toContain('names no port')
    expect(port('ping tool')).toContain('CNI-4')
  })
})

describe('[QUE-6] the pod itself', () => {
  it.each(['localhost:80', '127.0.0.1:80', '[::1]:80', 'http://localhost'])('%s is the asking pod', (text) => {
    const reply = replyTo(prepared, 'shop/web', text)
    expect([reply.answer, reply.to, reply.notes.map(({ code }) => code)]).toEqual([
      'allowed',
      'shop/deployment/web',
      ['QUE-6'],
    ])
  })

  it('of a host outside is refused', () => {
    expect(ask(prepared, { from: '192.0.2.1', to: 'localhost:80' })).toMatchObject({ kind: 'unresolved', end: 'to' })
  })
})
