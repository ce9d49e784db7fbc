/** What a value must be, as the API server decodes it (YML-4). */
export type Shape = ObjectShape | ListShape | LeafShape

export interface ObjectShape {
  readonly kind: 'object'
  readonly fields: Readonly<Record<string, Shape>>
}

export interface ListShape {
  readonly kind: 'list'
  readonly of: Shape
}

export interface LeafShape {
  /** `labels` is a mapping of strings, `ignored` anything at all. */
  readonly kind: 'string' | 'int32' | 'intOrString' | 'labels' | 'ignored'
}

const STRING: LeafShape = { kind: 'string' }
const IGNORED: LeafShape = { kind: 'ignored' }

const SELECTOR = object({
  matchLabels: { kind: 'labels' },
  matchExpressions: list(object({ key: STRING, operator: STRING, values: list(STRING) })),
})

const PEER = object({
  podSelector: SELECTOR,
  namespaceSelector: SELECTOR,
  ipBlock: object({ cidr: STRING, except: list(STRING) }),
})

const PORT = object({ protocol: STRING, port: { kind: 'intOrString' }, endPort: { kind: 'int32' } })

/** ObjectMeta: names and labels are read, everything else is accepted and ignored (YML-4). */
const METADATA = object({
  name: STRING,
  generateName: STRING,
  namespace: STRING,
  labels: { kind: 'labels' },
  ...Object.fromEntries(
    [
      'annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generation managedFields',
      'ownerReferences resourceVersion selfLink uid clusterName initializers',
    ].flatMap((names) => names.split(' ').map((name) => [name, IGNORED])),
  ),
})

/** networking.k8s.io/v1 NetworkPolicy. */
export const NETWORK_POLICY: ObjectShape = object({
  apiVersion: STRING,
  kind: STRING,
  metadata: METADATA,
  spec: object({
    podSelector: SELECTOR,
    policyTypes: list(STRING),
    ingress: list(object({ from: list(PEER), ports: list(PORT) })),
    egress: list(object({ to: list(PEER), ports: list(PORT) })),
  }),
  status: IGNORED,
})

function object(fields: Readonly<Record<string, Shape>>): ObjectShape {
  return { kind: 'object', fields }
}

function list(of: Shape): ListShape {
  return { kind: 'list', of }
}
