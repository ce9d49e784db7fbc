import type { EndpointSlice } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import { joinPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { groupOf, nameOf, namespaceOf, readList, readWord } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readAddresses } from './read-addresses.ts'
import { readPort, readProtocol } from './read-pod.ts'
import { isCore } from './workload-kinds.ts'

/** Names the Service that an EndpointSlice belongs to. */
const SERVICE_LABEL = 'kubernetes.io/service-name'

/** Whether this is an EndpointSlice of Kubernetes. */
export function isEndpointSlice({ kind, apiVersion }: Resource): boolean {
  return kind === 'EndpointSlice' && groupOf(apiVersion) === 'discovery.k8s.io'
}

/**
 * What EndpointSlices say of Services, ready or not, in document order (END-7). The Endpoints of a Service count where
 * it has no slices: Kubernetes routes by slices, and copies Endpoints into them.
 */
export function buildEndpointSlices(resources: readonly Resource[]): readonly EndpointSlice[] {
  const sliced = new Set(resources.filter(isEndpointSlice).flatMap(readSlice).map(serviceKey))
  return resources.flatMap((resource) => {
    if (isEndpointSlice(resource)) return readSlice(resource)
    if (!isCore(resource, 'Endpoints')) return []
    return readEndpoints(resource).filter((slice) => !sliced.has(serviceKey(slice)))
  })
}

function serviceKey({ namespace, service }: EndpointSlice): string {
  return `${namespace}/${service}`
}

/** One slice; none without a Service, and none of names (`addressType: FQDN`), which nothing routes by. */
const readSlice = perResource((resource): readonly EndpointSlice[] => {
  const { value, path } = resource
  const service = readWord(fieldAt(value, 'metadata', 'labels', SERVICE_LABEL))
  if (service === undefined || field(value, 'addressType') === 'FQDN') return []
  const addresses = readList(field(value, 'endpoints')).flatMap((endpoint) => readList(field(endpoint, 'addresses')))
  const ports = readList(field(value, 'ports')).flatMap(readSlicePort)
  return [{ path, namespace: namespaceOf(resource), service, addresses: readAddresses(addresses), ports }]
})

/** Each subset has its own ports. */
const readEndpoints = perResource((resource): readonly EndpointSlice[] =>
  readList(field(resource.value, 'subsets')).map((subset, index) => {
    const entries = [...readList(field(subset, 'addresses')), ...readList(field(subset, 'notReadyAddresses'))]
    return {
      path: joinPath(resource.path, 'subsets', index),
      namespace: namespaceOf(resource),
      service: nameOf(resource),
      addresses: readAddresses(entries.map((entry) => field(entry, 'ip'))),
      ports: readList(field(subset, 'ports')).flatMap(readSlicePort),
    }
  }),
)

function readSlicePort(entry: JsonValue): EndpointSlice['ports'] {
  const protocol = readProtocol(field(entry, 'protocol'))
  const port = readPort(field(entry, 'port'))
  // Absent is every port; malformed is none.
  if (protocol === undefined || (port === undefined && field(entry, 'port') !== undefined)) return []
  const name = readWord(field(entry, 'name'))
  return [{ ...(name === undefined ? {} : { name }), protocol, ...(port === undefined ? {} : { port }) }]
}
