import { describe, expect, it } from 'vitest'
import type { TextFile } from '../../model/edit.ts'
import { fieldAt } from '../../model/json.ts'
import { afterEdits, blockFile, contextOf, deployment, pod, policy, yamlFile } from '../plan.testing.ts'
import type { ConnectEnd, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { flowsOfDrawn } from './generate-drawn.ts'
import type { WantedFlow } from './generate-flows.ts'
import { type GenerateIntention, planGenerate } from './plan-generate.ts'

const SHOP: TextFile = {
  name: 'shop.yaml',
  text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, pod-template-hash: "5d8"}
    spec:
      containers: [{name: main, image: web}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers: [{name: main, image: api}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: data
spec:
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers: [{name: main, image: db}]
`,
}

const workload = (id: string): ConnectEnd => ({ kind: 'workload', id })
const WEB = workload('shop/deployment/web')
const API = workload('shop/deployment/api')
const DB = workload('data/statefulset/db')
const tcp = (first: number, last = first): WantedPort => ({ kind: 'range', protocol: 'TCP', first, last })
const flow = (from: ConnectEnd, to: ConnectEnd, ...ports: readonly WantedPort[]): WantedFlow => ({ from, to, ports })

const generate = (flows: GenerateIntention['flows'], more: Partial<GenerateIntention> = {}): GenerateIntention => ({
  kind: 'generate',
  flows,
  ...more,
})

/** What a plan adds to the end of the last file. */
function addedBy(context: PlanContext, intention: GenerateIntention): string {
  const plan = planGenerate(context, intention)
  expect(plan.obstacles).toEqual([])
  const after = afterEdits(context, plan.edits).document.files.at(-1)?.text ?? ''
  const before = context.document.files.at(-1)?.text ?? ''
  expect(after.startsWith(before)).toBe(true)
  return after.slice(before.length)
}

/** `namespace/name` of all policies. */
const policiesOf = ({ prepared }: PlanContext) =>
  prepared.cluster.policies.map(({ namespace, name }) => `${namespace}/${name}`)

describe('planGenerate', () => {
  it('[ISO-4] writes a default deny and one policy per workload and direction, as a person would', () => {
    const flows = [
      flow({ kind: 'internet', reach: 'anyone' }, WEB, tcp(443), tcp(80)),
      flow(API, DB, tcp(5432)),
      flow(WEB, API, tcp(8080)),
      flow(API, DB, tcp(5433)),
    ]
    expect(addedBy(contextOf([SHOP]), generate(flows))).toBe(`---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: data
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-to-db
  namespace: data
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 5432
        - protocol: TCP
          port: 5433
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-all
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-to-api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 8080
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-from-api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: data
          podSelector:
            matchLabels:
              app: db
      ports:
        - protocol: TCP
          port: 5432
        - protocol: TCP
          port: 5433
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-to-web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - protocol: TCP
          port: 80
        - protocol: TCP
          port: 443
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-from-web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Egress
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 8080
`)
  })

  it('[RUL-3] merges peers with the same ports into one rule, and leaves out what a namespace is granted', () => {
    const flows = [
      flow(WEB, DB, tcp(5432), tcp(9090)),
      flow(API, DB, tcp(5432)),
      flow({ kind: 'namespace', namespace: 'shop' }, DB, tcp(9090, 9099)),
    ]
    const added = addedBy(contextOf([SHOP]), generate(flows, { directions: ['ingress'], namespaces: [] }))
    expect(added).toBe(`---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-to-db
  namespace: data
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app: api
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app: web
      ports:
        - protocol: TCP
          port: 5432
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
      ports:
        - protocol: TCP
          port: 9090
          endPort: 9099
`)
  })

  it('[V13] refuses labels that also select a workload for which the same was not asked', () => {
    const twins = yamlFile('twins.yaml', pod('shop', 'a', { app: 'x' }), pod('shop', 'b', { app: 'x' }))
    const context = contextOf([SHOP, twins])
    const toDb = (name: string) => flow(workload(`shop/pod/${name}`), DB, tcp(5432))
    expect(planGenerate(context, generate([toDb('a')])).obstacles).toEqual([
      {
        code: 'not-unique',
        words:
          'a → db on 5432: app=x also selects b (cannot be told apart by labels): b → db on 5432 was not asked for',
      },
    ])
    const plan = planGenerate(context, generate([toDb('a'), toDb('b')]))
    expect(plan.obstacles).toEqual([])
    expect(policiesOf(afterEdits(context, plan.edits))).toEqual([
      'data/deny-all',
      'data/allow-to-db',
      'shop/deny-all',
      'shop/allow-from-a-and-b',
    ])
    // A flow from anyone opens the target's end; it does not let b send.
    const anyone = flow({ kind: 'internet', reach: 'anyone' }, DB, tcp(5432))
    expect(planGenerate(context, generate([toDb('a'), anyone])).obstacles).toHaveLength(1)
    const agreed = planGenerate(context, generate([toDb('a')], { allowForBoth: true }))
    expect(agreed.obstacles).toEqual([])
  })

  it('[END-5] refuses pods on their node’s network and pods without labels, or leaves them out and says so', () => {
    const strange = yamlFile(
      'strange.yaml',
      pod('shop', 'agent', { app: 'agent' }, { hostNetwork: true }),
      pod('shop', 'bare', {}),
    )
    const context = contextOf([SHOP, strange])
    const flows = [
      flow(workload('shop/pod/agent'), API, tcp(8080)),
      flow(workload('shop/pod/bare'), API, tcp(8080)),
      flow(WEB, API, tcp(8080)),
    ]
    expect(planGenerate(context, generate(flows)).obstacles.map(({ code }) => code)).toEqual([
      'not-expressible',
      'not-expressible',
    ])
    const plan = planGenerate(context, generate(flows, { leaveOut: true }))
    expect(plan.obstacles).toEqual([])
    expect(plan.notes.slice(0, 3)).toEqual([
      "left out agent → api on 8080: agent runs on its node's network: policies have no effect on it and no selector matches it",
      'left out bare → api on 8080: bare has no labels, so no selector can name it: connect its whole namespace shop instead',
      'no flow was asked for bare in shop: closed there',
    ])
  })

  it('[ISO-5] counts what policies that stay admit besides, and replaces those for the same pods when asked', () => {
    const wide = yamlFile(
      'policies.yaml',
      policy('shop', 'wide', { podSelector: { matchLabels: { app: 'api' } }, ingress: [{}] }),
      policy('shop', 'all', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }),
    )
    const context = contextOf([SHOP, yamlFile('idle.yaml', deployment('shop', 'idle')), wide])
    const flows = [flow(WEB, API, tcp(8080))]
    const adding = planGenerate(context, generate(flows))
    expect(adding.notes).toContain('policies that stay let 2 other flows pass, which were not asked for: wide, all')
    const replacing = planGenerate(context, generate(flows, { replace: true }))
    expect(replacing.notes).toContain('takes the place of wide')
    expect(policiesOf(afterEdits(context, replacing.edits))).toEqual([
      'shop/all',
      'shop/deny-egress',
      'shop/allow-to-api',
      'shop/allow-from-web',
    ])
  })

  it('[ISO-5] says that policies for exactly these flows are there already', () => {
    const context = contextOf([SHOP])
    const flows = [flow(WEB, API, tcp(8080))]
    const after = afterEdits(context, planGenerate(context, generate(flows)).edits)
    expect(planGenerate(after, generate(flows)).obstacles).toEqual([
      { code: 'nothing-to-do', words: 'policies that allow exactly these flows are there already' },
    ])
    expect(planGenerate(after, generate('drawn', { replace: true })).obstacles.map(({ code }) => code)).toEqual([
      'nothing-to-do',
    ])
  })

  it('[ISO-4] writes in one namespace only, where that is asked for', () => {
    const context = contextOf([SHOP])
    const flows = [flow(WEB, API, tcp(8080)), flow(API, DB, tcp(5432)), flow(DB, DB, tcp(5432))]
    const plan = planGenerate(context, generate(flows, { within: 'shop' }))
    const after = afterEdits(context, plan.edits)
    expect(policiesOf(after)).toEqual([
      'shop/deny-all',
      'shop/allow-to-api',
      'shop/allow-from-api',
      'shop/allow-from-web',
    ])
    expect(planGenerate(after, generate('drawn', { within: 'shop', replace: true })).obstacles).toHaveLength(1)
  })

  it('[ISO-5] says what is wanted in the policy that speaks for the same pods, with the smallest edit', () => {
    const own = { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] }
    const from = (app: string) => ({ podSelector: { matchLabels: { app } } })
    const given = (rules: readonly object[]) =>
      contextOf([SHOP, blockFile('policies.yaml', policy('shop', 'api', { ...own, ingress: [...rules] }))])
    const rulesAfter = (rules: readonly object[], ports: readonly WantedPort[]) => {
      const context = given(rules)
      const intention = generate([flow(WEB, API, ...ports), flow(DB, API, ...ports)], { directions: ['ingress'] })
      const plan = planGenerate(context, { ...intention, within: 'shop' })
      expect(plan.notes).toContain('adds to api')
      expect(plan.selectors.map(({ words }) => words)).toContain('app=web in shop')
      const after = afterEdits(context, plan.edits)
      expect(policiesOf(after)).toEqual(['shop/api', 'shop/deny-ingress'])
      expect(planGenerate(after, { ...intention, within: 'shop' }).obstacles).toHaveLength(1)
      const [text] = after.reading.files.flatMap(({ items }) => items.flatMap(({ resources }) => resources)).slice(-2)
      return JSON.stringify(fieldAt(text?.value ?? {}, 'spec', 'ingress'))
    }
    const db = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } }, ...from('db') }
    const port = (number: number) => ({ protocol: 'TCP', port: number })
    // The rule has these ports: the peers go into it.
    expect(rulesAfter([{ from: [from('old')], ports: [{ port: 8080 }] }], [tcp(8080)])).toBe(
      JSON.stringify([{ from: [from('old'), from('web'), db], ports: [{ port: 8080 }] }]),
    )
    // The rule has these peers: the port goes into it.
    expect(rulesAfter([{ from: [db, from('web')], ports: [port(80)] }], [tcp(80), tcp(8080)])).toBe(
      JSON.stringify([{ from: [db, from('web')], ports: [port(80), port(8080)] }]),
    )
    // Neither: a rule of its own; what is admitted already is not said again.
    expect(rulesAfter([{ from: [from('web'), from('old')], ports: [port(8080), port(80)] }], [tcp(8080)])).toBe(
      JSON.stringify([
        { from: [from('web'), from('old')], ports: [port(8080), port(80)] },
        { from: [db], ports: [port(8080)] },
      ]),
    )
    // A rule that was given peers takes no ports.
    expect(rulesAfter([{ from: [from('web')], ports: [port(80)] }], [tcp(80), tcp(8080)])).toBe(
      JSON.stringify([
        { from: [from('web')], ports: [port(80), port(8080)] },
        { from: [db], ports: [port(80), port(8080)] },
      ]),
    )
  })

  it('[YML-3] writes a policy beside one whose text is shared', () => {
    const text = `kind: List
apiVersion: v1
items:
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: api, namespace: shop}
    spec: &spec {podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 1}]}]}
  - {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: api, namespace: ops}, spec: *spec}
