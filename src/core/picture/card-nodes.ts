import { isolationOf } from '../engine/isolation.ts'
import type { Prepared } from '../engine/prepare.ts'
import type { PodEndpoint } from '../model/endpoint.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy } from '../model/policy.ts'
import type { Labels } from '../model/selector.ts'
import type { Isolation } from '../model/verdict.ts'
import { pushTo } from './bundle.ts'
import type { NamespaceNode, WorkloadNode } from './picture.ts'
import { frameId, type Leaf } from './workload-leaves.ts'

/** The card of a workload; its accessible name is written when its edges are known. */
export function workloadNode(prepared: Prepared, leaf: Leaf, services: readonly string[]): WorkloadNode {
  const { first } = leaf
  const { workload } = first
  return {
    kind: 'workload',
    id: leaf.id,
    title: workload?.name ?? first.name,
    accessibleName: '',
    stale: workload?.stale ?? false,
    parent: frameId(leaf.namespace),
    namespace: leaf.namespace,
    subtitle: workload ? describeWorkload(first) : `implied by ${first.implied?.words ?? 'a policy'}`,
    ports: portsOf(prepared, leaf),
    services,
    implied: first.implied !== undefined,
    state: workload?.state ?? 'running',
    hostNetwork: first.hostNetwork,
    isolation: isolationOfLeaf(prepared, leaf),
    endpoints: leaf.parts.flatMap((part) => prepared.endpoints[part]?.id ?? []),
    ...(workload ? { path: workload.path } : {}),
  }
}

/** "Deployment ×3", "StatefulSet" (of one), "Pod", "CronJob · suspended". */
function describeWorkload({ workload, hostNetwork }: PodEndpoint): string {
  if (!workload) return ''
  const count = workload.kind !== 'Pod' && (workload.replicas ?? 1) !== 1 ? ` ×${workload.replicas}` : ''
  const state = workload.state === 'running' ? '' : ` · ${workload.state}`
  return `${workload.kind}${count}${state}${hostNetwork ? ' · node network' : ''}`
}

/** "8080 http", "53 dns UDP"; "no ports" when none is declared. */
function portsOf(prepared: Prepared, leaf: Leaf): readonly string[] {
  if (leaf.first.implied) return []
  const labels = leaf.parts.flatMap((part) => {
    const endpoint = prepared.endpoints[part]
    const ports = endpoint?.kind === 'pods' ? (endpoint.pods[0]?.ports ?? []) : []
    return [...ports].sort((a, b) => a.port - b.port)
  })
  const protocols = new Map<string, Set<string>>()
  for (const { port, name, protocol } of labels) {
    const words = name === undefined ? `${port}` : `${port} ${name}`
    protocols.set(words, new Set([...(protocols.get(words) ?? []), protocol]))
  }
  const chips = [...protocols].map(([words, kinds]) =>
    kinds.has('TCP') && kinds.size === 1 ? words : `${words} ${[...kinds].join(', ')}`,
  )
  return chips.length === 0 ? ['no ports'] : chips
}

/** How a card stands when its parts differ: the strictest of them. */
function isolationOfLeaf(prepared: Prepared, leaf: Leaf): Readonly<Record<Direction, Isolation>> {
  const parts = leaf.parts.flatMap((part) => prepared.endpoints[part]?.id ?? []).map((id) => isolationOf(prepared, id))
  const strictest = (direction: Direction): Isolation => {
    const all = parts.map((part) => part[direction].isolation)
    return all.find((one) => one === 'isolated') ?? all.find((one) => one === 'admits-nothing') ?? 'open'
  }
  return { ingress: strictest('ingress'), egress: strictest('egress') }
}

/** What is in a namespace, and how it is drawn. */
interface FrameParts {
  readonly leaves: readonly Leaf[]
  readonly policies: readonly NetworkPolicy[]
  readonly folded: boolean
  /** How many of its cards a filter leaves out. */
  readonly hidden: number
}

/** A namespace's frame. */
export function namespaceNode(
  prepared: Prepared,
  namespace: string,
  { leaves, policies, folded, hidden }: FrameParts,
): NamespaceNode {
  const known = prepared.cluster.namespaces.get(namespace)
  const workloads = leaves.filter(({ first }) => !first.implied).length
  const subtitle = `${describeNamespace(policies, workloads)}${hidden > 0 ? ` · ${hidden} hidden` : ''}`
  return {
    kind: 'namespace',
    id: frameId(namespace),
    title: namespace,
    accessibleName: `namespace ${namespace}, ${counted(workloads, 'workload')}, ${policies.length === 0 ? `no policy${hidden > 0 ? `, ${hidden} hidden` : ''}` : subtitle}${folded ? ', folded' : ''}`,
    stale: policies.some(({ stale }) => stale),
    namespace,
    declared: known?.path !== undefined,
    implied: known === undefined || (workloads === 0 && leaves.length > 0 && known.path === undefined),
    subtitle,
    policies: policies.map(({ path }) => path),
    workloads,
    folded,
    ...(hidden > 0 ? { hidden } : {}),
  }
}

/** "5 policies · default deny", "2 workloads · no policy". */
function describeNamespace(policies: readonly NetworkPolicy[], workloads: number): string {
  if (policies.length === 0) return workloads > 1 ? `${workloads} workloads · no policy` : 'no policy'
  const denied = DIRECTIONS.filter((direction) => policies.some((policy) => isDefaultDeny(policy, direction)))
  const stale = policies.filter((policy) => policy.stale).length
  const parts = [counted(policies.length, 'policy', 'policies')]
  if (denied.length === 2) parts.push('default deny')
  else if (denied.length === 1) parts.push(`default deny ${denied[0]}`)
  if (stale > 0) parts.push(`${stale} not in force`)
  return parts.join(' · ')
}

/** Selects every pod and admits nothing in this direction. */
function isDefaultDeny(policy: NetworkPolicy, direction: Direction): boolean {
  return (
    policy.podSelector.requirements.length === 0 && policy.isolates[direction] && policy.rules[direction].length === 0
  )
}

/** "1 workload", "3 workloads". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** The Services of a cluster by the card whose pods they select: "api :80". */
export function servicesByLeaf(prepared: Prepared, leaves: readonly Leaf[]): ReadonlyMap<string, readonly string[]> {
  const byNamespace = new Map<string, Leaf[]>()
  for (const leaf of leaves) pushTo(byNamespace, leaf.namespace, leaf)
  const services = new Map<string, string[]>()
  for (const { namespace, name, selector } of prepared.cluster.services) {
    if (!selector || selector.size === 0) continue
    for (const leaf of byNamespace.get(namespace) ?? []) {
      if (leaf.first.implied || !leaf.first.pods.some((pod) => hasLabels(pod.labels, selector))) continue
      pushTo(services, leaf.id, name)
    }
  }
  return services
}

function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false
  return true
}
