import { isEndpointSlice } from '../../inventory/build-endpoint-slices.ts'
import { isIngress } from '../../inventory/build-ingresses.ts'
import { hasEnded } from '../../inventory/read-pod.ts'
import { isCore, isFinishedJob, workloadKindOf } from '../../inventory/workload-kinds.ts'
import { isObject, type JsonObject } from '../../model/json.ts'
import type { Resource } from '../../model/resource.ts'
import { pick, type Shape } from './shape.ts'

const fields = (shapes: Readonly<Record<string, Shape>>): Shape => ({ fields: shapes })
const listOf = (shapes: Readonly<Record<string, Shape>>): Shape => ({ each: { fields: shapes } })
const WORDS: Shape = { each: 'scalar' }

const METADATA = fields({
  name: 'scalar',
  generateName: 'scalar',
  namespace: 'scalar',
  labels: 'map',
  ownerReferences: listOf({ apiVersion: 'scalar', kind: 'scalar', name: 'scalar', controller: 'scalar' }),
})

const SELECTOR: Shape = {
  mapOr: { matchLabels: 'map', matchExpressions: listOf({ key: 'scalar', operator: 'scalar', values: WORDS }) },
}

const CONTAINERS = listOf({
  restartPolicy: 'scalar',
  ports: listOf({ name: 'scalar', containerPort: 'scalar', protocol: 'scalar' }),
})

const POD_SPEC = {
  hostNetwork: 'scalar',
  nodeName: 'scalar',
  containers: CONTAINERS,
  initContainers: CONTAINERS,
} as const satisfies Record<string, Shape>

const TEMPLATE = fields({ metadata: fields({ labels: 'map' }), spec: fields(POD_SPEC) })

const JOB = { completionMode: 'scalar', template: TEMPLATE } as const

const WORKLOAD = fields({
  ...JOB,
  replicas: 'scalar',
  suspend: 'scalar',
  selector: SELECTOR,
  manualSelector: 'scalar',
  ordinals: fields({ start: 'scalar' }),
  workloadRef: fields({ apiVersion: 'scalar', kind: 'scalar', name: 'scalar' }),
  jobTemplate: fields({ spec: fields(JOB) }),
})

const SERVICE_PORTS = listOf({
  name: 'scalar',
  protocol: 'scalar',
  port: 'scalar',
  targetPort: 'scalar',
  nodePort: 'scalar',
})

const SERVICE = fields({
  type: 'scalar',
  selector: 'map',
  ports: SERVICE_PORTS,
  clusterIP: 'scalar',
  clusterIPs: WORDS,
  ipFamilies: WORDS,
  externalName: 'scalar',
  externalIPs: WORDS,
  externalTrafficPolicy: 'scalar',
  loadBalancerIP: 'scalar',
})

const BACKEND = fields({
  service: fields({ name: 'scalar', port: fields({ number: 'scalar', name: 'scalar' }) }),
  resource: fields({ apiGroup: 'scalar', kind: 'scalar', name: 'scalar' }),
  serviceName: 'scalar',
  servicePort: 'scalar',
})

const INGRESS = fields({
  defaultBackend: BACKEND,
  backend: BACKEND,
  rules: listOf({ host: 'scalar', http: fields({ paths: listOf({ path: 'scalar', backend: BACKEND }) }) }),
})

const ADDRESSES = listOf({ ip: 'scalar' })
const BACKING_PORTS = listOf({ name: 'scalar', port: 'scalar', protocol: 'scalar' })
const POD_ADDRESSES = { podIP: 'scalar', podIPs: ADDRESSES, hostIP: 'scalar', hostIPs: ADDRESSES } as const

/**
 * What verdicts rest on of a resource that is no policy: names, labels, selectors, ports, addresses, replicas. Neither
 * annotations, environment, commands, images and volumes nor, apart from addresses and that a pod or Job has ended, a
 * status. Undefined for what cannot matter to verdicts, such as a Secret.
 */
export function skeletonOf(resource: Resource): JsonObject | undefined {
  const shapes = shapesOf(resource)
  if (!shapes) return undefined
  const { apiVersion, kind, value } = resource
  const kept = pick(value, fields({ metadata: METADATA, ...shapes }))
  return { apiVersion, kind, ...(isObject(kept) ? kept : {}) }
}

function shapesOf(resource: Resource): Readonly<Record<string, Shape>> | undefined {
  if (isCore(resource, 'Namespace')) return {}
  if (isCore(resource, 'Pod')) return { spec: fields(POD_SPEC), status: podStatus(resource) }
  if (isCore(resource, 'Node')) return { spec: fields({ podCIDR: 'scalar', podCIDRs: WORDS }), status: NODE_STATUS }
  if (isCore(resource, 'Service')) return { spec: SERVICE, status: fields({ loadBalancer: BALANCER }) }
  if (isCore(resource, 'Endpoints')) return { subsets: SUBSETS }
  if (isEndpointSlice(resource))
    return { addressType: 'scalar', endpoints: listOf({ addresses: WORDS }), ports: BACKING_PORTS }
  if (isIngress(resource)) return { spec: INGRESS }
  if (workloadKindOf(resource) === undefined) return undefined
  return { spec: WORKLOAD, ...(isFinishedJob(resource) ? { status: JOB_STATUS } : {}) }
}

const NODE_STATUS = fields({ addresses: listOf({ type: 'scalar', address: 'scalar' }) })
const BALANCER = fields({ ingress: ADDRESSES })
const SUBSETS = listOf({ addresses: ADDRESSES, notReadyAddresses: ADDRESSES, ports: BACKING_PORTS })
const JOB_STATUS = fields({ conditions: listOf({ type: 'scalar', status: 'scalar' }) })

function podStatus(pod: Resource): Shape {
  return fields(hasEnded(pod) ? { ...POD_ADDRESSES, phase: 'scalar' } : POD_ADDRESSES)
}
