import type { Service, ServicePort } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { nameOf, namespaceOf, readLabels, readList, readWord } from './object-meta.ts'
import { readPort, readProtocol } from './read-pod.ts'
import { isCore } from './workload-kinds.ts'

/** The Services of the input, in document order. */
export function buildServices(resources: readonly Resource[]): readonly Service[] {
  return resources.filter((resource) => isCore(resource, 'Service')).map(buildService)
}

function buildService(resource: Resource): Service {
  const selector = readLabels(fieldAt(resource.value, 'spec', 'selector'))
  return {
    path: resource.path,
    namespace: namespaceOf(resource),
    name: nameOf(resource),
    type: readWord(fieldAt(resource.value, 'spec', 'type')) ?? 'ClusterIP',
    // The API server keeps an empty selector like none: it selects nothing.
    ...(selector.size > 0 ? { selector } : {}),
    ports: readList(fieldAt(resource.value, 'spec', 'ports')).flatMap(readServicePort),
    headless: false,
    addresses: [],
    keepsSource: false,
  }
}

function readServicePort(entry: JsonValue): readonly ServicePort[] {
  const port = readPort(field(entry, 'port'))
  const protocol = readProtocol(field(entry, 'protocol'))
  if (port === undefined || protocol === undefined) return []
  const name = readWord(field(entry, 'name'))
  const targetPort = readTargetPort(field(entry, 'targetPort'))
  return [
    {
      ...(name === undefined ? {} : { name }),
      protocol,
      port,
      ...(targetPort === undefined ? {} : { targetPort }),
    },
  ]
}

/** 0 and the empty name are the API's way to say nothing. */
function readTargetPort(value: JsonValue | undefined): number | string | undefined {
  return typeof value === 'string' ? value || undefined : readPort(value)
}
