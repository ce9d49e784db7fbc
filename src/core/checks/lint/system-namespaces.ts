/** Namespaces that the cluster's own parts live in: every cluster has them, and who writes policies leaves them alone. */
export const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'openshift-dns',
])
