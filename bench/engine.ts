import { evaluate } from '../src/core/engine/evaluate.ts'
import { countFlows, type FlowCounts, recountFlows } from '../src/core/engine/flow-counts.ts'
import { judgeNaively } from '../src/core/engine/naive.testing.ts'
import { anotherPod, endsOf } from '../src/core/engine/naive-ends.testing.ts'
import { type Prepared, prepare } from '../src/core/engine/prepare.ts'
import { buildCluster } from '../src/core/inventory/build-cluster.ts'
import { readDocument } from '../src/core/manifest/read-document.ts'
import type { Cluster } from '../src/core/model/cluster.ts'
import type { NetworkPolicy, Rule } from '../src/core/model/policy.ts'
import type { EngineSettings } from '../src/core/model/settings.ts'
import { PROTOCOLS, type Protocol } from '../src/core/net/ports.ts'
import { resourcesOf } from '../src/core/workspace/analyse.ts'

const SETTINGS: EngineSettings = { cni: 'upstream', implied: false }

export function parse(text: string): Cluster {
  return buildCluster(resourcesOf(readDocument([{ name: 'cluster.yaml', text }]))).cluster
}

export interface AllPairs {
  readonly prepared: Prepared
  readonly counts: FlowCounts
}

/** Prepares and counts the allowed triples of every source. */
export function allPairs(cluster: Cluster): AllPairs {
  const prepared = prepare(cluster, SETTINGS)
  return { prepared, counts: countFlows(prepared) }
}

export const prepareOnly = (cluster: Cluster) => prepare(cluster, SETTINGS).endpoints.length

/** The sum over all sources. */
export function checksum({ allowed }: FlowCounts): number {
  return allowed.reduce((sum, count) => sum + count, 0)
}

/** Explains the n-th of some flows spread over the cluster. */
export function explain({ endpoints, ...prepared }: Prepared, turn: number): string {
  const from = endpoints[(turn * 31) % endpoints.length]?.id ?? ''
  const to = endpoints[(turn * 17 + 5) % endpoints.length]?.id ?? ''
  return evaluate({ ...prepared, endpoints }, { from, to, protocol: 'TCP', port: 8080 }).answer
}

/** The same cluster with other ingress ports in the n-th policy that has some. */
export function editPolicy(cluster: Cluster, turn: number): Cluster {
  const candidates = cluster.policies.filter(({ rules }) => rules.ingress.length > 1)
  const chosen = candidates[(turn * 7919) % candidates.length]
  const policies = cluster.policies.map((policy) => (policy === chosen ? narrow(policy) : policy))
  return { ...cluster, policies }
}

function narrow(policy: NetworkPolicy): NetworkPolicy {
  const ingress = policy.rules.ingress.map(
    (rule): Rule => ({
      ...rule,
      ports: [{ path: rule.path, protocol: 'TCP', port: { kind: 'range', first: 9100, last: 9100 } }],
    }),
  )
  return { ...policy, rules: { ...policy.rules, ingress } }
}

export function afterEdit({ prepared, counts }: AllPairs, cluster: Cluster): AllPairs {
  const next = prepare(cluster, SETTINGS, prepared)
  return { prepared: next, counts: recountFlows(counts, prepared, next) }
}

/**
 * The same counts by the naive evaluator, for every n-th source: pair by pair, port by port where answers can change. It
 * tries every address that a pod may have, so that a source takes seconds.
 */
export function countNaively(cluster: Cluster, every: number): ReadonlyMap<number, number> {
  const { endpoints } = prepare(cluster, SETTINGS)
  const stretches = stretchesOf(cluster)
  const ends = endpoints.map((endpoint) => endsOf(cluster, endpoint)[0])
  const counts = new Map<number, number>()
  for (let from = 0; from < endpoints.length; from += every) {
    let sum = 0
    for (const [to, target] of endpoints.entries()) {
      const [sender, receiver] = [ends[from], ends[to]]
      if (!sender || !receiver || (endpoints[from]?.kind === 'outside' && target.kind === 'outside')) continue
      const pair = { from: sender, to: from === to ? anotherPod(receiver) : receiver }
      for (const { protocol, first, size } of stretches) {
        const flow = { cluster, settings: SETTINGS, ...pair, protocol, port: first, reading: 'by selector' } as const
        if (judgeNaively(flow) === 'allowed') sum += size
      }
    }
    counts.set(from, sum)
  }
  return counts
}

interface Stretch {
  readonly protocol: Protocol
  readonly first: number
  readonly size: number
}

function stretchesOf({ policies, workloads }: Cluster): readonly Stretch[] {
  const entries = policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap(({ ports }) => (ports === 'any' ? [] : ports)),
  )
  const declared = workloads.flatMap(({ pods }) => pods.flatMap(({ ports }) => ports))
  return PROTOCOLS.flatMap((protocol) => {
    const borders = new Set([1, 65536])
    for (const { protocol: own, port } of entries) {
      if (own === protocol && port.kind === 'range') borders.add(port.first).add(port.last + 1)
    }
    for (const { protocol: own, port } of declared) if (own === protocol) borders.add(port).add(port + 1)
    const sorted = [...borders].sort((a, b) => a - b)
    return sorted.slice(1).map((end, index) => {
      const first = sorted[index] ?? 1
      return { protocol, first, size: end - first }
    })
  })
}
