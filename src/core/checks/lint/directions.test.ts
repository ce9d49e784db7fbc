import { describe } from 'vitest'
import { deployment, pod, policy } from '../../authoring/plan.testing.ts'
import { NP013 } from './np013-policy-types-not-written.ts'
import { NP015 } from './np015-isolated-by-rules.ts'
import { NP023 } from './np023-selected-by-none.ts'
import { NP024 } from './np024-isolated-one-way.ts'
import { NP025 } from './np025-namespace-without-policy.ts'
import { NP026 } from './np026-no-default-deny-ingress.ts'
import { NP027 } from './np027-no-default-deny-egress.ts'
import { NP028 } from './np028-no-name-lookups.ts'
import { NP040 } from './np040-changes-nothing.ts'
import { NP041 } from './np041-nothing-allowed.ts'
import { NP043 } from './np043-host-network.ts'
import { namespace, runScenarios } from './scenarios.testing.ts'

const web = deployment('shop', 'web')
const api = deployment('shop', 'api')
const both = ['Ingress', 'Egress']
const on = (app: string, spec: object) => policy('shop', app, { podSelector: { matchLabels: { app } }, ...spec })
const all = (name: string, spec: object) => policy('shop', name, { podSelector: {}, ...spec })
const dns = deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, [{ containerPort: 53, protocol: 'UDP' }])
const toDns = (...protocols: readonly string[]) => ({
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: protocols.map((protocol) => ({ protocol, port: 53 })),
})

describe('NP013 policyTypes not written', () => {
  runScenarios(NP013, [
    {
      does: 'writes what the rules make of it',
      objects: [web, on('web', { egress: [{}] })],
      says: ['web does not write policyTypes: by its rules it isolates ingress and egress'],
      offers: ['Write policyTypes: ingress and egress'],
      fixed: { 'Write policyTypes: ingress and egress': /policyTypes:\n +- Ingress\n +- Egress/ },
    },
    { does: 'is silent where they are', objects: [web, on('web', { policyTypes: ['Ingress'] })], says: [] },
  ])
})

describe('NP015 egress isolated only by having rules', () => {
  runScenarios(NP015, [
    {
      does: 'says whose',
      objects: [web, on('web', { egress: [toDns('UDP')] })],
      says: ['web isolates the egress of web only because it has egress rules: policyTypes is not written'],
    },
    { does: 'knows that an empty list is no rule', objects: [web, on('web', { egress: [] })], says: [] },
    { does: 'is silent where it is written', objects: [web, on('web', { policyTypes: both, egress: [{}] })], says: [] },
  ])
})

describe('NP023 workload without policy', () => {
  const keep = 'Isolate api, keeping what is open now and DNS'
  runScenarios(NP023, [
    {
      does: 'finds who was forgotten in a namespace with policies',
      objects: [web, api, on('web', { policyTypes: both })],
      says: ['no policy selects Deployment api: it admits everything, and may connect to everything'],
      offers: [keep],
      fixed: { [keep]: /app: api/ },
    },
    { does: 'leaves namespaces without policies to NP025', objects: [web, api], says: [] },
    {
      does: 'is silent about who is isolated one way',
      objects: [web, on('web', { policyTypes: ['Egress'] })],
      says: [],
    },
    {
      does: 'is silent about who no policy can select',
      objects: [web, pod('shop', 'agent', { app: 'agent' }, { hostNetwork: true }), on('web', { policyTypes: both })],
      says: [],
    },
  ])
})

describe('NP024 isolated in one direction only', () => {
  runScenarios(NP024, [
    {
      does: 'says which',
      objects: [web, api, on('web', { policyTypes: ['Ingress'] }), on('api', { policyTypes: both })],
      says: ['Deployment web is isolated for ingress only: for egress it is open'],
      offers: ['Isolate web for egress, keeping what is open now and DNS'],
      fixed: { 'Isolate web for egress, keeping what is open now and DNS': /- Egress/ },
    },
  ])
})

