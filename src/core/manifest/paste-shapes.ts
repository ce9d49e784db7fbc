/** What a known field may hold: as much as is needed to tell where a line without indentation belongs. */
export type Shape =
  | { readonly kind: 'scalar' }
  /** Any keys with scalars, such as labels. */
  | { readonly kind: 'strings' }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'map'; readonly fields: Readonly<Record<string, Shape>>; readonly required: readonly string[] }

const SCALAR: Shape = { kind: 'scalar' }
const STRINGS: Shape = { kind: 'strings' }

function map(fields: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape {
  return { kind: 'map', fields, required }
}

function list(item: Shape): Shape {
  return { kind: 'list', item }
}

function scalars(names: string): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, SCALAR]))
}

const NAMES = { ...scalars('name namespace'), labels: STRINGS, annotations: STRINGS }
const METADATA = map(NAMES, 'name')

const SELECTOR = map({
  matchLabels: STRINGS,
  matchExpressions: list(map({ ...scalars('key operator'), values: list(SCALAR) }, 'key', 'operator')),
})

const PORTS = list(map(scalars('protocol port endPort')))

const PEERS = list(
  map({
    podSelector: SELECTOR,
    namespaceSelector: SELECTOR,
    ipBlock: map({ cidr: SCALAR, except: list(SCALAR) }, 'cidr'),
  }),
)

const CONTAINERS = list(
  map(
    {
      ...scalars('name image imagePullPolicy restartPolicy workingDir'),
      command: list(SCALAR),
      args: list(SCALAR),
      ports: list(map(scalars('name containerPort hostPort protocol'), 'containerPort')),
      env: list(map(scalars('name value'), 'name')),
      resources: map({ limits: STRINGS, requests: STRINGS }),
    },
    'name',
  ),
)

const POD_SPEC = map(
  {
    ...scalars('restartPolicy serviceAccountName nodeName hostNetwork dnsPolicy terminationGracePeriodSeconds'),
    containers: CONTAINERS,
    initContainers: CONTAINERS,
    nodeSelector: STRINGS,
  },
  'containers',
)

function object(fields: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape {
  return map({ ...scalars('apiVersion kind'), metadata: METADATA, ...fields }, 'apiVersion', 'kind', ...required)
}

/** The kinds whose indentation can be restored (YML-9). */
export const OBJECT_SHAPES: Readonly<Record<string, Shape>> = {
  Namespace: object({}, 'metadata'),
  NetworkPolicy: object(
    {
      spec: map({
        podSelector: SELECTOR,
        policyTypes: list(SCALAR),
        ingress: list(map({ from: PEERS, ports: PORTS })),
        egress: list(map({ to: PEERS, ports: PORTS })),
      }),
    },
    'metadata',
    'spec',
  ),
  Deployment: object(
    {
      spec: map(
        {
          ...scalars('replicas minReadySeconds revisionHistoryLimit paused'),
          selector: SELECTOR,
          strategy: map({ type: SCALAR }),
          template: map({ metadata: map(NAMES), spec: POD_SPEC }, 'metadata', 'spec'),
        },
        'selector',
        'template',
      ),
    },
    'metadata',
    'spec',
  ),
}
