import type { Cluster, Workload } from '../../model/cluster.ts'
import type { JsonObject } from '../../model/json.ts'
import { commonLabels, isLasting, selectsAny } from './choose-labels.ts'

/** A podSelector that matches exactly some workloads of one namespace, and its words. */
export interface SharedSelector {
  readonly podSelector: JsonObject
  readonly words: string
}

/**
 * One selector for exactly the pods of `workloads`, all of one namespace: a label that all of them and nobody else
 * have, else a key whose values only they have. Undefined where neither is there.
 */
export function chooseSharedSelector(cluster: Cluster, workloads: readonly Workload[]): SharedSelector | undefined {
  const own = workloads.map((workload) => ({ workload, labels: commonLabels(workload) }))
  const [first] = own
  if (!first) return undefined
  const others = neighboursOf(cluster, workloads)
  const shared = [...first.labels.keys()].filter((key) =>
    own.every(({ workload, labels }) => labels.has(key) && isLasting(workload, key)),
  )
  const candidates = shared.map((key) => ({
    key,
    values: [...new Set(own.map(({ labels }) => labels.get(key) ?? ''))],
  }))
  const exact = candidates.filter(
    ({ key, values }) => !others.some((other) => values.some((value) => selectsAny(other, new Map([[key, value]])))),
  )
  const [best] = [...exact].sort((a, b) => a.values.length - b.values.length)
  return best && toSelector(best.key, best.values)
}

function neighboursOf({ workloads }: Cluster, chosen: readonly Workload[]): readonly Workload[] {
  const ids = new Set(chosen.map(({ id }) => id))
  return workloads.filter(({ id, namespace }) => namespace === chosen[0]?.namespace && !ids.has(id))
}

function toSelector(key: string, values: readonly string[]): SharedSelector {
  const [only = ''] = values
  if (values.length === 1) return { podSelector: { matchLabels: { [key]: only } }, words: `${key}=${only}` }
  return {
    podSelector: { matchExpressions: [{ key, operator: 'In', values }] },
    words: `${key} in (${values.join(',')})`,
  }
}
