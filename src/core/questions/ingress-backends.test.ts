import { describe, expect, it } from 'vitest'
import { type ClusterNote, makeCluster, type PolicyNote, UPSTREAM } from '../engine/cluster.testing.ts'
import { prepare } from '../engine/prepare.ts'
import type { Cluster } from '../model/cluster.ts'
import type { EngineSettings } from '../model/settings.ts'
import { ask } from './ask.ts'
import { findBlockedIngresses } from './find-blocked-ingresses.ts'
import { answerIngresses } from './ingress-backends.ts'
import { openNamespace } from './opened-namespace.ts'
import { describeParts, prepareNotes, replyTo } from './questions.testing.ts'

const NOTE: ClusterNote = {
  workloads: [
    { id: 'shop/Deployment/web', labels: { app: 'web' }, ports: ['http:8080'] },
    { id: 'shop/Deployment/api', labels: { app: 'api' } },
    { id: 'ingress-nginx/Deployment/controller', labels: { app: 'nginx' } },
  ],
  services: [
    { id: 'shop/web', selector: { app: 'web' }, ports: ['front:80>http', '81'] },
    { id: 'shop/api', selector: { app: 'api' }, ports: ['80'] },
  ],
  ingresses: [{ id: 'shop/shop', backends: ['web:80', 'web:front', 'api:80', 'resource', 'gone:80', 'web:99'] }],
}
const policy = (ingress: PolicyNote['ingress']): PolicyNote => ({
  name: 'web',
  namespace: 'shop',
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress'],
  ...(ingress ? { ingress } : {}),
})
const FROM_NGINX = [
  { namespaceSelector: { matchLabels: { team: 'edge' } }, podSelector: { matchLabels: { app: 'nginx' } } },
]
const prepared = (policies: readonly PolicyNote[], settings: Partial<EngineSettings> = {}) =>
  prepareNotes({ ...NOTE, policies }, settings)
const answers = (policies: readonly PolicyNote[], settings: Partial<EngineSettings> = {}) =>
  answerIngresses(prepared(policies, settings)).map(({ answer }) => answer)
const first = (...policies: readonly PolicyNote[]) => answers(policies)[0]

describe('[ING-1] backends of Ingresses', () => {
  it('are allowed when not isolated; resources are not evaluated; what is not there stays open', () => {
    expect(answers([])).toEqual(['allowed', 'allowed', 'allowed', 'not-evaluated', 'depends', 'depends'])
  })

  it('are allowed by a rule without peers on the port of the pod', () => {
    expect(first(policy([{ ports: [{ port: 8080 }] }]))).toBe('allowed')
    expect(first(policy([{ ports: [{ port: 'http' }] }]))).toBe('allowed')
    expect(first(policy([{}]))).toBe('allowed')
  })

  it('are denied when no rule admits the port from anyone', () => {
    expect(first(policy([]))).toBe('denied')
    expect(first(policy([{ ports: [{ port: 80 }] }, { from: FROM_NGINX, ports: [{ port: 9090 }] }]))).toBe('denied')
    expect(answers([policy([])])).toEqual(['denied', 'denied', 'allowed', 'not-evaluated', 'depends', 'depends'])
  })

  it('depend on who the controller is otherwise, naming the peers that would admit', () => {
    const block = { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }
    const rules = [{ from: [...FROM_NGINX, block], ports: [{ port: 8080 }] }, { from: [{ podSelector: {} }] }]
    const [answer] = answerIngresses(prepared([policy(rules)]))
    expect(answer?.answer).toBe('depends')
    const cause = answer?.parts[0]?.verdict.ingress.causes[0]
    expect(cause?.kind === 'policy' && cause.admissions.map(({ peer, depends }) => [peer, depends?.on])).toEqual([
      [
        'policies.yaml#0/spec/ingress/0/from/0',
        'admitted if it is a pod with app=nginx in a namespace with team=edge, otherwise not',
      ],
      ['policies.yaml#0/spec/ingress/0/from/1', 'admitted if it is in 10.0.0.0/8 except 10.1.0.0/16, otherwise not'],
      ['policies.yaml#0/spec/ingress/1/from/0', 'admitted if it is a pod in namespace shop, otherwise not'],
    ])
  })

  it('one policy that admits anyone is enough', () => {
    const closed: PolicyNote = { name: 'closed', namespace: 'shop' }
    expect(first(closed, policy([{ ports: [{ port: 8080 }] }]))).toBe('allowed')
    expect(first(closed, policy([{ from: FROM_NGINX }]))).toBe('depends')
  })

  it('[CNI-1] are allowed where policies have no effect', () => {
    expect(answers([policy([])], { cni: 'flannel' })[0]).toBe('allowed')
  })
})

