import { parseAllDocuments } from 'yaml'
import type { Cluster, Workload } from '../model/cluster.ts'
import { isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { documentPath, joinPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { buildCluster } from './build-cluster.ts'

/** The resources of a YAML text, `List`s opened; NetworkPolicies get an empty `policy`, so that they count as valid. */
export function readResources(text: string, file = 'cluster.yaml'): readonly Resource[] {
  return parseAllDocuments(text).flatMap((document, index) =>
    toResources(document.toJS() as JsonValue, documentPath(file, index)),
  )
}

/** What `text` declares. */
export function clusterOf(text: string): Cluster {
  return buildCluster(readResources(text)).cluster
}

/** The workloads of `text` as `id` and what is asked of them. */
export function workloadsOf(text: string): Readonly<Record<string, Workload>> {
  return Object.fromEntries(clusterOf(text).workloads.map((workload) => [workload.id, workload]))
}

/** A pod of namespace `shop`, with more lines of metadata and of the rest. */
export function pod(name: string, metadata = '', rest = ''): string {
  return [
    '---',
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    `  name: ${name}`,
    '  namespace: shop',
    indented(metadata, 2),
    rest,
  ].join('\n')
}

/** An ownerReference as a line of metadata. */
export function ownedBy(apiVersion: string, kind: string, name: string, controller = true): string {
  return `ownerReferences: [{ apiVersion: ${apiVersion}, kind: ${kind}, name: ${name}, controller: ${controller}, uid: u }]`
}

/** A controller of namespace `shop` with a template labelled `app: <name>`; `spec` are more lines of its spec. */
export function controller(apiVersion: string, kind: string, name: string, spec = '', metadata = ''): string {
  return [
    '---',
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: ${name}`,
    '  namespace: shop',
    indented(metadata, 2),
    'spec:',
    indented(spec, 2),
    '  template:',
    '    metadata:',
    `      labels: { app: ${name} }`,
    '    spec:',
    '      containers: [{ name: main, image: x, ports: [{ name: http, containerPort: 8080 }] }]',
  ].join('\n')
}

function indented(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(columns) + line)
    .join('\n')
}

function toResources(value: JsonValue, path: string): readonly Resource[] {
  if (!isObject(value)) return []
  const items = value.items
  if (Array.isArray(items)) return items.flatMap((item, index) => toResources(item, joinPath(path, 'items', index)))
  return [toResource(value, path)]
}

function toResource(value: JsonObject, path: string): Resource {
  const kind = String(value.kind)
  const resource: Resource = { path, apiVersion: String(value.apiVersion), kind, value, stale: false }
  return kind === 'NetworkPolicy' && value.apiVersion === 'networking.k8s.io/v1' ? withPolicy(resource) : resource
}

function withPolicy(resource: Resource): Resource {
  const metadata = isObject(resource.value.metadata) ? resource.value.metadata : {}
  return {
    ...resource,
    policy: {
      path: resource.path,
      namespace: String(metadata.namespace ?? 'default'),
      name: String(metadata.name),
      podSelector: { path: joinPath(resource.path, 'spec', 'podSelector'), requirements: [] },
      isolates: { ingress: true, egress: false },
      policyTypesWritten: false,
      rules: { ingress: [], egress: [] },
      stale: resource.stale,
    },
  }
}
