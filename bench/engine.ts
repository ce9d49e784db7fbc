import { evaluate } from '../src/core/engine/evaluate.ts'
import { countFlows, type FlowCounts, recountFlows } from '../src/core/engine/flow-counts.ts'
import { type Prepared, prepare } from '../src/core/engine/prepare.ts'
import { buildCluster } from '../src/core/inventory/build-cluster.ts'
import { readDocument } from '../src/core/manifest/read-document.ts'
import type { Cluster } from '../src/core/model/cluster.ts'
import type { NetworkPolicy, Rule } from '../src/core/model/policy.ts'
import type { EngineSettings } from '../src/core/model/settings.ts'
import { resourcesOf } from '../src/core/workspace/analyse.ts'
import { countNaively } from './naive-counts.ts'

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

/** The allowed triples of every n-th source, by the naive evaluator. */
export function naiveCounts({ prepared }: AllPairs, every: number): ReadonlyMap<number, number> {
  return countNaively(prepared, every)
}

export { floorSizeOf, writeAndCount } from './floor.ts'
