import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../edits/apply-edits.ts'
import { subjectsOf } from '../../engine/rule-matches.ts'
import { afterEdits, blockFile, contextOf, deployment, pod, policy, yamlFile } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { planStructure, type StructureIntention } from './plan-structure.ts'

const CLUSTER = `# the shop
apiVersion: v1
kind: Namespace
metadata:
  name: shop # ours
  labels: { team: a }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    app: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web # who
        tier: front
    spec:
      containers:
        - name: web
          image: web:1
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - port: 80
`
const POLICIES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-web
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
---
# from the shop
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-shop
  namespace: data
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels: { tier: front }
    - from:
        - namespaceSelector:
            matchExpressions:
              - { key: kubernetes.io/metadata.name, operator: In, values: [ops, "shop"] }
    - from:
        - namespaceSelector: { matchLabels: { team: a } }
        - podSelector: { matchLabels: { team: a } }
`
const context = contextOf([
  { name: 'cluster.yaml', text: CLUSTER },
  { name: 'policies.yaml', text: POLICIES },
])
const WEB = { kind: 'workload', id: 'shop/deployment/web' } as const
const SHOP = { kind: 'namespace', namespace: 'shop' } as const
const ALLOW_WEB = { kind: 'policy', path: 'policies.yaml#0' } as const

const plan = (intention: StructureIntention, on: PlanContext = context) => planStructure(on, intention)
const codes = (intention: StructureIntention, on: PlanContext = context) =>
  plan(intention, on).obstacles.map(({ code }) => code)

/** The lines that go and come, in every file, by the edits of an intention; undo restores the bytes. */
function diff(intention: StructureIntention, on: PlanContext = context): readonly string[] {
  const { edits = [] } = plan(intention, on)
  const applied = applyEdits(on.document, { edits, label: '', base: 1 })
  if (applied.kind === 'stale') throw new Error('stale')
  const undone = applyEdits(applied.document, { edits: applied.inverse, label: '', base: 2 })
  expect(undone).toMatchObject({ document: { files: on.document.files } })
  const texts = (files: readonly { readonly text: string }[]) => files.flatMap(({ text }) => text.split('\n'))
  const [before, after] = [texts(on.document.files), texts(applied.document.files)]
  return [
    ...minus(before, after).map((line) => `- ${line.trim()}`),
    ...minus(after, before).map((line) => `+ ${line.trim()}`),
  ]
}

function minus(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

describe('rename', () => {
  it('[END-3] a namespace: what lies in it follows, and the rules that name it', () => {
    const intention = { kind: 'rename', target: SHOP, to: 'store' } as const
    expect(plan(intention)).toMatchObject({
      label: 'Rename namespace shop to store',
      notes: ['rules that name it follow: from-shop (data)'],
    })
    expect(diff(intention)).toEqual([
      '- name: shop # ours',
      '- namespace: shop',
      '- namespace: shop',
      '- namespace: shop',
      '- kubernetes.io/metadata.name: shop',
      '- - { key: kubernetes.io/metadata.name, operator: In, values: [ops, "shop"] }',
      '+ name: store # ours',
      '+ namespace: store',
      '+ namespace: store',
      '+ namespace: store',
      '+ kubernetes.io/metadata.name: store',
      '+ - { key: kubernetes.io/metadata.name, operator: In, values: [ops, "store"] }',
    ])
    const after = afterEdits(context, plan(intention).edits)
    expect([...after.prepared.cluster.namespaces.keys()]).toEqual(['store', 'data'])
  })

  it('[END-3] a namespace whose references are kept', () => {
    const intention = { kind: 'rename', target: SHOP, to: 'store', keepReferences: true } as const
    expect(plan(intention).notes).toEqual(['rules that name it keep the old name: from-shop (data)'])
    expect(diff(intention)).not.toContain('+ kubernetes.io/metadata.name: store')
  })

  it('[VAL-1] default, where nothing says so, is written down', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels: {app: a}\n'
    const on = contextOf([{ name: 'a.yaml', text }])
    expect(diff({ kind: 'rename', target: { kind: 'namespace', namespace: 'default' }, to: 'x' }, on)).toEqual([
      '+ namespace: x',
    ])
  })

  it('[END-2] a workload: its name and no label', () => {
    expect(diff({ kind: 'rename', target: WEB, to: 'front' })).toEqual(['- name: web', '+ name: front'])
  })

  it('[END-2a] a controller: its pods name it as their owner', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true, uid: 'u' }
    const live = {
      ...pod('shop', 'web-1', { app: 'web' }),
      metadata: { name: 'web-1', namespace: 'shop', ownerReferences: [owner] },
    }
    const on = contextOf([yamlFile('live.yaml', live)])
    const { edits } = plan({ kind: 'rename', target: { kind: 'workload', id: 'shop/replicaset/web' }, to: 'x' }, on)
    expect(afterEdits(on, edits).prepared.cluster.workloads.map(({ id }) => id)).toEqual(['shop/replicaset/x'])
  })

  it('[VAL-10] a policy: all its texts, so that none comes into force by it', () => {
    const twice = contextOf([{ name: 'policies.yaml', text: `${POLICIES}---\n${POLICIES.split('---\n')[0]}` }])
    expect(diff({ kind: 'rename', target: ALLOW_WEB, to: 'lets-web' }, twice)).toEqual([
      '- name: allow-web',
      '- name: allow-web',
      '+ name: lets-web',
      '+ name: lets-web',
    ])
  })

  it('[VAL-1] refuses names that are taken, no names, and what is gone', () => {
    expect(codes({ kind: 'rename', target: SHOP, to: 'data' })).toEqual(['name-taken'])
    expect(codes({ kind: 'rename', target: SHOP, to: 'My Shop' })).toEqual(['not-valid'])
    expect(codes({ kind: 'rename', target: SHOP, to: 'shop' })).toEqual(['nothing-to-do'])
    expect(codes({ kind: 'rename', target: ALLOW_WEB, to: '' })).toEqual(['value-missing'])
    expect(codes({ kind: 'rename', target: { kind: 'namespace', namespace: 'x' }, to: 'y' })).toEqual(['endpoint-gone'])
    expect(codes({ kind: 'rename', target: { kind: 'workload', id: 'x/pod/y' }, to: 'y' })).toEqual(['endpoint-gone'])
    expect(codes({ kind: 'rename', target: { kind: 'policy', path: 'cluster.yaml#1' }, to: 'y' })).toEqual([
      'endpoint-gone',
    ])
  })

  it('[EDIT] refuses to edit what an anchor repeats', () => {
    const text = `kind: List
