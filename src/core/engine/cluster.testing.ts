import type { Cluster, Namespace, Node, NotEvaluated, Pod, Workload } from '../model/cluster.ts'
import { joinPath } from '../model/path.ts'
import type { Direction, NetworkPolicy, Peer, PortEntry, Rule } from '../model/policy.ts'
import type { LabelSelector, Operator, Requirement } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import { type AddressRange, type Family, subtractAddresses, toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { Protocol } from '../net/ports.ts'
import {
  type IngressNote,
  makeAddress,
  makeIngress,
  makePort,
  makeService,
  makeSlice,
  type ServiceNote,
  type SliceNote,
} from './services.testing.ts'

export type LabelsNote = Readonly<Record<string, string>>

export interface SelectorNote {
  readonly matchLabels?: LabelsNote
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: Operator
    readonly values?: readonly string[]
  }[]
}

export interface PeerNote {
  readonly podSelector?: SelectorNote
  readonly namespaceSelector?: SelectorNote
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

export interface PortNote {
  readonly protocol?: Protocol
  readonly port?: number | string
  readonly endPort?: number
}

export interface RuleNote {
  readonly from?: readonly PeerNote[]
  readonly to?: readonly PeerNote[]
  readonly ports?: readonly PortNote[]
}

/** A NetworkPolicy in the shape of its manifest. */
export interface PolicyNote {
  readonly name: string
  readonly namespace: string
  readonly podSelector?: SelectorNote
  readonly policyTypes?: readonly ('Ingress' | 'Egress')[]
  readonly ingress?: readonly RuleNote[]
  readonly egress?: readonly RuleNote[]
  readonly stale?: boolean
}

export interface PodNote {
  readonly name?: string
  readonly labels?: LabelsNote
  readonly unknown?: readonly string[]
  /** `http:8080`, `dns:53/UDP`, `:9090`. */
  readonly ports?: readonly string[]
  readonly ips?: readonly string[]
  readonly host?: boolean
  readonly node?: string
  readonly expected?: boolean
}

/** `id` is `namespace/Kind/name`; a string alone is a bare pod `namespace/name` without labels. */
export interface WorkloadNote extends PodNote {
  readonly id: string
  /** Absent: one pod, described by the workload's own fields. */
  readonly pods?: readonly PodNote[]
  readonly stale?: boolean
}

export interface ClusterNote {
  /** Declared namespaces with their labels beside the name. */
  readonly namespaces?: Readonly<Record<string, LabelsNote>>
  readonly workloads?: readonly WorkloadNote[]
  readonly policies?: readonly PolicyNote[]
  readonly notEvaluated?: readonly (readonly [kind: string, namespace?: string])[]
  readonly families?: readonly Family[]
  /** Nodes with their podCIDRs. */
  readonly nodes?: Readonly<Record<string, readonly string[]>>
  /** Nodes with their addresses. */
  readonly nodeAddresses?: Readonly<Record<string, readonly string[]>>
  readonly services?: readonly ServiceNote[]
  readonly slices?: readonly SliceNote[]
  readonly ingresses?: readonly IngressNote[]
}

export const UPSTREAM: EngineSettings = { cni: 'upstream', implied: false }

/** A cluster from terse notes, as reading a document would give it. */
export function makeCluster(note: ClusterNote): Cluster {
  const workloads = (note.workloads ?? []).map(makeWorkload)
  const policies = (note.policies ?? []).map(makePolicy)
  const namespaces = new Map<string, Namespace>()
  for (const [name, labels] of Object.entries(note.namespaces ?? {})) {
    namespaces.set(name, { ...makeNamespace(name, labels), path: `namespaces.yaml#${namespaces.size}` })
  }
  const services = (note.services ?? []).map(makeService)
  for (const { namespace } of [...workloads, ...policies, ...services]) {
    if (!namespaces.has(namespace)) namespaces.set(namespace, makeNamespace(namespace, {}))
  }
  const addresses = workloads.flatMap(({ pods }) => pods.flatMap((pod) => pod.addresses))
  const families = note.families ?? [...new Set(addresses.map(({ family }) => family))].sort()
  const notEvaluated = (note.notEvaluated ?? []).map(makeNotEvaluated)
  return {
    namespaces,
    workloads,
    services,
    endpointSlices: (note.slices ?? []).map(makeSlice),
    nodes: makeNodes(note),
    ingresses: (note.ingresses ?? []).map(makeIngress),
    policies,
    notEvaluated,
    families,
  }
}

export function makePolicy(note: PolicyNote, index: number): NetworkPolicy {
  const path = `policies.yaml#${index}`
  const rules = {
    ingress: (note.ingress ?? []).map((rule, place) => makeRule(path, 'ingress', rule, place)),
    egress: (note.egress ?? []).map((rule, place) => makeRule(path, 'egress', rule, place)),
  }
  const types = note.policyTypes
  const isWritten = types !== undefined && types.length > 0
  return {
    path,
    namespace: note.namespace,
    name: note.name,
    podSelector: makeSelector(joinPath(path, 'spec', 'podSelector'), note.podSelector ?? {}),
    isolates: isWritten
      ? { ingress: types.includes('Ingress'), egress: types.includes('Egress') }
      : { ingress: true, egress: rules.egress.length > 0 },
    policyTypesWritten: isWritten,
    rules,
    stale: note.stale ?? false,
  }
}

function makeNamespace(name: string, labels: LabelsNote): Namespace {
  return { name, labels: new Map([...Object.entries(labels), ['kubernetes.io/metadata.name', name]]) }
}

function makeNodes({ nodes = {}, nodeAddresses = {} }: ClusterNote): readonly Node[] {
  return [...new Set([...Object.keys(nodes), ...Object.keys(nodeAddresses)])].map((name, index) => ({
    path: `nodes.yaml#${index}`,
    name,
    labels: new Map(),
    addresses: (nodeAddresses[name] ?? []).map(makeAddress),
    podRanges: toAddressSet((nodes[name] ?? []).map(rangeOf)),
  }))
}

function makeNotEvaluated([kind, namespace]: readonly [string, string?], index: number): NotEvaluated {
  const [name = '', group = 'cilium.io'] = kind.split(' ')
  const path = `others.yaml#${index}`
  return { path, apiVersion: `${group}/v2`, kind: name, name: `n${index}`, ...(namespace ? { namespace } : {}) }
}

function makeWorkload(note: WorkloadNote, index: number): Workload {
  const parts = note.id.split('/')
  const [namespace = '', kind = '', name = ''] = parts.length === 2 ? [parts[0], 'Pod', parts[1]] : parts
  const path = `workloads.yaml#${index}`
  return {
    id: `${namespace}/${kind.toLowerCase()}/${name}`,
    namespace,
    kind,
    name,
    path,
    state: 'running',
    pods: (note.pods ?? [note]).map((pod, place) =>
      makePod(pod, path, kind === 'Pod' && !note.pods ? name : `${name}-${place}`),
    ),
    stale: note.stale ?? false,
  }
}

function makePod(note: PodNote, path: string, name: string): Pod {
  return {
    name: note.name ?? name,
    inInput: !note.expected,
    path,
    labels: new Map(Object.entries(note.labels ?? {})),
    unknownLabels: new Set(note.unknown ?? []),
    ports: (note.ports ?? []).map(makePort),
    addresses: (note.ips ?? []).map(makeAddress),
    hostNetwork: note.host ?? false,
    ...(note.node === undefined ? {} : { nodeName: note.node }),
  }
}

function makeSelector(path: string, note: SelectorNote): LabelSelector {
  const labels = Object.entries(note.matchLabels ?? {}).map(
    ([key, value]): Requirement => ({
      key,
      operator: 'In',
      values: [value],
      path: joinPath(path, 'matchLabels', key),
    }),
  )
  const expressions = (note.matchExpressions ?? []).map(
    ({ key, operator, values }, index): Requirement => ({
      key,
      operator,
      values: values ?? [],
      path: joinPath(path, 'matchExpressions', index),
    }),
  )
  return { path, requirements: [...labels, ...expressions] }
}

function makeRule(policy: string, direction: Direction, note: RuleNote, index: number): Rule {
  const path = joinPath(policy, 'spec', direction, index)
  const side = direction === 'ingress' ? 'from' : 'to'
  const peers = note[side] ?? []
  const ports = note.ports ?? []
  return {
    path,
    direction,
    peers: peers.length === 0 ? 'any' : peers.map((peer, place) => makePeer(joinPath(path, side, place), peer)),
    ports: ports.length === 0 ? 'any' : ports.map((port, place) => makePortEntry(joinPath(path, 'ports', place), port)),
  }
}

function makePeer(path: string, { podSelector, namespaceSelector, ipBlock }: PeerNote): Peer {
  if (ipBlock) {
    const except = ipBlock.except ?? []
    const addresses = subtractAddresses([rangeOf(ipBlock.cidr)], toAddressSet(except.map(rangeOf)))
    return { kind: 'block', path, cidr: ipBlock.cidr, except, addresses }
  }
  return {
    kind: 'pods',
    path,
    ...(podSelector ? { podSelector: makeSelector(joinPath(path, 'podSelector'), podSelector) } : {}),
    ...(namespaceSelector
      ? { namespaceSelector: makeSelector(joinPath(path, 'namespaceSelector'), namespaceSelector) }
      : {}),
  }
}

function rangeOf(cidr: string): AddressRange {
  const reading = readCidr(cidr)
  if (reading.kind === 'invalid') throw new Error(`${cidr}: ${reading.reason}`)
  return reading.range
}

function makePortEntry(path: string, { protocol, port, endPort }: PortNote): PortEntry {
  const written = { path, protocol: protocol ?? 'TCP' } as const
  if (port === undefined) return { ...written, port: { kind: 'every' } }
  if (typeof port === 'string') return { ...written, port: { kind: 'named', name: port } }
  return { ...written, port: { kind: 'range', first: port, last: endPort ?? port } }
}

/** The same cluster with every rule of both directions of its policies changed. */
export function mapPolicies(note: ClusterNote, change: (policy: PolicyNote) => PolicyNote): ClusterNote {
  return { ...note, policies: (note.policies ?? []).map(change) }
}
