import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { buildWorkloads } from './build-workloads.ts'
import { controller, ownedBy, pod, readResources, workloadsOf } from './resources.testing.ts'

// Random inputs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

/** Ids of the workloads with the names of their pods that are in the input. */
function grouping(text: string): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.values(workloadsOf(text)).map(({ id, pods }) => [
      id,
      pods.filter(({ inInput }) => inInput).map(({ name }) => name),
    ]),
  )
}

const WEB = controller('apps/v1', 'Deployment', 'web', 'replicas: 2\nselector: { matchLabels: { app: web } }')
const WEB_RS = controller('apps/v1', 'ReplicaSet', 'web-7d9', 'replicas: 2', ownedBy('apps/v1', 'Deployment', 'web'))
const WEB_RS_OLD = controller(
  'apps/v1',
  'ReplicaSet',
  'web-1a2',
  'replicas: 0',
  ownedBy('apps/v1', 'Deployment', 'web'),
)
const webPod = (name: string) =>
  pod(name, `labels: { app: web, pod-template-hash: 7d9 }\n${ownedBy('apps/v1', 'ReplicaSet', 'web-7d9')}`)

describe('END-2', () => {
  it('[END-2] reads every kind of controller with the labels of its template', () => {
    const kinds = [
      ['apps/v1', 'Deployment'],
      ['apps/v1', 'ReplicaSet'],
      ['apps/v1', 'StatefulSet'],
      ['apps/v1', 'DaemonSet'],
      ['batch/v1', 'Job'],
      ['v1', 'ReplicationController'],
      ['apps.openshift.io/v1', 'DeploymentConfig'],
      ['argoproj.io/v1alpha1', 'Rollout'],
      ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ] as const
    const text = kinds
      .map(([apiVersion, kind]) => controller(apiVersion, kind, 'a', '', 'labels: { app: own }'))
      .join('\n')
    const workloads = workloadsOf(text)
    expect(Object.keys(workloads)).toEqual(kinds.map(([, kind]) => `shop/${kind.toLowerCase()}/a`))
    for (const { pods } of Object.values(workloads)) {
      expect(pods.map(({ labels, inInput }) => [labels.get('app'), inInput])).toEqual([['a', false]])
      expect(pods[0]?.ports).toEqual([{ name: 'http', protocol: 'TCP', port: 8080 }])
    }
  })

  it('[END-2] reads the template of a CronJob inside its jobTemplate', () => {
    const { 'shop/cronjob/tick': tick } = workloadsOf(
      `apiVersion: batch/v1
kind: CronJob
metadata: { name: tick, namespace: shop }
spec:
  suspend: true
  jobTemplate: { spec: { template: { metadata: { labels: { app: tick } }, spec: { containers: [] } } } }`,
    )
    expect(tick).toMatchObject({ kind: 'CronJob', state: 'suspended' })
    expect(tick?.replicas).toBeUndefined()
    expect(tick?.pods[0]?.labels).toEqual(new Map([['app', 'tick']]))
    expect([...(tick?.pods[0]?.unknownLabels ?? [])]).toContain('batch.kubernetes.io/job-name')
  })

  it('[END-2] counts one replica when none is given, and none for kinds without a count', () => {
    const workloads = workloadsOf(
      `${controller('apps/v1', 'Deployment', 'web')}\n${controller('apps/v1', 'DaemonSet', 'agent')}`,
    )
    expect(workloads['shop/deployment/web']?.replicas).toBe(1)
    expect(workloads['shop/daemonset/agent']?.replicas).toBeUndefined()
  })

  it('[END-2] takes an unknown kind only with containers and template labels', () => {
    const spec = 'spec: { template: { spec: { containers: [] } } }'
    expect(workloadsOf(`apiVersion: x.io/v1\nkind: Thing\nmetadata: { name: a }\n${spec}`)).toEqual({})
    expect(workloadsOf('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }')).toEqual({})
  })

  it('[YML-6] takes a known kind only from its own group', () => {
    expect(workloadsOf(controller('v1', 'Deployment', 'web'))).toEqual({})
    expect(workloadsOf('apiVersion: apps/v1\nkind: Pod\nmetadata: { name: a }')).toEqual({})
    expect(Object.keys(workloadsOf(controller('extensions/v1beta1', 'Deployment', 'web')))).toEqual([
      'shop/deployment/web',
    ])
  })

  it('[END-2] takes the template of an Argo Rollout from the Deployment it refers to', () => {
    const rollout = `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec: { replicas: 4, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
`
    const { 'shop/rollout/web': found } = workloadsOf(`${WEB}\n${rollout}`)
    expect(found).toMatchObject({ replicas: 4 })
    expect(found?.pods[0]?.labels.get('app')).toBe('web')
  })

  it('gives kinds of one name in different groups ids of their own', () => {
    const text = `${controller('apps/v1', 'StatefulSet', 'db')}\n${controller('apps.kruise.io/v1beta1', 'StatefulSet', 'db')}`
    expect(Object.keys(workloadsOf(text))).toEqual(['shop/statefulset/db', 'shop/statefulset.apps.kruise.io/db'])
  })

  it('keeps pods without a name apart', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { generateName: run- }\n'
    expect(Object.keys(workloadsOf(`${text}---\n${text}`))).toEqual(['default/pod/run-…', 'default/pod/run-…~2'])
  })
})