apiVersion: v1
items:
  - apiVersion: v1
    kind: Pod
    metadata: &m {name: a, namespace: shop, labels: {app: a}}
  - {apiVersion: v1, kind: Service, metadata: *m, spec: {ports: [{port: 1}]}}
`
    expect(codes({ kind: 'rename', target: SHOP, to: 'x' }, contextOf([{ name: 'a.yaml', text }]))).toEqual([
      'not-expressible',
    ])
  })
})

describe('delete', () => {
  it('[END-2] a workload, saying what is left behind', () => {
    const { notes, label, edits } = plan({ kind: 'delete', target: WEB })
    expect(label).toBe('Delete Deployment web')
    expect(notes).toEqual([
      'no pod is left behind Service web',
      'no pod is left that is selected by allow-web (shop)',
      'no pod is left that is named by a rule of from-shop (data)',
    ])
    expect(afterEdits(context, edits).prepared.cluster.workloads).toEqual([])
  })

  it('[YML-1] a policy in brackets; a JSON file has no place for a copy, and it is said', () => {
    const one = JSON.stringify(policy('shop', 'web', { podSelector: {} }))
    const target = (name: string) => ({ kind: 'duplicate', target: { kind: 'policy', path: `${name}#0` } }) as const
    const yaml = contextOf([{ name: 'p.yaml', text: one }])
    expect(afterEdits(yaml, plan(target('p.yaml'), yaml).edits).document.files[0]?.text).toBe(
      `${one}\n---\n${one.replace('"web"', '"web-copy"')}`,
    )
    expect(plan(target('p.json'), contextOf([{ name: 'p.json', text: one }])).obstacles).toEqual([
      {
        code: 'not-expressible',
        words: 'NetworkPolicy web is all there is in p.json: a JSON file has no place for a second one',
      },
    ])
  })

  it('[END-3] a namespace, with what lies in it', () => {
    const { notes, edits } = plan({ kind: 'delete', target: SHOP })
    expect(notes).toEqual([
      'with what lies in it: 1 Deployment, 1 Service, 1 NetworkPolicy',
      'rules still name it: from-shop (data)',
    ])
    const after = afterEdits(context, edits)
    expect(after.document.files).toEqual([{ name: 'policies.yaml', text: POLICIES.slice(POLICIES.indexOf('# from')) }])
  })

  it('[VAL-10] a policy, with all its texts', () => {
    const twice = contextOf([{ name: 'policies.yaml', text: `${POLICIES}---\n${POLICIES.split('---\n')[0]}` }])
    const { notes, edits } = plan({ kind: 'delete', target: ALLOW_WEB }, twice)
    expect(notes).toEqual(['it is written 2 times: all of them go'])
    expect(afterEdits(twice, edits).prepared.cluster.policies.map(({ name }) => name)).toEqual(['from-shop'])
  })

  it('[END-2a] a controller, with its pods in a list', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api', controller: true }
    const live = { ...pod('shop', 'api-1'), metadata: { name: 'api-1', namespace: 'shop', ownerReferences: [owner] } }
    const items = [deployment('shop', 'api'), live, pod('shop', 'other')]
    const on = contextOf([
      { name: 'dump.json', text: JSON.stringify({ kind: 'List', apiVersion: 'v1', items }, null, 2) },
    ])
    const { edits } = plan({ kind: 'delete', target: { kind: 'workload', id: 'shop/deployment/api' } }, on)
    expect(afterEdits(on, edits).prepared.cluster.workloads.map(({ name }) => name)).toEqual(['other'])
  })
})

