import { describe } from 'vitest'
import { deployment, policy } from '../../authoring/plan.testing.ts'
import { NP019 } from './np019-peer-selects-no-pod.ts'
import { NP020 } from './np020-matches-no-namespace.ts'
import { NP030 } from './np030-every-namespace.ts'
import { NP036 } from './np036-and-or.ts'
import { namespace, runScenarios } from './scenarios.testing.ts'

const web = deployment('shop', 'web')
const api = deployment('shop', 'api')
const ops = namespace('ops', { team: 'ops' })
const scraper = deployment('ops', 'scraper', { app: 'scraper' })
const from = (...peers: readonly object[]) =>
  policy('shop', 'front', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ from: peers }] })
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } })
const spaces = (labels: object) => ({ namespaceSelector: { matchLabels: labels } })

describe('NP019 peer selects no pod', () => {
  runScenarios(NP019, [
    {
      does: 'says whom a peer looks for among how many, and offers the nearest label',
      objects: [web, api, from(pods('apis'))],
      says: ['no pod is app=apis in shop: 2 pods there, none with these labels'],
      offers: ['Select app=api instead of app=apis'],
      fixed: { 'Select app=api instead of app=apis': /app: api\n/ },
    },
    { does: 'is silent about peers that are there', objects: [web, api, from(pods('api'))], says: [] },
    {
      does: 'leaves namespaces that are not there to NP020, and those without pods alone',
      objects: [
        web,
        ops,
        from({ ...spaces({ team: 'sales' }), ...pods('x') }, { ...spaces({ team: 'ops' }), ...pods('x') }),
      ],
      says: [],
    },
    {
      does: 'looks into the namespaces of the peer',
      objects: [web, ops, scraper, from({ ...spaces({ team: 'ops' }), ...pods('scrape') })],
      says: ['no pod is app=scrape in namespaces team=ops: 1 pod there, none with these labels'],
      offers: ['Select app=scraper instead of app=scrape'],
    },
  ])
})

describe('NP020 matches no namespace', () => {
  runScenarios(NP020, [
    {
      does: 'knows the label that Kubernetes sets',
      objects: [web, ops, from(spaces({ name: 'ops' }))],
      says: [
        'no namespace of this document has name=ops; label name is not set by Kubernetes, kubernetes.io/metadata.name is',
      ],
      offers: ['Rename name to kubernetes.io/metadata.name'],
      fixed: { 'Rename name to kubernetes.io/metadata.name': /kubernetes\.io\/metadata\.name: ops/ },
    },
    {
      does: 'says that a label is nowhere',
      objects: [web, ops, from(spaces({ team: 'sales' }))],
      says: ['no namespace of this document has team=sales'],
    },
    { does: 'is silent about namespaces that are there', objects: [web, ops, from(spaces({ team: 'ops' }))], says: [] },
  ])
})

describe('NP030 every namespace is a peer', () => {
  runScenarios(NP030, [
    {
      does: 'tells an empty namespaceSelector from none',
      objects: [web, from({ namespaceSelector: {} }, { namespaceSelector: {}, ...pods('api') }, { podSelector: {} })],
      says: ['front names any pod in any namespace as a peer', 'front names app=api in any namespace as a peer'],
    },
  ])
})

describe('NP036 AND and OR may be confused', () => {
  runScenarios(NP036, [
    {
      does: 'sees two items that only make sense as one',
      objects: [web, ops, scraper, deployment('ops', 'shell'), from(spaces({ team: 'ops' }), pods('scraper'))],
      says: [
        'front admits every pod of the namespaces (scraper and shell): nobody in shop is app=scraper, so that the two items may be meant as one',
      ],
      offers: ['Require both in one item'],
      fixed: { 'Require both in one item': /team: ops\n +podSelector:\n +matchLabels:\n +app: scraper/ },
    },
    {
      does: 'sees one item that only makes sense as two',
      objects: [web, api, ops, scraper, from({ ...spaces({ team: 'ops' }), ...pods('api') })],
      says: [
        'front asks for app=api in namespaces team=ops and finds nobody; api in shop would match if it were two items',
      ],
      offers: ['Make them two items'],
      fixed: { 'Make them two items': /- namespaceSelector:\n +matchLabels:\n +team: ops\n +- podSelector:/ },
    },
    {
      does: 'is silent where a namespace is meant by name',
      objects: [web, api, ops, scraper, from({ ...spaces({ 'kubernetes.io/metadata.name': 'ops' }), ...pods('api') })],
      says: [],
    },
    {
      does: 'is silent where both make sense',
      objects: [web, api, ops, scraper, from(spaces({ team: 'ops' }), pods('api'))],
      says: [],
    },
  ])
})
