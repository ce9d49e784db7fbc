import type { Pod, Workload } from '../model/cluster.ts'
import type { Labels } from '../model/selector.ts'

/**
 * Remembers workloads by their first pod: what is made again and equals what was made before is given back as the
 * same object, so that whoever looks at workloads sees at once that nothing changed.
 */
export function createWorkloadKeeper(): (made: Workload) => Workload {
  const known = new WeakMap<Pod, Workload>()
  return (made) => {
    const [first] = made.pods
    if (!first) return made
    const before = known.get(first)
    if (before && isSameWorkload(before, made)) return before
    known.set(first, made)
    return made
  }
}

function isSameWorkload(a: Workload, b: Workload): boolean {
  return (
    a.id === b.id &&
    a.kind === b.kind &&
    a.path === b.path &&
    a.replicas === b.replicas &&
    a.state === b.state &&
    a.stale === b.stale &&
    isSameLabels(a.matchLabels, b.matchLabels) &&
    a.pods.length === b.pods.length &&
    a.pods.every((pod, index) => pod === b.pods[index])
  )
}

function isSameLabels(a: Labels | undefined, b: Labels | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