describe('duplicate', () => {
  it('[END-1] a workload whose labels hold its name: the copy is told apart', () => {
    const intention = { kind: 'duplicate', target: WEB } as const
    expect(plan(intention)).toMatchObject({ label: 'Duplicate Deployment web as web-copy', notes: [] })
    const after = afterEdits(context, plan(intention).edits)
    expect(
      after.prepared.cluster.workloads.map(({ name, matchLabels, pods }) => [
        name,
        matchLabels?.get('app'),
        pods[0]?.labels.get('app'),
      ]),
    ).toEqual([
      ['web', 'web', 'web'],
      ['web-copy', 'web-copy', 'web-copy'],
    ])
    expect(subjectsOf(after.prepared, 'policies.yaml#0')).toEqual(['shop/deployment/web'])
    expect(after.document.files[0]?.text).toContain('app: web-copy # who')
  })

  it('[END-1] says when labels do not tell the copy apart', () => {
    const on = contextOf([blockFile('a.yaml', deployment('shop', 'web', { part: 'one' }))])
    expect(plan({ kind: 'duplicate', target: WEB, to: 'x' }, on).notes).toEqual([
      'x has the same labels as web: policies and Services do not tell them apart',
    ])
  })

  it('[END-4] leaves out what the cluster wrote', () => {
    const live = {
      ...pod('shop', 'a'),
      metadata: { name: 'a', namespace: 'shop', uid: 'u', resourceVersion: '1', labels: { app: 'a' } },
      status: { podIP: '10.0.0.1' },
    }
    const on = contextOf([blockFile('a.yaml', live)])
    const after = afterEdits(on, plan({ kind: 'duplicate', target: { kind: 'workload', id: 'shop/pod/a' } }, on).edits)
    expect(after.prepared.cluster.workloads.map(({ name, pods }) => [name, pods[0]?.addresses.length])).toEqual([
      ['a', 1],
      ['a-copy', 0],
    ])
    expect(after.document.files[0]?.text.match(/uid|resourceVersion/g)).toHaveLength(2)
  })

  it('[VAL-1] a policy, under a name that is free', () => {
    const first = afterEdits(context, plan({ kind: 'duplicate', target: ALLOW_WEB }).edits)
    const second = afterEdits(first, plan({ kind: 'duplicate', target: ALLOW_WEB }, first).edits)
    expect(second.prepared.cluster.policies.map(({ name }) => name)).toEqual([
      'allow-web',
      'allow-web-copy-2',
      'allow-web-copy',
      'from-shop',
    ])
    expect(codes({ kind: 'duplicate', target: ALLOW_WEB, to: 'allow-web' })).toEqual(['name-taken'])
  })

  it('[END-3] a namespace, with what lies in it', () => {
    const { notes, edits } = plan({ kind: 'duplicate', target: SHOP, to: 'stage' })
    expect(notes).toEqual([
      'with 3 resources that lie in it',
      'rules that name shop from elsewhere do not name stage: from-shop (data)',
      'rules that ask for labels of namespaces mean both shop and stage: from-shop (data)',
    ])
    const after = afterEdits(context, edits)
    const found = after.reading.files.flatMap(({ items }) => items.flatMap(({ resources }) => resources))
    expect(found.map(({ kind, value }) => [kind, (value.metadata as { namespace?: string }).namespace])).toEqual([
      ['Namespace', undefined],
      ['Deployment', 'shop'],
      ['Service', 'shop'],
      ['Namespace', undefined],
      ['Deployment', 'stage'],
      ['Service', 'stage'],
      ['NetworkPolicy', 'shop'],
      ['NetworkPolicy', 'stage'],
      ['NetworkPolicy', 'data'],
    ])
  })

  it('[PEE-2] a namespace: rules that named it name the copy, and what still means the old one is said', () => {
    const named = { namespaceSelector: { matchLabels: { name: 'shop' } } }
    const listed = {
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['data', 'shop'] }],
      },
    }
    const team = { namespaceSelector: { matchLabels: { team: 'a' } } }
    const rules = (from: readonly object[]) => ({ podSelector: {}, ingress: [{ from: [...from] }] })
    const on = contextOf([
      blockFile(
        'a.yaml',
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { name: 'shop', team: 'a' } } },
        policy('shop', 'own', rules([named, listed])),
        policy('shop', 'team', rules([team])),
        policy('data', 'outer', rules([named])),
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'bind', namespace: 'shop', annotations: { see: 'api.shop.svc' } },
          subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
        },
      ),
    ])
    const { notes, edits } = plan({ kind: 'duplicate', target: SHOP, to: 'stage' }, on)
    expect(notes).toEqual([
      'with 3 resources that lie in it',
      'in the copies, rules that name shop name stage: own (shop)',
      'rules that name shop from elsewhere do not name stage: outer (data)',
      'rules that ask for labels of namespaces mean both shop and stage: team (shop)',
      'the copies still name shop as a subject: bind',
      'addresses like name.shop.svc are left as they are in the copies',
    ])
    const { cluster } = afterEdits(on, edits).prepared
    expect([...(cluster.namespaces.get('stage')?.labels ?? [])]).toEqual([
      ['name', 'stage'],
      ['team', 'a'],
      ['kubernetes.io/metadata.name', 'stage'],
    ])
    const values = cluster.policies.map(({ name, namespace, rules }) => [
      `${namespace}/${name}`,
      ...rules.ingress.flatMap(({ peers }) =>
        peers === 'any'
          ? []
          : peers.flatMap((peer) =>
              peer.kind === 'pods' ? (peer.namespaceSelector?.requirements.flatMap((one) => one.values) ?? []) : [],
            ),
      ),
    ])
    expect(values).toEqual([
      ['shop/own', 'shop', 'data', 'shop'],
      ['shop/team', 'a'],
      ['data/outer', 'shop'],
      ['stage/own', 'stage', 'data', 'stage'],
      ['stage/team', 'a'],
    ])
  })
})