describe('[ING-1] the finding', () => {
  it('stands at every backend that policies block, and nowhere else', () => {
    const found = findBlockedIngresses(prepared([policy([])]))
    expect(found.map(({ place }) => place.kind === 'path' && place.path)).toEqual([
      'ingresses.yaml#0/spec/rules/0/http/paths/0/backend',
      'ingresses.yaml#0/spec/rules/0/http/paths/1/backend',
    ])
    expect(found[0]).toMatchObject({
      code: 'ING-1',
      severity: 'warning',
      field: 'spec.rules[0].http.paths[0].backend',
      message:
        'blocked: the pods behind Service shop/web are isolated by shop/web, and no rule admits port 8080 from anyone (/0)',
    })
    expect(findBlockedIngresses(prepared([policy([{ from: FROM_NGINX }])]))).toEqual([])
  })

  it('names the pods when only some are blocked', () => {
    const pods = ['x', 'y'].map((tier) => ({ name: tier, labels: { app: 'web', tier }, ports: ['http:8080'] }))
    const note: ClusterNote = {
      ...NOTE,
      workloads: [{ id: 'shop/Deployment/web', pods }],
      policies: [{ name: 'x', namespace: 'shop', podSelector: { matchLabels: { tier: 'x' } } }],
    }
    expect(findBlockedIngresses(prepareNotes(note))[0]?.message).toContain(
      'blocked: some of the pods (shop/deployment/web#x) behind Service shop/web',
    )
  })
})

describe('[ING-1] the ingress controller as the one who asks', () => {
  const rules = policy([{ from: FROM_NGINX, ports: [{ port: 8080 }] }])

  it('asks Services and workloads', () => {
    const reply = replyTo(prepared([rules]), 'ingress', 'shop/svc/web', { port: 80 })
    expect([reply.from, reply.to, describeParts(reply)]).toEqual([
      'ingress controller',
      'Service shop/web',
      ['depends ingress controller → shop/deployment/web:8080'],
    ])
    expect(replyTo(prepared([rules]), 'ingress-controller', 'shop/web', { port: 8080 }).answer).toBe('depends')
    expect(replyTo(prepared([rules]), 'ingress-controller', 'shop/web', { port: 80 }).answer).toBe('denied')
    expect(replyTo(prepared([rules]), 'ingress', 'shop/api', { port: 80 }).answer).toBe('allowed')
  })

  it('asks nobody else', () => {
    expect(ask(prepared([]), { from: 'ingress', to: '192.0.2.1:80' })).toMatchObject({ kind: 'unresolved', end: 'to' })
    expect(ask(prepared([]), { from: 'ingress', to: 'localhost:80' })).toMatchObject({ kind: 'unresolved', end: 'to' })
  })
})

describe('[ING-1] what is prepared for it', () => {
  it('is kept while the namespace, its pods and the settings stay as they are', () => {
    const cluster = makeCluster({ ...NOTE, policies: [policy([])] })
    const workloads = cluster.workloads.slice(0, 1)
    const open = (more: Partial<Cluster>, settings: Partial<EngineSettings> = {}) =>
      openNamespace(prepare({ ...cluster, ...more }, { ...UPSTREAM, ...settings }), workloads)
    const elsewhere = makeCluster({
      policies: [
        { name: 'x', namespace: 'other' },
        { name: 'y', namespace: 'shop' },
      ],
    })
    const first = open({})
    expect(open({ policies: [...cluster.policies, ...elsewhere.policies.slice(0, 1)] })).toBe(first)
    expect(open({}, { cni: 'calico' })).not.toBe(first)
    expect(open({ policies: [...cluster.policies, ...elsewhere.policies.slice(1)] })).not.toBe(first)
  })
})
