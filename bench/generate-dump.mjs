#!/usr/bin/env node
// Writes what `kubectl get -A -o json` (or yaml) prints for a large cluster: one List with status, managedFields and
// ownerReferences, about 28 MB of JSON for 2,000 workloads with three pods each:
//   node bench/generate-dump.mjs --workloads 2000 --format json > dump.json
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import { createRandom } from './random.mjs'

const CREATED = '2026-03-02T09:14:07Z'
const PODS_PER_WORKLOAD = 3
const PORTS = [8080, 8443, 9090, 5432, 6379, 9092, 3306, 50051]

/** The List as data: namespaces, Deployments with their ReplicaSets and so many pods each, Services and some policies. */
export function generateDump({ workloads, namespaces = 40, seed = 1, pods = PODS_PER_WORKLOAD }) {
  const random = createRandom(seed)
  const names = Array.from({ length: namespaces }, (_, index) => `team-${String(index).padStart(3, '0')}`)
  const apps = Array.from({ length: workloads }, (_, index) => ({
    index,
    name: `app-${String(index).padStart(5, '0')}`,
    namespace: names[index % namespaces],
    port: PORTS[Math.floor(random() * PORTS.length)],
    hash: Math.floor(random() * 0xffffffff).toString(36),
  }))
  return {
    apiVersion: 'v1',
    items: [
      ...names.map((name) => namespace(name)),
      ...apps.flatMap((app) => [deployment(app), replicaSet(app), service(app)]),
      ...apps.flatMap((app) => Array.from({ length: pods }, (_, pod) => livePod(app, pod))),
      ...names.filter((_, index) => index % 4 !== 0).flatMap((name) => [defaultDeny(name), sameNamespace(name)]),
      ...apps.filter(({ index }) => index % 10 === 1).map((app) => allowApp(app)),
    ],
    kind: 'List',
    metadata: { resourceVersion: '' },
  }
}

/** The dump as `kubectl` writes it. */
export function printDump(dump, format) {
  return format === 'yaml'
    ? stringify(dump, { version: '1.1', indentSeq: false, aliasDuplicateObjects: false, lineWidth: 0 })
    : `${JSON.stringify(dump, null, 1)}\n`
}