describe('move', () => {
  it('[PEE-1] a workload, naming what depended on where it was', () => {
    const intention = { kind: 'move', id: WEB.id, namespace: 'data' } as const
    expect(plan(intention)).toMatchObject({
      label: 'Move Deployment web to data',
      notes: [
        'namespace data is not declared in the document',
        'Service web stays in shop and no longer leads to it',
        'web is no longer selected by allow-web (shop)',
        'web is no longer named by a rule of from-shop (data)',
        'web is now selected by from-shop (data)',
      ],
    })
    expect(diff(intention)).toEqual(['- namespace: shop', '+ namespace: data'])
    expect(codes({ ...intention, namespace: 'shop' })).toEqual(['nothing-to-do'])
    const taken = contextOf([blockFile('a.yaml', deployment('shop', 'web'), deployment('data', 'web'))])
    expect(codes(intention, taken)).toEqual(['name-taken'])
  })
})

describe('labels', () => {
  const labels = (changes: Extract<StructureIntention, { kind: 'workload-labels' }>['changes']) =>
    ({ kind: 'workload-labels', id: WEB.id, changes }) as const

  it('[SEL-2] of a workload: the template only, and who depended on them', () => {
    const intention = labels([{ kind: 'set', key: 'tier', value: 'back' }])
    expect(diff(intention)).toEqual(['- tier: front', '+ tier: back'])
    expect(plan(intention)).toMatchObject({
      label: 'Change labels of web: tier=back',
      notes: ['web is no longer named by a rule of from-shop (data)'],
    })
  })

  it('[END-2] what its selector asks for changes there too', () => {
    const intention = labels([{ kind: 'rename', key: 'app', to: 'app.kubernetes.io/name' }])
    expect(diff(intention)).toEqual([
      '- app: web # who',
      '- app: web',
      '+ app.kubernetes.io/name: web',
      '+ app.kubernetes.io/name: web # who',
    ])
    expect(plan(intention).notes).toEqual([
      'spec.selector of web changes too: in a running cluster it has to be deleted and created again',
      'Service web no longer leads to web',
      'web is no longer selected by allow-web (shop)',
    ])
  })

  it('[END-2] a selector may not lose what finds the pods', () => {
    expect(codes(labels([{ kind: 'remove', key: 'app' }]))).toEqual(['not-expressible'])
    const own = deployment('shop', 'web') as { spec: object }
    const selector = { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }
    const on = contextOf([blockFile('a.yaml', { ...own, spec: { ...own.spec, selector } })])
    expect(codes(labels([{ kind: 'set', key: 'app', value: 'x' }]), on)).toEqual(['not-expressible'])
    expect(codes(labels([{ kind: 'set', key: 'tier', value: 'x' }]), on)).toEqual([])
  })

  it('[SEL-2] says what can be changed, also while nothing is', () => {
    const none = plan(labels([]))
    expect(none).toMatchObject({ label: 'Change labels of web', obstacles: [{ code: 'nothing-to-do' }] })
    expect(none.form).toEqual({
      kind: 'labels',
      labels: [
        ['app', 'web'],
        ['tier', 'front'],
      ],
      known: [
        { key: 'app', values: ['web'] },
        { key: 'tier', values: ['front'] },
      ],
    })
    expect(plan({ kind: 'namespace-labels', namespace: 'shop', changes: [] }).form).toMatchObject({
      labels: [['team', 'a']],
    })
  })

  it('[VAL-2] refuses labels the API server would refuse', () => {
    expect(codes(labels([{ kind: 'set', key: 'a b', value: 'x' }]))).toEqual(['not-valid'])
    expect(codes(labels([{ kind: 'set', key: 'a', value: 'x y' }]))).toEqual(['not-valid'])
    expect(codes(labels([{ kind: 'rename', key: 'tier', to: '/' }]))[0]).toBe('not-valid')
  })

  it('[END-3] of a namespace, naming the rules that depended on them', () => {
    const intention = {
      kind: 'namespace-labels',
      namespace: 'shop',
      changes: [{ kind: 'remove', key: 'team' }],
    } as const
    expect(diff(intention)).toEqual(['- labels: { team: a }', '+ labels: {}'])
    expect(plan(intention)).toMatchObject({
      label: 'Change labels of namespace shop: -team',
      notes: ['namespace shop is no longer named by a rule of from-shop (data)'],
    })
  })

  it('[END-3] declares a namespace that was only used', () => {
    const on = contextOf([blockFile('cluster.yaml', deployment('shop', 'web'))])
    const changes = [{ kind: 'set', key: 'team', value: 'yes' }] as const
    expect(plan({ kind: 'namespace-labels', namespace: 'shop', changes }, on).notes).toEqual([
      'namespace shop is declared',
    ])
    expect(diff({ kind: 'namespace-labels', namespace: 'shop', changes }, on)).toEqual([
      '+ ---',
      '+ apiVersion: v1',
      '+ kind: Namespace',
      '+ metadata:',
      '+ name: shop',
      '+ labels:',
      '+ team: "yes"',
    ])
    const named = [{ kind: 'set', key: 'kubernetes.io/metadata.name', value: 'x' }] as const
    expect(codes({ kind: 'namespace-labels', namespace: 'shop', changes: named }, on)).toEqual(['not-expressible'])
  })
})