`
    const context = contextOf([SHOP, { name: 'policies.yaml', text }])
    const plan = planGenerate(context, generate([flow(WEB, API, tcp(8080))], { directions: ['ingress'] }))
    expect(policiesOf(afterEdits(context, plan.edits))).toContain('shop/allow-to-api')
  })

  it('[ISO-1] leaves other namespaces as open as they are when some are named', () => {
    const flows = [flow(API, DB, tcp(5432))]
    const open = planGenerate(contextOf([SHOP]), generate(flows, { namespaces: ['shop'] }))
    expect(open.notes).toContain('pods of data stay as open as they are')
    expect(policiesOf(afterEdits(contextOf([SHOP]), open.edits))).toEqual(['shop/deny-all', 'shop/allow-from-api'])
    const isolated = contextOf([SHOP, yamlFile('policies.yaml', policy('data', 'deny', { podSelector: {} }))])
    const { edits } = planGenerate(isolated, generate(flows, { namespaces: ['shop'] }))
    expect(policiesOf(afterEdits(isolated, edits))).toEqual([
      'data/deny',
      'data/allow-to-db',
      'shop/deny-all',
      'shop/allow-from-api',
    ])
  })

  it('[END-7] says that names cannot be looked up, unless DNS is kept', () => {
    const context = contextOf([SHOP])
    const flows = [flow(WEB, API, tcp(8080))]
    const words = 'no flow to DNS was asked: the pods cannot look names up'
    expect(planGenerate(context, generate(flows)).notes).toContain(words)
    const kept = planGenerate(context, generate(flows, { keepDns: true }))
    expect(kept.notes).not.toContain(words)
    expect(policiesOf(afterEdits(context, kept.edits))).toContain('shop/allow-dns')
  })

  it('[CNI-2] says what the plugin may not know, and refuses what it does not', () => {
    const ports = { weave: tcp(8000, 8010), 'azure-npm': tcp(8000, 8010) } as const
    for (const cni of ['weave', 'azure-npm'] as const) {
      const plan = planGenerate(contextOf([SHOP], { cni, implied: true }), generate([flow(WEB, API, ports[cni])]))
      expect(plan.notes).toContain(`it is not known whether ${cni} knows port ranges: what they admit depends on it`)
    }
    const flannel = planGenerate(
      contextOf([SHOP], { cni: 'flannel', implied: true }),
      generate([flow(WEB, API, tcp(80))]),
    )
    expect(flannel.notes).toContain('flannel stores policies without effect: everything stays allowed')
  })

  it('[POR-2] asks for ports, and for flows', () => {
    const context = contextOf([SHOP])
    expect(planGenerate(context, generate([flow(WEB, API)])).obstacles.map(({ code }) => code)).toEqual([
      'ports-missing',
    ])
    expect(planGenerate(context, generate([])).obstacles.map(({ code }) => code)).toEqual(['nothing-to-do'])
    expect(planGenerate(context, generate('drawn')).obstacles.map(({ code }) => code)).toEqual(['nothing-to-do'])
    expect(flowsOfDrawn(context.prepared)).toEqual([])
  })
})
