/** A made-up cluster as YAML documents, the same for the same numbers. */
export function generateCluster(size: {
  workloads: number
  namespaces: number
  seed: number
  openShare?: number
}): string
