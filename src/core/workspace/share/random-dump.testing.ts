import fc from 'fast-check'
import { habits, policyValues, rollDice, writeYaml } from '../../edits/random-manifest.testing.ts'
import type { TextFile } from '../../model/edit.ts'
import type { JsonObject, JsonValue } from '../../model/json.ts'

/** What no link may carry: it stands in every place that is left out. */
export const SECRET = 'hunter2'

const name = fc.constantFrom('api', 'web', 'db', 'cache-0')
const namespace = fc.constantFrom('shop', 'prod', 'kube-system')
const labels = fc.dictionary(
  fc.constantFrom('app', 'tier', 'kubernetes.io/name', 'hash'),
  fc.constantFrom('a', 'b', '', 'yes', '0123'),
  {
    maxKeys: 3,
  },
)
const port = fc.record(
  {
    name: fc.constantFrom('http', 'dns'),
    containerPort: fc.constantFrom<JsonValue>(80, 53, 8080, 'eighty', 0),
    protocol: fc.constantFrom<JsonValue>('TCP', 'UDP', null, 'sctp', {}),
    hostPort: fc.constant(1),
  },
  { requiredKeys: ['containerPort'] },
)
const container = fc.record(
  {
    name: fc.constant('main'),
    image: fc.constant(`registry/${SECRET}`),
    command: fc.constant([SECRET]),
    env: fc.constant([{ name: 'PASSWORD', value: SECRET }]),
    ports: fc.oneof(fc.array(port, { maxLength: 3 }), fc.constant<JsonValue>(SECRET)),
    restartPolicy: fc.constantFrom('Always', 'Never'),
  },
  { requiredKeys: [] },
)
const podSpec = fc.record(
  {
    hostNetwork: fc.constantFrom<JsonValue>(true, false, 'true'),
    nodeName: fc.constantFrom('n1', 'n2'),
    containers: fc.array(container, { maxLength: 2 }),
    initContainers: fc.array(container, { maxLength: 2 }),
    volumes: fc.constant([{ name: 'v', hostPath: { path: SECRET } }]),
    serviceAccountName: fc.constant(SECRET),
  },
  { requiredKeys: ['containers'] },
)
const owner = fc.record({
  apiVersion: fc.constantFrom('apps/v1', 'batch/v1'),
  kind: fc.constantFrom('ReplicaSet', 'Deployment', 'Job'),
  name,
  controller: fc.boolean(),
  uid: fc.constant(SECRET),
})
const metadata = fc.record(
  {
    name,
    namespace,
    labels: fc.oneof({ weight: 9, arbitrary: labels }, { weight: 1, arbitrary: fc.constant<JsonValue>([SECRET]) }),
    annotations: fc.constant({ [`${SECRET}/last-applied`]: SECRET }),
    ownerReferences: fc.array(owner, { maxLength: 1 }),
    uid: fc.constant(SECRET),
  },
  { requiredKeys: ['name'] },
)
const template = fc.record({ metadata: fc.record({ labels }), spec: podSpec })
const address = fc.constantFrom('10.0.0.4', '10.0.0.5', 'fd00::4', 'None', '')

function object(apiVersion: string, kind: string, rest: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc.tuple(metadata, rest).map(([meta, more]) => ({ apiVersion, kind, metadata: meta, ...more }))
}

