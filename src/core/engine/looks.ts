import type { Cluster, Pod, Workload } from '../model/cluster.ts'
import { matchSelector } from '../model/matching.ts'
import type { NetworkPolicy, Peer, Rule } from '../model/policy.ts'
import type { LabelSelector, Labels } from '../model/selector.ts'
import { effectiveRules } from './effective-rules.ts'
import { selectorKey } from './selector-memory.ts'

/** What rules look at in pods (END-1). */
export interface Looks {
  /** Label keys that some selector asks of pods of a namespace. */
  readonly keysIn: (namespace: string) => ReadonlySet<string>
  /** The numbers behind the port names that rules look up on this pod (POR-4). */
  readonly portsOf: (pod: Pod, workload: Workload) => readonly (readonly [string, readonly number[]])[]
}

/** A place where port names are looked up: on pods of a namespace that match a selector. */
interface PortLook {
  readonly names: readonly string[]
  readonly selector?: LabelSelector
  /** Whether pods on the host network are looked at as well (END-5). */
  readonly onHost: boolean
}

const NONE: ReadonlySet<string> = new Set()

const NO_NUMBERS: readonly number[] = []

/** Gathers what the effective rules of `policies` look at; `policies` are those that select somebody. */
export function gatherLooks(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  namespaceLabels: (namespace: string) => Labels,
  blocksMatchPods: boolean,
): Looks {
  const spaces = [...new Set(cluster.workloads.map(({ namespace }) => namespace))]
  const matching = new Map<string, readonly string[]>()
  const namespacesOf = (policy: NetworkPolicy, peer: Peer | 'any'): readonly string[] => {
    if (peer === 'any') return spaces
    if (peer.kind === 'block') return blocksMatchPods ? spaces : []
    const selector = peer.namespaceSelector
    if (!selector) return [policy.namespace]
    const key = selectorKey(selector)
    const found = matching.get(key) ?? spaces.filter((name) => matchSelector(selector, namespaceLabels(name)) === 'yes')
    matching.set(key, found)
    return found
  }
  const keys = new Map<string, Set<string>>()
  const ports = new Map<string, PortLook[]>()
  for (const policy of policies) {
    addKeys(keys, [policy.namespace], policy.podSelector)
    for (const rule of effectiveRules(policy)) {
      for (const peer of peersOf(rule)) {
        const reached = namespacesOf(policy, peer)
        if (peer !== 'any' && peer.kind === 'pods' && peer.podSelector) addKeys(keys, reached, peer.podSelector)
        const onHost = peer === 'any' || peer.kind === 'block'
        if (rule.direction === 'egress') addPorts(ports, reached, rule, podSelectorOf(peer), onHost)
      }
      if (rule.direction === 'ingress') addPorts(ports, [policy.namespace], rule, policy.podSelector, false)
    }
  }
  return {
    keysIn: (namespace) => keys.get(namespace) ?? NONE,
    portsOf: (pod, workload) => lookUpPorts(pod, ports.get(workload.namespace) ?? []),
  }
}

/** What `name` and `protocol` resolve to on a pod (POR-4), ascending. */
export function resolveNamedPort(pod: Pod, name: string, protocol: string): readonly number[] {
  let numbers = NO_NUMBERS
  for (const port of pod.ports) {
    if (port.name === name && port.protocol === protocol && !numbers.includes(port.port))
      numbers = [...numbers, port.port]
  }
  return numbers.length < 2 ? numbers : numbers.toSorted((a, b) => a - b)
}

function peersOf(rule: Rule): readonly (Peer | 'any')[] {
  return rule.peers === 'any' ? ['any'] : rule.peers
}

function podSelectorOf(peer: Peer | 'any'): LabelSelector | undefined {
  return peer !== 'any' && peer.kind === 'pods' ? peer.podSelector : undefined
}

function addKeys(keys: Map<string, Set<string>>, namespaces: readonly string[], selector: LabelSelector): void {
  for (const namespace of namespaces) {
    const known = keys.get(namespace) ?? new Set()
    keys.set(namespace, known)
    for (const { key } of selector.requirements) known.add(key)
  }
}

function addPorts(
  ports: Map<string, PortLook[]>,
  namespaces: readonly string[],
  rule: Rule,
  selector: LabelSelector | undefined,
  onHost: boolean,
): void {
  const names = namedPorts(rule)
  if (names.length === 0) return
  for (const namespace of namespaces) {
    const looks = ports.get(namespace) ?? []
    ports.set(namespace, looks)
    looks.push({ names, onHost, ...(selector ? { selector } : {}) })
  }
}

function namedPorts(rule: Rule): readonly string[] {
  if (rule.ports === 'any') return []
  return rule.ports.flatMap(({ protocol, port }) => (port.kind === 'named' ? [`${protocol} ${port.name}`] : []))
}

function lookUpPorts(pod: Pod, looks: readonly PortLook[]): readonly (readonly [string, readonly number[]])[] {
  if (looks.length === 0) return []
  const names = new Set<string>()
  for (const look of looks) {
    if ((pod.hostNetwork && !look.onHost) || look.names.every((name) => names.has(name))) continue
    const selected = !look.selector || matchSelector(look.selector, pod.labels, pod.unknownLabels) !== 'no'
    if (selected) for (const name of look.names) names.add(name)
  }
  return [...names].sort().map((entry) => {
    const [protocol = '', name = ''] = entry.split(' ')
    return [entry, resolveNamedPort(pod, name, protocol)] as const
  })
}
