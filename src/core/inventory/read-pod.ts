import type { ContainerPort, Pod } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import type { ResourcePath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import type { Labels } from '../model/selector.ts'
import type { Address } from '../net/address.ts'
import { PROTOCOLS, type Protocol } from '../net/ports.ts'
import { nameOf, readCount, readLabels, readList, readWord } from './object-meta.ts'
import { perResource } from './per-resource.ts'
import { readAddresses } from './read-addresses.ts'

const NO_LABELS: ReadonlySet<string> = new Set()

/** A pod that is in the input. */
export const readLivePod: (resource: Resource) => Pod = perResource((resource) => {
  const spec = field(resource.value, 'spec')
  const labels = readLabels(fieldAt(resource.value, 'metadata', 'labels'))
  const addresses = readPodAddresses(field(resource.value, 'status'), isOnHost(spec))
  const { path } = resource
  return toPod({ name: nameOf(resource), path, labels, unknownLabels: NO_LABELS }, true, spec, addresses)
})

/** What a pod gets besides its spec and its addresses. */
export interface PodMetadata {
  readonly name: string
  readonly path: ResourcePath
  readonly labels: Labels
  readonly unknownLabels: ReadonlySet<string>
}

/** A pod that a template would make; its address is not known yet (IPB-4). */
export function readExpectedPod(template: JsonValue, expected: PodMetadata): Pod {
  return toPod(expected, false, field(template, 'spec'), [])
}

/** END-2b: pods that have ended are no endpoints. */
export function hasEnded(pod: Resource): boolean {
  const phase = fieldAt(pod.value, 'status', 'phase')
  return phase === 'Succeeded' || phase === 'Failed'
}

/** A protocol as Kubernetes writes it; absent is TCP (POR-1), anything else undefined. */
export function readProtocol(value: JsonValue | undefined): Protocol | undefined {
  return value === undefined ? 'TCP' : PROTOCOLS.find((protocol) => protocol === value)
}

/** A port number, 1–65535. */
export function readPort(value: JsonValue | undefined): number | undefined {
  const port = readCount(value, 1)
  return port !== undefined && port <= 65535 ? port : undefined
}

/** With all fields in one go, and those of its metadata one by one: spread, each pod would get a shape of its own (decision 8). */
function toPod(
  { name, path, labels, unknownLabels }: PodMetadata,
  inInput: boolean,
  spec: JsonValue | undefined,
  addresses: readonly Address[],
): Pod {
  return {
    name,
    inInput,
    path,
    labels,
    unknownLabels,
    ports: readContainers(spec).flatMap((container) => readList(field(container, 'ports')).flatMap(readContainerPort)),
    addresses,
    hostNetwork: isOnHost(spec),
    nodeName: readWord(field(spec, 'nodeName')),
  }
}

function isOnHost(spec: JsonValue | undefined): boolean {
  return field(spec, 'hostNetwork') === true
}

/** POR-4: containers, then restartable init containers. */
function readContainers(spec: JsonValue | undefined): readonly JsonValue[] {
  const restartable = readList(field(spec, 'initContainers')).filter(
    (container) => field(container, 'restartPolicy') === 'Always',
  )
  return [...readList(field(spec, 'containers')), ...restartable]
}

function readContainerPort(entry: JsonValue): readonly ContainerPort[] {
  const port = readPort(field(entry, 'containerPort'))
  const protocol = readProtocol(field(entry, 'protocol'))
  if (port === undefined || protocol === undefined) return []
  const name = readWord(field(entry, 'name'))
  return [name === undefined ? { protocol, port } : { name, protocol, port }]
}

/** END-4, END-5: the pod's addresses; on the node's network the node's, where the pod tells only those. */
function readPodAddresses(status: JsonValue | undefined, hostNetwork: boolean): readonly Address[] {
  const own = listAddresses(field(status, 'podIP'), field(status, 'podIPs'))
  if (own.length > 0 || !hostNetwork) return own
  return listAddresses(field(status, 'hostIP'), field(status, 'hostIPs'))
}

function listAddresses(single: JsonValue | undefined, list: JsonValue | undefined): readonly Address[] {
  return readAddresses([single, ...readList(list).map((entry) => field(entry, 'ip'))])
}
