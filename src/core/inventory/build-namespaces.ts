import type { Namespace } from '../model/cluster.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { fieldAt } from '../model/json.ts'
import { joinPath } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { givenName, readLabels } from './object-meta.ts'
import { isCore } from './workload-kinds.ts'

/** Set by Kubernetes on every namespace (END-3). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name'

/** Namespaces by name: the declared ones in document order, then those only used (END-3). */
export function buildNamespaces(
  resources: readonly Resource[],
  used: Iterable<string>,
): { readonly namespaces: ReadonlyMap<string, Namespace>; readonly diagnostics: readonly Diagnostic[] } {
  const namespaces = new Map<string, Namespace>()
  const diagnostics: Diagnostic[] = []
  for (const resource of resources) {
    const name = givenName(resource)
    if (!isCore(resource, 'Namespace') || name === undefined) continue
    const written = readLabels(fieldAt(resource.value, 'metadata', 'labels'))
    diagnostics.push(...overwrittenLabel(resource, name, written.get(NAMESPACE_NAME_LABEL)))
    namespaces.set(name, { name, labels: new Map(written).set(NAMESPACE_NAME_LABEL, name), path: resource.path })
  }
  for (const name of used) {
    if (!namespaces.has(name)) namespaces.set(name, { name, labels: new Map([[NAMESPACE_NAME_LABEL, name]]) })
  }
  return { namespaces, diagnostics }
}

function overwrittenLabel(resource: Resource, name: string, written: string | undefined): readonly Diagnostic[] {
  if (written === undefined || written === name) return []
  return [
    {
      code: 'END-3',
      severity: 'warning',
      message: `${NAMESPACE_NAME_LABEL} is always the namespace's name: "${written}" is read as "${name}"`,
      place: { kind: 'path', path: joinPath(resource.path, 'metadata', 'labels', NAMESPACE_NAME_LABEL) },
      field: `metadata.labels[${NAMESPACE_NAME_LABEL}]`,
    },
  ]
}
