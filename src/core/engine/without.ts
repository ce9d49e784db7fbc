import type { Cluster, NotEvaluated } from '../model/cluster.ts'
import type { Endpoint } from '../model/endpoint.ts'

/** What could change a flow between two endpoints and was not evaluated (YML-6): `14 CiliumNetworkPolicies`. */
export function listNotEvaluated(cluster: Cluster, from: Endpoint, to: Endpoint): readonly string[] {
  const namespaces = [from, to].flatMap((endpoint) => (endpoint.kind === 'pods' ? endpoint.namespace : []))
  const touching = cluster.notEvaluated.filter(
    ({ namespace }) => namespace === undefined || namespaces.includes(namespace),
  )
  return countKinds(touching)
}

/** One phrase per kind, in the order of the document: `1 AuthorizationPolicy`, `14 CiliumNetworkPolicies`. */
export function countKinds(resources: readonly NotEvaluated[]): readonly string[] {
  const counts = new Map<string, number>()
  const groups = new Map<string, NotEvaluated>()
  for (const resource of resources) {
    const key = `${groupOf(resource)} ${resource.kind}`
    groups.set(key, resource)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...groups].map(([key, resource]) => {
    const count = counts.get(key) ?? 0
    return `${count} ${count === 1 ? resource.kind : toPlural(resource.kind)}${tellApart(resource)}`
  })
}

/** Calico's kind has the name of the one that is evaluated. */
function tellApart(resource: NotEvaluated): string {
  return resource.kind === 'NetworkPolicy' ? ` of ${groupOf(resource)}` : ''
}

function groupOf({ apiVersion }: NotEvaluated): string {
  return apiVersion.split('/')[0] ?? apiVersion
}

function toPlural(kind: string): string {
  if (/[^aeiou]y$/i.test(kind)) return `${kind.slice(0, -1)}ies`
  return /(s|x|z|ch|sh)$/i.test(kind) ? `${kind}es` : `${kind}s`
}