const controller = fc.constantFrom(
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['example.com/v1', 'Fleet'],
  ['apps.openshift.io/v1', 'DeploymentConfig'],
)
const workload = controller.chain(([apiVersion = '', kind = '']) =>
  object(
    apiVersion,
    kind,
    fc.record({
      spec: fc.record(
        {
          replicas: fc.constantFrom<JsonValue>(0, 1, 3, 'two'),
          selector: fc.oneof(
            labels,
            labels.map((matchLabels) => ({ matchLabels })),
          ),
          template,
          ordinals: fc.record({ start: fc.nat(3) }),
          workloadRef: name.map((one) => ({ kind: 'Deployment', name: one })),
          strategy: fc.constant({ type: SECRET }),
        },
        { requiredKeys: ['selector'] },
      ),
      status: fc.constant({ message: SECRET }),
    }),
  ),
)
const job = object(
  'batch/v1',
  'Job',
  fc.record({
    spec: template.map((one) => ({ template: one, completionMode: 'Indexed' })),
    status: fc.constantFrom(
      { conditions: [{ type: 'Complete', status: 'True', message: SECRET }] },
      { active: 1, note: SECRET },
    ),
  }),
)
const cronJob = object(
  'batch/v1',
  'CronJob',
  fc.record({
    spec: template.map((one) => ({ schedule: SECRET, suspend: true, jobTemplate: { spec: { template: one } } })),
  }),
)
const pod = object(
  'v1',
  'Pod',
  fc.record({
    spec: podSpec,
    status: fc.record({
      phase: fc.constantFrom('Running', 'Succeeded'),
      podIP: address,
      podIPs: fc.array(address.map((ip) => ({ ip }))),
      hostIP: address,
      message: fc.constant(SECRET),
    }),
  }),
)
const service = object(
  'v1',
  'Service',
  fc.record({
    spec: fc.record(
      {
        type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
        selector: labels,
        clusterIP: address,
        externalIPs: fc.array(address),
        externalTrafficPolicy: fc.constantFrom('Local', 'Cluster'),
        ports: fc.array(
          fc.record({
            port: fc.constantFrom(80, 53),
            targetPort: fc.constantFrom<JsonValue>('http', 8080),
            nodePort: fc.constant(30_000),
          }),
          { maxLength: 2 },
        ),
        sessionAffinity: fc.constant(SECRET),
      },
      { requiredKeys: ['type'] },
    ),
    status: address.map((ip) => ({ loadBalancer: { ingress: [{ ip, hostname: SECRET }] } })),
  }),
)
const slice = fc.tuple(name, namespace, fc.array(address)).map(([one, where, addresses]) => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: `${one}-x`, namespace: where, labels: { 'kubernetes.io/service-name': one } },
  addressType: 'IPv4',
  endpoints: [{ addresses, targetRef: { name: SECRET } }],
  ports: [{ name: 'http', port: 8080, appProtocol: SECRET }],
}))
const ingress = object(
  'networking.k8s.io/v1',
  'Ingress',
  fc.record({
    spec: name.map((one) => ({
      ingressClassName: SECRET,
      tls: [{ secretName: SECRET }],
      rules: [
        {
          host: 'shop.example',
          http: { paths: [{ path: '/', backend: { service: { name: one, port: { number: 80 } } } }] },
        },
      ],
    })),
  }),
)
const node = fc.tuple(fc.constantFrom('n1', 'n2'), address, labels).map(([one, ip, own]) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: one, labels: own, annotations: { note: SECRET } },
  spec: { podCIDR: '10.0.0.0/24', providerID: SECRET },
  status: { addresses: [{ type: 'InternalIP', address: ip }], nodeInfo: { kernelVersion: SECRET } },
}))
const namespaceObject = fc.tuple(namespace, labels).map(([one, own]) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: one, labels: own, annotations: { note: SECRET } },
  status: { phase: SECRET },
}))
const irrelevant = fc.constantFrom<JsonObject>(
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { password: SECRET } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { password: SECRET } },
)
const policy: fc.Arbitrary<JsonObject> = fc.tuple(policyValues, name, namespace).map(([value, one, where]) => ({
  ...value,
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: one, namespace: where },
}))

const anything: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: policy },
  { weight: 4, arbitrary: workload as fc.Arbitrary<JsonObject> },
  { weight: 2, arbitrary: pod },
  { weight: 2, arbitrary: service },
  ...[job, cronJob, slice, ingress, node, namespaceObject, irrelevant].map((arbitrary) => ({
    weight: 1,
    arbitrary: arbitrary as fc.Arbitrary<JsonObject>,
  })),
)

const FORMS = ['documents', 'list', 'typed', 'json', 'json-lines'] as const

/** A document as people have them: streams and lists, YAML and JSON, in several files, with all that real objects carry. */
export const randomDump: fc.Arbitrary<readonly TextFile[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('b.yaml', 'a.yaml', 'dump.json', 'x/c.yaml'),
      form: fc.constantFrom(...FORMS),
      objects: fc.array(anything, { minLength: 1, maxLength: 8 }),
      habits,
      seed: fc.nat(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((files) => {
    const byName = new Map(files.map((file) => [file.name, file]))
    return [...byName.values()].map(({ name: file, form, objects, habits: style, seed }) => {
      const dice = rollDice(seed)
      const yaml = (value: JsonValue) => writeYaml(value, { ...style, finalBreak: true }, dice)
      return { name: file, text: write(form, objects, yaml) }
    })
  })

function write(form: (typeof FORMS)[number], items: readonly JsonObject[], yaml: (value: JsonValue) => string): string {
  switch (form) {
    case 'documents':
      return items
        .map((item) => `# about ${SECRET}\n${yaml(item)}`)
        .join('---\n')
        .replace(/^/, '---\n')
    case 'list':
      return yaml({ apiVersion: 'v1', kind: 'List', items })
    case 'typed': {
      const policies = items.filter(({ kind }) => kind === 'NetworkPolicy')
      const bare = policies.map(({ apiVersion: _, kind: __, ...rest }) => rest)
      return yaml({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicyList', items: bare })
    }
    case 'json':
      return JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)
    case 'json-lines':
      return items.map((item) => JSON.stringify(item)).join('\n')
  }
}