describe('add', () => {
  it('[VAL-1] adds what has a name of its own', () => {
    const add = (kind: 'Namespace' | 'Pod' | 'NetworkPolicy', name: string) =>
      ({ kind: 'add', resource: kind === 'Namespace' ? { kind, name } : { kind, namespace: 'shop', name } }) as const
    const after = afterEdits(context, plan(add('NetworkPolicy', 'new')).edits)
    expect(after.prepared.cluster.policies.map(({ name }) => name)).toEqual(['allow-web', 'new', 'from-shop'])
    expect(plan(add('Namespace', 'ops'))).toMatchObject({ label: 'Add Namespace ops', obstacles: [] })
    expect(codes(add('Namespace', 'shop'))).toEqual(['name-taken'])
    expect(codes(add('NetworkPolicy', 'allow-web'))).toEqual(['name-taken'])
    expect(codes(add('Pod', 'a.b'))).toEqual(['not-valid'])
    const own = contextOf([blockFile('cluster.yaml', pod('shop', 'a'), policy('shop', 'b', {}))])
    expect(codes(add('Pod', 'a'), own)).toEqual(['name-taken'])
    expect(codes(add('Pod', 'b'), contextOf([{ name: 'cluster.yaml', text: 'a: [' }]))).toEqual(['document-broken'])
  })
})