describe('NP025 namespace without any policy', () => {
  const keep = 'Isolate shop, keeping what is open now and DNS'
  runScenarios(NP025, [
    {
      does: 'counts its pods',
      objects: [namespace('shop'), web, api],
      says: ['no policy in force speaks for namespace shop, with 2 pods: everybody may reach them'],
      offers: [keep],
      fixed: { [keep]: /podSelector: {}/ },
    },
    { does: 'is silent where there is one', objects: [namespace('shop'), web, on('web', {})], says: [] },
    { does: 'is silent about a namespace without pods', objects: [namespace('shop')], says: [] },
  ])
})

describe('NP026, NP027 no default deny', () => {
  const keep = 'Isolate shop for ingress, keeping what is open now'
  runScenarios(NP026, [
    {
      does: 'sees that later pods are open for ingress',
      objects: [namespace('shop'), web, on('web', { policyTypes: both })],
      says: ['no policy of shop isolates every pod for ingress: a pod that comes later is open'],
      offers: [keep],
      fixed: { [keep]: /podSelector: {}/ },
    },
    { does: 'is content with any that isolates all', objects: [web, all('all', { ingress: [{}] })], says: [] },
  ])
  runScenarios(NP027, [
    {
      does: 'looks at egress apart',
      objects: [web, all('all', { policyTypes: ['Ingress'] })],
      says: ['no policy of shop isolates every pod for egress: a pod that comes later is open'],
      offers: ['Isolate shop for egress, keeping what is open now and DNS'],
    },
  ])
})

describe('NP028 no name lookups', () => {
  runScenarios(NP028, [
    {
      does: 'sees the classic default deny, and offers DNS for the namespace',
      objects: [web, api, dns, all('deny', { policyTypes: ['Egress'] })],
      says: [
        "web and api cannot look names up: deny isolates egress, and nothing admits UDP and TCP 53 to the cluster's DNS",
      ],
      offers: ['Allow DNS for namespace shop'],
      fixed: { 'Allow DNS for namespace shop': /name: allow-dns/ },
    },
    {
      does: 'misses TCP where only UDP is admitted, and does not isolate others by its fix',
      objects: [web, api, dns, on('web', { policyTypes: ['Egress'], egress: [toDns('UDP')] })],
      says: ["web cannot look names up: web isolates egress, and nothing admits TCP 53 to the cluster's DNS"],
      offers: ['Allow DNS for web'],
      fixed: { 'Allow DNS for web': /allow-web-to-dns/ },
    },
    {
      does: 'is silent where both protocols pass',
      objects: [web, dns, on('web', { policyTypes: ['Egress'], egress: [toDns('UDP', 'TCP')] })],
      says: [],
    },
    {
      does: 'looks at port 53 of any rule where no DNS pod is known',
      objects: [web, api, on('web', { egress: [toDns('UDP', 'TCP')] }), on('api', { policyTypes: ['Egress'] })],
      says: ["api cannot look names up: api isolates egress, and nothing admits UDP and TCP 53 to the cluster's DNS"],
      offers: ['Allow DNS for api'],
    },
  ])
})

describe('NP040 the policies change nothing', () => {
  runScenarios(NP040, [
    {
      does: 'says it of the whole set',
      objects: [web, on('wep', {})],
      says: ['1 policy and 1 pod, and none of these is isolated'],
    },
    { does: 'is silent once one pod is', objects: [web, on('wep', {}), on('web', {})], says: [] },
  ])
})

describe('NP041 isolated with nothing allowed', () => {
  runScenarios(NP041, [
    {
      does: 'says in which directions',
      objects: [web, api, on('web', { policyTypes: both }), on('api', { ingress: [{}] })],
      says: ['Deployment web is isolated for ingress and egress, and nothing is admitted there'],
    },
  ])
})

describe('NP043 selects pods on the host network', () => {
  const agent = pod('shop', 'agent', { app: 'agent' }, { hostNetwork: true })
  runScenarios(NP043, [
    {
      does: 'says on whom a policy has no effect',
      objects: [web, agent, all('all', {}), on('web', {})],
      says: ['all has no effect on agent: on the network of the node'],
    },
  ])
})