function uid(kind, number) {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`
}

function metadata(name, namespace, id, { managedFields, ...more }) {
  return {
    ...more,
    creationTimestamp: CREATED,
    ...(managedFields && { managedFields }),
    name,
    ...(namespace && { namespace }),
    resourceVersion: String(100000 + ((id.length * 7919) % 90000)),
    uid: id,
  }
}

function managed(manager, part) {
  return {
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': {
        'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {} },
        'f:labels': { '.': {}, 'f:app': {} },
      },
      [part]: {
        'f:replicas': {},
        'f:conditions': { 'k:{"type":"Ready"}': { '.': {}, 'f:lastProbeTime': {}, 'f:status': {}, 'f:type': {} } },
      },
    },
    manager,
    operation: 'Update',
    time: CREATED,
  }
}

function owner(apiVersion, kind, name, id) {
  return { ownerReferences: [{ apiVersion, blockOwnerDeletion: true, controller: true, kind, name, uid: id }] }
}

function namespace(name) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(name, undefined, uid(1, Number(name.slice(5))), {
      managedFields: [managed('kubectl-client-side-apply', 'f:spec'), managed('kube-controller-manager', 'f:status')],
      labels: { 'kubernetes.io/metadata.name': name, team: `t${Number(name.slice(5)) % 7}` },
    }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function podSpec(app) {
  return {
    containers: [
      {
        image: `registry.example.com/${app.name}:1.4.2`,
        imagePullPolicy: 'IfNotPresent',
        name: 'main',
        ports: [
          { containerPort: app.port, name: 'main', protocol: 'TCP' },
          { containerPort: 9100, name: 'metrics', protocol: 'TCP' },
        ],
        resources: { limits: { memory: '256Mi' }, requests: { cpu: '50m', memory: '128Mi' } },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        volumeMounts: [
          { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access', readOnly: true },
        ],
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    serviceAccount: 'default',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
  }
}

function template(app) {
  return { metadata: { labels: { app: app.name, tier: `tier-${app.index % 4}` } }, spec: podSpec(app) }
}

function deployment(app) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(app.name, app.namespace, uid(2, app.index), {
      annotations: { 'deployment.kubernetes.io/revision': '3' },
      generation: 3,
      labels: { app: app.name },
    }),
    spec: {
      progressDeadlineSeconds: 600,
      replicas: PODS_PER_WORKLOAD,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: app.name } },
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
      template: template(app),
    },
    status: {
      availableReplicas: PODS_PER_WORKLOAD,
      observedGeneration: 3,
      readyReplicas: PODS_PER_WORKLOAD,
      replicas: PODS_PER_WORKLOAD,
    },
  }
}

function replicaSet(app) {
  const labels = { app: app.name, 'pod-template-hash': app.hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadata(`${app.name}-${app.hash}`, app.namespace, uid(3, app.index), {
      labels,
      ...owner('apps/v1', 'Deployment', app.name, uid(2, app.index)),
    }),
    spec: {
      replicas: PODS_PER_WORKLOAD,
      selector: { matchLabels: labels },
      template: { ...template(app), metadata: { labels } },
    },
    status: { availableReplicas: PODS_PER_WORKLOAD, readyReplicas: PODS_PER_WORKLOAD, replicas: PODS_PER_WORKLOAD },
  }
}

function service(app) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(app.name, app.namespace, uid(4, app.index), { labels: { app: app.name } }),
    spec: {
      clusterIP: `10.96.${app.index >> 8}.${app.index & 255}`,
      clusterIPs: [`10.96.${app.index >> 8}.${app.index & 255}`],
      ipFamilies: ['IPv4'],
      ports: [{ name: 'main', port: 80, protocol: 'TCP', targetPort: 'main' }],
      selector: { app: app.name },
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  }
}

function livePod(app, number) {
  const place = app.index * PODS_PER_WORKLOAD + number
  const ip = `10.244.${place >> 8}.${place & 255}`
  const node = place % 60
  const conditions = ['Ready', 'PodScheduled']
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(`${app.name}-${app.hash}-${'abcdefghij'[place % 10]}${place}`, app.namespace, uid(5, place), {
      generateName: `${app.name}-${app.hash}-`,
      labels: { app: app.name, 'pod-template-hash': app.hash, tier: `tier-${app.index % 4}` },
      ...owner('apps/v1', 'ReplicaSet', `${app.name}-${app.hash}`, uid(3, app.index)),
    }),
    spec: {
      ...podSpec(app),
      nodeName: `node-${node}`,
      tolerations: [
        { effect: 'NoExecute', key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 },
      ],
      volumes: [
        {
          name: 'kube-api-access',
          projected: {
            defaultMode: 420,
            sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }],
          },
        },
      ],
    },
    status: {
      conditions: conditions.map((type) => ({
        lastProbeTime: null,
        lastTransitionTime: CREATED,
        status: 'True',
        type,
      })),
      containerStatuses: [
        {
          containerID: `containerd://${uid(6, place)}`,
          image: `registry.example.com/${app.name}:1.4.2`,
          name: 'main',
          ready: true,
          restartCount: 0,
          started: true,
          state: { running: { startedAt: CREATED } },
        },
      ],
      hostIP: `172.18.0.${node}`,
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      qosClass: 'Burstable',
      startTime: CREATED,
    },
  }
}

function policy(namespace, name, spec) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { creationTimestamp: CREATED, name, namespace },
    spec,
  }
}

function defaultDeny(namespace) {
  return policy(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] })
}

function sameNamespace(namespace) {
  return policy(namespace, 'same-namespace', {
    ingress: [{ from: [{ podSelector: {} }] }],
    podSelector: {},
    policyTypes: ['Ingress'],
  })
}

function allowApp(app) {
  return policy(app.namespace, `allow-${app.name}`, {
    ingress: [
      {
        from: [
          {
            namespaceSelector: { matchLabels: { team: `t${app.index % 7}` } },
            podSelector: { matchLabels: { tier: 'tier-0' } },
          },
        ],
        ports: [{ port: 'main', protocol: 'TCP' }],
      },
    ],
    podSelector: { matchLabels: { app: app.name } },
    policyTypes: ['Ingress'],
  })
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      workloads: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      format: { type: 'string', default: 'json' },
    },
  })
  process.stdout.write(
    printDump(generateDump({ workloads: Number(values.workloads), seed: Number(values.seed) }), values.format),
  )
}