describe('END-2a', () => {
  it('[END-2a] climbs from a ReplicaSet to its Deployment', () => {
    expect(grouping([WEB, WEB_RS, WEB_RS_OLD, webPod('web-7d9-a'), webPod('web-7d9-b')].join('\n'))).toEqual({
      'shop/deployment/web': ['web-7d9-a', 'web-7d9-b'],
    })
  })

  it('[END-2a] climbs to a Deployment that only its ReplicaSet names', () => {
    const { 'shop/deployment/web': web, ...others } = workloadsOf(`${webPod('web-7d9-a')}\n${WEB_RS}`)
    expect(others).toEqual({})
    expect(web).toMatchObject({ path: 'cluster.yaml#0', replicas: 1, kind: 'Deployment' })
    expect(web?.matchLabels).toBeUndefined()
  })

  it('[END-2a] never guesses the Deployment of a ReplicaSet that is not in the input', () => {
    expect(grouping(`${WEB}\n${webPod('web-7d9-a')}`)).toEqual({
      'shop/deployment/web': [],
      'shop/replicaset/web-7d9': ['web-7d9-a'],
    })
  })

  it('[END-2a] climbs from a Job to its CronJob and from a ReplicaSet to its Rollout', () => {
    const text = [
      controller('batch/v1', 'Job', 'tick-1', '', ownedBy('batch/v1', 'CronJob', 'tick')),
      pod('tick-1-x', ownedBy('batch/v1', 'Job', 'tick-1')),
      controller('apps/v1', 'ReplicaSet', 'roll-1', '', ownedBy('argoproj.io/v1alpha1', 'Rollout', 'roll')),
      pod('roll-1-x', ownedBy('apps/v1', 'ReplicaSet', 'roll-1')),
      controller('v1', 'ReplicationController', 'dc-1', '', ownedBy('apps.openshift.io/v1', 'DeploymentConfig', 'dc')),
      pod('dc-1-x', ownedBy('v1', 'ReplicationController', 'dc-1')),
    ].join('\n')
    expect(grouping(text)).toEqual({
      'shop/cronjob/tick': ['tick-1-x'],
      'shop/rollout/roll': ['roll-1-x'],
      'shop/deploymentconfig/dc': ['dc-1-x'],
    })
  })

  it('[END-2a] follows only the reference with controller: true', () => {
    expect(grouping(pod('a', ownedBy('apps/v1', 'ReplicaSet', 'web', false)))).toEqual({ 'shop/pod/a': ['a'] })
  })

  it('[END-2a] leaves static pods of a node bare', () => {
    expect(grouping(pod('etcd-n1', ownedBy('v1', 'Node', 'n1')))).toEqual({ 'shop/pod/etcd-n1': ['etcd-n1'] })
  })

  it('[END-2a] groups pods under any other owner, and ignores owners of Deployments and StatefulSets', () => {
    const kafka = ownedBy('kafka.strimzi.io/v1beta2', 'Kafka', 'main')
    const text = [
      pod('k-0', ownedBy('core.strimzi.io/v1beta2', 'StrimziPodSet', 'k')),
      controller('apps/v1', 'StatefulSet', 'zoo', '', kafka),
      pod('zoo-0', ownedBy('apps/v1', 'StatefulSet', 'zoo')),
      controller('apps/v1', 'Deployment', 'op', '', kafka),
    ].join('\n')
    expect(grouping(text)).toEqual({
      'shop/strimzipodset/k': ['k-0'],
      'shop/statefulset/zoo': ['zoo-0'],
      'shop/deployment/op': [],
    })
  })

  it('[END-2a] groups references without kind by name, kind Pod', () => {
    const owner = 'ownerReferences: [{ name: batch, controller: true }]'
    expect(grouping(`${pod('a', owner)}\n${pod('b', owner)}`)).toEqual({ 'shop/pod/batch': ['a', 'b'] })
  })

  it('[END-2a] ends when ReplicaSets own each other', () => {
    const text = [
      controller('apps/v1', 'ReplicaSet', 'a', '', ownedBy('apps/v1', 'ReplicaSet', 'b')),
      controller('apps/v1', 'ReplicaSet', 'b', '', ownedBy('apps/v1', 'ReplicaSet', 'a')),
      pod('p', ownedBy('apps/v1', 'ReplicaSet', 'a')),
    ].join('\n')
    expect(Object.values(grouping(text)).flat()).toEqual(['p'])
  })

  it('[END-2a] groups alike in any order of the input', () => {
    const resources = readResources(
      [
        WEB,
        WEB_RS,
        WEB_RS_OLD,
        webPod('web-7d9-a'),
        webPod('web-7d9-b'),
        pod('bare'),
        pod('x', ownedBy('x.io/v1', 'Thing', 'x')),
        controller('batch/v1', 'Job', 'tick-1', '', ownedBy('batch/v1', 'CronJob', 'tick')),
        controller('apps/v1', 'DaemonSet', 'agent'),
      ].join('\n'),
    )
    const shape = (order: typeof resources) =>
      buildWorkloads(order)
        .map(({ id, replicas, pods }) => ({ id, replicas, pods: pods.map(({ name }) => name).sort() }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    const expected = shape(resources)
    fc.assert(
      fc.property(fc.shuffledSubarray([...resources], { minLength: resources.length }), (order) => {
        expect(shape(order)).toEqual(expected)
      }),
    )
  })
})

describe('END-2b', () => {
  it('[END-2b] adds no endpoint for an owned ReplicaSet or Job beside its controller or its pods', () => {
    expect(Object.keys(workloadsOf(`${WEB_RS}\n${WEB}`))).toEqual(['shop/deployment/web'])
  })

  it('[END-2b] lets owned ReplicaSets stand for a controller that is not in the input, unless they want no pods', () => {
    const { 'shop/deployment/web': web, ...others } = workloadsOf(`${WEB_RS_OLD}\n${WEB_RS}`)
    expect(others).toEqual({})
    expect(web).toMatchObject({ replicas: 2, path: 'cluster.yaml#1' })
    expect(workloadsOf(WEB_RS_OLD)).toEqual({})
  })

  it('[END-2b] leaves out finished Jobs and ended pods', () => {
    const finished = (type: string, status: string) =>
      `${controller('batch/v1', 'Job', `job-${type.toLowerCase()}`)}\nstatus: { conditions: [{ type: ${type}, status: "${status}" }] }`
    const text = [
      finished('Complete', 'True'),
      finished('Failed', 'True'),
      finished('Suspended', 'True'),
      pod('done', '', 'status: { phase: Succeeded }'),
      pod('broke', '', 'status: { phase: Failed }'),
      pod('waits', '', 'status: { phase: Pending }'),
      pod('lost', '', 'status: { phase: Unknown }'),
      pod('leaves', 'deletionTimestamp: "2026-01-01T00:00:00Z"', 'status: { phase: Running }'),
    ].join('\n')
    expect(Object.keys(workloadsOf(text))).toEqual([
      'shop/job/job-suspended',
      'shop/pod/waits',
      'shop/pod/lost',
      'shop/pod/leaves',
    ])
  })

  it('[END-2b] keeps live pods of a finished Job', () => {
    const job = `${controller('batch/v1', 'Job', 'j')}\nstatus: { conditions: [{ type: Failed, status: "True" }] }`
    expect(grouping(`${job}\n${pod('j-x', ownedBy('batch/v1', 'Job', 'j'))}`)).toEqual({ 'shop/job/j': ['j-x'] })
  })

  it('[END-2b] marks what is scaled to zero or suspended', () => {
    const text = `${controller('apps/v1', 'Deployment', 'web', 'replicas: 0')}\n${controller('batch/v1', 'Job', 'j', 'suspend: true')}`
    expect(Object.values(workloadsOf(text)).map(({ state, pods }) => [state, pods.length])).toEqual([
      ['scaled to zero', 1],
      ['suspended', 1],
    ])
  })

  it('[END-2b] lets live pods count, not the template', () => {
    const live = pod(
      'web-7d9-a',
      `labels: { app: old }\n${ownedBy('apps/v1', 'ReplicaSet', 'web-7d9')}`,
      'spec: { containers: [{ ports: [{ containerPort: 9000 }] }] }\nstatus: { podIP: 10.1.0.7 }',
    )
    const { 'shop/deployment/web': web } = workloadsOf([WEB, WEB_RS, live].join('\n'))
    expect(web).toMatchObject({ path: 'cluster.yaml#0', replicas: 2, matchLabels: new Map([['app', 'web']]) })
    expect(web?.pods).toMatchObject([
      { inInput: true, labels: new Map([['app', 'old']]), ports: [{ port: 9000 }], addresses: [{ family: 4 }] },
    ])
  })
})

describe('a dump of a cluster', () => {
  const meta = (name: string, owner: string, labels: string) => `creationTimestamp: "2026-01-01T00:00:00Z"
    generateName: x-
    labels: ${labels}
    name: ${name}
    namespace: shop
    ownerReferences: [${owner}]
    resourceVersion: "1"
    uid: u`
  const ref = (apiVersion: string, kind: string, name: string) =>
    `{ apiVersion: ${apiVersion}, blockOwnerDeletion: true, controller: true, kind: ${kind}, name: ${name}, uid: u }`
  const livePod = (name: string, owner: string, labels: string, status: string) => `- apiVersion: v1
  kind: Pod
  metadata:
    ${meta(name, owner, labels)}
  spec:
    nodeName: node-1
    containers: [{ name: main, image: x, ports: [{ containerPort: 8080, name: http, protocol: TCP }] }]
    initContainers: [{ name: once, image: x, ports: [{ containerPort: 1, name: once }] }]
  status: ${status}
`
  const object = (
    apiVersion: string,
    kind: string,
    name: string,
    owner: string,
    spec: string,
  ) => `- apiVersion: ${apiVersion}
  kind: ${kind}
  metadata:
    ${meta(name, owner, '{ app: own }')}
  spec:
    ${spec}
    template: { metadata: { creationTimestamp: null, labels: { app: x } }, spec: { containers: [{ name: main }] } }
  status: { observedGeneration: 1 }
`
  const running = (ip: string) => `{ phase: Running, hostIP: 192.168.0.1, podIP: ${ip}, podIPs: [{ ip: ${ip} }] }`
  const rollout = ref('argoproj.io/v1alpha1', 'Rollout', 'canary')
  const items = [
    object('apps/v1', 'Deployment', 'web', '', 'replicas: 2\n    selector: { matchLabels: { app: web } }'),
    object('apps/v1', 'ReplicaSet', 'web-1', ref('apps/v1', 'Deployment', 'web'), 'replicas: 0'),
    object('apps/v1', 'ReplicaSet', 'web-2', ref('apps/v1', 'Deployment', 'web'), 'replicas: 2'),
    livePod(
      'web-2-a',
      ref('apps/v1', 'ReplicaSet', 'web-2'),
      '{ app: web, pod-template-hash: "2" }',
      running('10.1.0.1'),
    ),
    livePod(
      'web-2-b',
      ref('apps/v1', 'ReplicaSet', 'web-2'),
      '{ app: web, pod-template-hash: "2" }',
      running('10.1.0.2'),
    ),
    object('apps/v1', 'StatefulSet', 'db', '', 'replicas: 1'),
    livePod('db-0', ref('apps/v1', 'StatefulSet', 'db'), '{ app: db }', running('10.1.0.3')),
    object('batch/v1', 'Job', 'tick-1', ref('batch/v1', 'CronJob', 'tick'), 'completions: 1'),
    livePod('tick-1-x', ref('batch/v1', 'Job', 'tick-1'), '{ job-name: tick-1 }', '{ phase: Succeeded }'),
    object('argoproj.io/v1alpha1', 'Rollout', 'canary', '', 'replicas: 1'),
    object('apps/v1', 'ReplicaSet', 'canary-1', rollout, 'replicas: 1'),
    livePod('canary-1-a', ref('apps/v1', 'ReplicaSet', 'canary-1'), '{ app: canary }', running('10.1.0.4')),
    object(
      'v1',
      'ReplicationController',
      'old-1',
      ref('apps.openshift.io/v1', 'DeploymentConfig', 'old'),
      'replicas: 1',
    ),
    livePod('old-1-a', ref('v1', 'ReplicationController', 'old-1'), '{ app: old }', running('10.1.0.5')),
    livePod('etcd-node-1', ref('v1', 'Node', 'node-1'), '{ component: etcd }', running('192.168.0.1')),
  ]

  it('[END-2a] groups everything of it under what controls it', () => {
    expect(grouping(`apiVersion: v1\nitems:\n${items.join('')}kind: List\n`)).toEqual({
      'shop/deployment/web': ['web-2-a', 'web-2-b'],
      'shop/statefulset/db': ['db-0'],
      'shop/cronjob/tick': [],
      'shop/rollout/canary': ['canary-1-a'],
      'shop/deploymentconfig/old': ['old-1-a'],
      'shop/pod/etcd-node-1': ['etcd-node-1'],
    })
  })
})

describe('END-2c', () => {
  it('[END-2c] numbers the pods of a StatefulSet from ordinals.start', () => {
    const { 'shop/statefulset/db': db } = workloadsOf(
      controller('apps/v1', 'StatefulSet', 'db', 'replicas: 2\nordinals: { start: 3 }'),
    )
    expect(db?.pods.map(({ name, labels }) => [name, Object.fromEntries(labels)])).toEqual(
      [3, 4].map((ordinal) => [
        `db-${ordinal}`,
        {
          app: 'db',
          'statefulset.kubernetes.io/pod-name': `db-${ordinal}`,
          'apps.kubernetes.io/pod-index': String(ordinal),
        },
      ]),
    )
    expect(db?.pods[0]?.unknownLabels).toEqual(new Set(['controller-revision-hash']))
  })

  it('[END-2c] adds the names of a Job and leaves its uid unknown', () => {
    const { 'shop/job/once': once } = workloadsOf(controller('batch/v1', 'Job', 'once', 'completionMode: Indexed'))
    expect(Object.fromEntries(once?.pods[0]?.labels ?? [])).toEqual({
      app: 'once',
      'job-name': 'once',
      'batch.kubernetes.io/job-name': 'once',
    })
    expect([...(once?.pods[0]?.unknownLabels ?? [])]).toEqual([
      'controller-uid',
      'batch.kubernetes.io/controller-uid',
      'batch.kubernetes.io/job-completion-index',
    ])
  })

  it('[END-2c] leaves pod-template-hash unknown only for pods of a template', () => {
    const { 'shop/deployment/web': web } = workloadsOf(WEB)
    expect([...(web?.pods[0]?.unknownLabels ?? [])]).toEqual(['pod-template-hash'])
    const live = workloadsOf([WEB, WEB_RS, webPod('web-7d9-a')].join('\n'))['shop/deployment/web']
    expect(live?.pods[0]?.unknownLabels.size).toBe(0)
  })

  it('[END-2c] bounds absurd numbers of replicas', () => {
    const { 'shop/statefulset/db': db } = workloadsOf(
      controller('apps/v1', 'StatefulSet', 'db', 'replicas: 2000000000'),
    )
    expect(db?.replicas).toBe(2000000000)
    expect(db?.pods.length).toBe(10_000)
  })
})
