import type { Cluster, Workload } from '../../model/cluster.ts'
import { hasLabels } from '../../model/matching.ts'
import type { Labels } from '../../model/selector.ts'

/** The labels that name a workload in a selector, and whom else they select in its namespace. */
export interface ChosenLabels {
  readonly labels: Labels
  /** Workloads that no labels can keep out; `[]` when the labels match only this one. */
  readonly others: readonly Workload[]
}

/** Made by machines, another for each rollout or pod. */
const NEVER = /(?:^|[-/])(?:hash|uid|index|pod-name|generation)$/

/** Said of a release, another with each upgrade. */
const UNLASTING = /(?:^|\/)(?:(?:[\w-]+-)?chart|version|managed-by|heritage)$/

/** Above so many labels combinations are not tried one by one. */
const MOST_TRIED = 12

/**
 * The controller's matchLabels; without them, or where those select others too, the smallest set of labels common to
 * all pods that selects the fewest others. Undefined when the pods have no labels that last.
 */
export function chooseLabels(cluster: Cluster, workload: Workload): ChosenLabels | undefined {
  const neighbours = cluster.workloads.filter(
    ({ namespace, id }) => namespace === workload.namespace && id !== workload.id,
  )
  const othersOf = (labels: Labels) => neighbours.filter((other) => selectsAny(other, labels))
  const common = commonLabels(workload)
  const base = startingLabels(workload, common, othersOf)
  const pool = [...common].filter(([key]) => !base.has(key) && isLasting(workload, key)).slice(0, MOST_TRIED)
  if (base.size + pool.length === 0) return undefined
  const fewest = othersOf(new Map([...base, ...pool])).length
  for (let size = base.size === 0 ? 1 : 0; size <= pool.length; size += 1) {
    for (const extra of choose(pool, size)) {
      const labels = new Map([...base, ...extra])
      const others = othersOf(labels)
      if (others.length === fewest) return { labels, others }
    }
  }
  return undefined
}

/** In the notation of `kubectl`: `app=web,tier=front`. */
export function formatLabels(labels: Labels): string {
  return [...labels].map(([key, value]) => `${key}=${value}`).join(',')
}

/** matchLabels without what changes from pod to pod, and without what changes with upgrades unless it tells apart. */
function startingLabels(workload: Workload, common: Labels, othersOf: (labels: Labels) => readonly Workload[]): Labels {
  const given = [...(workload.matchLabels ?? [])].filter(([key]) => !NEVER.test(key))
  if (given.some(([key, value]) => common.get(key) !== value)) return new Map()
  const lasting = new Map(given.filter(([key]) => !UNLASTING.test(key)))
  const all = new Map(given)
  return lasting.size > 0 && othersOf(lasting).length === othersOf(all).length ? lasting : all
}

/** Whether a label stays the same across rollouts and upgrades. */
export function isLasting(workload: Workload, key: string): boolean {
  if (/(?:^|\/)job-name$/.test(key)) return workload.kind === 'Job'
  return !NEVER.test(key) && !UNLASTING.test(key)
}

/** The labels that all pods of a workload have. */
export function commonLabels({ pods }: Workload): Labels {
  const [first, ...rest] = pods
  return new Map(
    [...(first?.labels ?? [])].filter(([key, value]) => rest.every(({ labels }) => labels.get(key) === value)),
  )
}

/** Whether labels select some pod of a workload that policies touch. */
export function selectsAny({ pods }: Workload, labels: Labels): boolean {
  return pods.some((pod) => !pod.hostNetwork && hasLabels(pod.labels, labels))
}

/** All ways to take `size` of `list`, in order. */
function* choose<T>(list: readonly T[], size: number): Iterable<readonly T[]> {
  if (size === 0) yield []
  for (const [index, first] of list.entries()) {
    if (size === 0) return
    for (const rest of choose(list.slice(index + 1), size - 1)) yield [first, ...rest]
  }
}
