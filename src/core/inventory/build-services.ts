import type { Service, ServicePort } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import type { Address } from '../net/address.ts'
import { nameOf, namespaceOf, readLabels, readList, readText, readWord } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readAddresses } from './read-addresses.ts'
import { readPort, readProtocol } from './read-pod.ts'
import { isCore } from './workload-kinds.ts'

/** The Services of the input, in document order. */
export function buildServices(resources: readonly Resource[]): readonly Service[] {
  return resources.filter((resource) => isCore(resource, 'Service')).map(readService)
}

const readService = perResource((resource): Service => {
  const spec = field(resource.value, 'spec')
  const type = readWord(field(spec, 'type')) ?? 'ClusterIP'
  const selector = readLabels(field(spec, 'selector'))
  const externalName = type === 'ExternalName' ? readText(field(spec, 'externalName')) : undefined
  return {
    path: resource.path,
    namespace: namespaceOf(resource),
    name: nameOf(resource),
    type,
    // The API server keeps an empty selector like none: it selects nothing.
    ...(selector.size > 0 ? { selector } : {}),
    ports: readList(field(spec, 'ports')).flatMap((entry) => readServicePort(entry, hasNodePorts(type))),
    headless: type !== 'ExternalName' && clusterIPs(spec).includes('None'),
    ...(externalName === undefined ? {} : { externalName }),
    addresses: readServiceAddresses(resource),
    keepsSource: field(spec, 'externalTrafficPolicy') === 'Local',
  }
})

/** `clusterIPs`, and `clusterIP` for manifests that write only that one. */
function clusterIPs(spec: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  return [field(spec, 'clusterIP'), ...readList(field(spec, 'clusterIPs'))]
}

/** What clients may call it by: inside, at the load balancer, and where somebody routes an address to the nodes. */
function readServiceAddresses({ value }: Resource): readonly Address[] {
  const spec = field(value, 'spec')
  return readAddresses([
    ...clusterIPs(spec),
    ...readList(fieldAt(value, 'status', 'loadBalancer', 'ingress')).map((entry) => field(entry, 'ip')),
    field(spec, 'loadBalancerIP'),
    ...readList(field(spec, 'externalIPs')),
  ])
}

function hasNodePorts(type: string): boolean {
  return type === 'NodePort' || type === 'LoadBalancer'
}

function readServicePort(entry: JsonValue, onNodes: boolean): readonly ServicePort[] {
  const port = readPort(field(entry, 'port'))
  const protocol = readProtocol(field(entry, 'protocol'))
  if (port === undefined || protocol === undefined) return []
  const name = readWord(field(entry, 'name'))
  const targetPort = readTargetPort(field(entry, 'targetPort'))
  const nodePort = onNodes ? readPort(field(entry, 'nodePort')) : undefined
  return [{ name, protocol, port, targetPort, nodePort }]
}

/** 0 and the empty name are the API's way to say nothing. */
function readTargetPort(value: JsonValue | undefined): number | string | undefined {
  return typeof value === 'string' ? value || undefined : readPort(value)
}
