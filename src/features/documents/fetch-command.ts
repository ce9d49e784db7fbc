/** Fetches exactly what is read, and no Secrets. */
export const FETCH_COMMAND =
  'kubectl get namespaces,nodes,pods,services,endpointslices,ingresses,deployments,replicasets,statefulsets,daemonsets,jobs,cronjobs,replicationcontrollers,networkpolicies -A -o yaml'
