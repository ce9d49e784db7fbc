import { describe, expect, it } from 'vitest'
import { contextOf, deployment, pod, yamlFile } from '../plan.testing.ts'
import { completeKeys, completeNamespaces, completeValues } from './policy-form-completions.ts'
import { countMatches, countPeerMatches } from './policy-form-matches.ts'
import { readPolicyForm } from './policy-form-model.ts'

const POLICY = `# web
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
  annotations:
    kubernetes.io/description: The shop's front door
spec:
  podSelector:
    matchLabels:
      app: web
    matchExpressions:
      - {key: tier, operator: In, values: [front]}
      - {key: app, operator: In, values: [web]}
      - {key: legacy, operator: DoesNotExist}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {}
          namespaceSelector: {matchLabels: {team: a}}
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
      ports:
        - port: 8080
    - {}
  egress:
    - to: [{podSelector: {matchLabels: {app: api}}}]
`
const cluster = yamlFile(
  'cluster.yaml',
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dmz', labels: { team: 'b' } } },
  deployment('shop', 'web', { app: 'web', tier: 'front' }),
  { ...deployment('shop', 'api', { app: 'api' }), spec: { ...specOf(deployment('shop', 'api')), replicas: 3 } },
  pod('shop', 'node-agent', { app: 'web' }, { hostNetwork: true }),
  pod('dmz', 'proxy-1', { app: 'web' }),
)
const context = contextOf([{ name: 'policies.yaml', text: POLICY }, cluster])
const PATH = 'policies.yaml#0'

function specOf(manifest: object): object {
  return (manifest as { readonly spec: object }).spec
}

describe('readPolicyForm', () => {
  const form = readPolicyForm(context, PATH)

  it('[SEL-2] shows the head and the subject as rows, with whom it matches', () => {
    expect(form).toMatchObject({
      path: PATH,
      name: 'web',
      namespace: 'shop',
      description: "The shop's front door",
      policyTypes: 'written',
      subject: {
        path: `${PATH}/spec/podSelector`,
        state: 'filled',
        labels: [{ key: 'app', value: 'web' }],
        expressions: [
          { index: 0, key: 'tier', operator: 'In', values: ['front'], canBeLabel: true },
          { index: 1, key: 'app', operator: 'In', values: ['web'], canBeLabel: false },
          { index: 2, key: 'legacy', operator: 'DoesNotExist', values: [], canBeLabel: false },
        ],
      },
      matches: { pods: 1, of: 4, unsure: 0, more: 0, workloads: [{ id: 'shop/deployment/web', pods: 1, names: [] }] },
    })
    expect(form?.locked).toBeUndefined()
  })

  it('[PEE-3] shows rules with peers as boxes, ports, and the paths that changes name', () => {
    const [ingress, egress] = form?.directions ?? []
    expect(ingress).toMatchObject({ direction: 'ingress', isolates: true, inert: false })
    expect(egress).toMatchObject({ direction: 'egress', isolates: false, inert: true })
    const rule = `${PATH}/spec/ingress/0`
    expect(ingress?.rules).toMatchObject([
      {
        path: rule,
        title: 'ingress rule 1',
        peers: [
          {
            kind: 'pods',
            path: `${rule}/from/0`,
            words: 'all pods in namespaces team=a',
            namespaceSelector: { path: `${rule}/from/0/namespaceSelector`, state: 'filled' },
            namespaces: { names: ['shop'], of: 2 },
            podSelector: { path: `${rule}/from/0/podSelector`, state: 'empty' },
            matches: { pods: 4, of: 4 },
          },
          { kind: 'block', path: `${rule}/from/1`, cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
        ],
        ports: [{ path: `${rule}/ports/0`, words: 'TCP 8080', port: { kind: 'range', first: 8080, last: 8080 } }],
      },
      { peers: 'any', ports: 'any' },
    ])
    expect(egress?.rules[0]?.peers).toMatchObject([
      { namespaceSelector: { state: 'absent' }, matches: { pods: 3, of: 4 } },
    ])
  })

  it('[V8] is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(form))).toEqual(form)
  })

  it('[VAL-10] is locked with the last valid state while the text is not valid', () => {
    const broken = { name: 'policies.yaml', text: POLICY.replace('cidr: 10.0.0.0/8', 'cidr: no') }
    const locked = readPolicyForm(contextOf([broken, cluster], undefined, context), PATH)
    expect(locked).toMatchObject({ name: 'web', locked: 'the policy is not valid now: mend its text first' })
  })

  it('[YML-6] knows nothing else', () => {
    expect(readPolicyForm(context, 'cluster.yaml#0')).toBeUndefined()
    expect(readPolicyForm(context, 'policies.yaml#1')).toBeUndefined()
  })
})

describe('countMatches', () => {
  it('[SEL-1] counts replicas, and no pods on the host network (END-5)', () => {
    expect(countMatches(context, 'shop', {})).toMatchObject({ pods: 4, of: 4 })
    expect(countMatches(context, 'shop', { matchLabels: { app: 'web' } })).toMatchObject({ pods: 1, of: 4 })
    expect(countMatches(context, 'dmz', { matchLabels: { app: 'web' } }).workloads).toMatchObject([
      { name: 'proxy-1', names: ['proxy-1'] },
    ])
    expect(countMatches(context, 'nowhere', {})).toMatchObject({ pods: 0, of: 0, workloads: [] })
  })

  it('[PEE-2] counts the pods of every matching namespace', () => {
    expect(countPeerMatches(context, 'shop', { namespaceSelector: {} })).toMatchObject({ pods: 5, of: 5 })
    const teamB = { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] } as const
    expect(countPeerMatches(context, 'shop', { namespaceSelector: teamB, podSelector: {} })).toMatchObject({ pods: 1 })
  })

  it('[END-2c] says what rests on a label nobody knows', () => {
    const hash = { matchLabels: { 'pod-template-hash': 'abc' } }
    expect(countMatches(context, 'shop', hash)).toMatchObject({ pods: 4, unsure: 4 })
  })
})

describe('completions', () => {
  it('[SEL-2] offers keys and values of the namespace, the most frequent first', () => {
    expect(completeKeys(context, { kind: 'pods', namespace: 'shop' })).toEqual([
      { text: 'app', count: 3 },
      { text: 'tier', count: 1 },
    ])
    expect(completeValues(context, { kind: 'pods', namespace: 'shop' }, 'app')).toEqual([
      { text: 'web', count: 2 },
      { text: 'api', count: 1 },
    ])
  })

  it('[END-3] offers labels of namespaces and their names', () => {
    expect(completeKeys(context, { kind: 'namespaces' })).toEqual([
      { text: 'kubernetes.io/metadata.name', count: 2 },
      { text: 'team', count: 2 },
    ])
    expect(completeValues(context, { kind: 'namespaces' }, 'team').map(({ text }) => text)).toEqual(['a', 'b'])
    expect(completeNamespaces(context)).toEqual(['dmz', 'shop'])
  })
})
