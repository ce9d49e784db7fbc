import type { Analysis } from './analyse.ts'
import { locationOf } from './locations.ts'
import type { Location } from './snapshot.ts'

/** What the manifests say of a namespace. */
export interface NamespaceDetails {
  readonly labels: readonly (readonly [key: string, value: string])[]
  /** Where it is declared; absent when it is only used (END-3). */
  readonly location?: Location
  /** Its workloads in document order, by the ids of their nodes; implied ones are left out. */
  readonly workloads: readonly NamespaceWorkload[]
  /** How many more there are. */
  readonly more: number
  readonly services: readonly { readonly name: string; readonly location?: Location }[]
}

export interface NamespaceWorkload {
  readonly id: string
  readonly kind: string
  readonly name: string
}

/** More than anyone reads. */
const MOST_LISTED = 60

/** The details of a namespace by its name; one that nobody declares has its name as its only label. */
export function describeNamespace({ cluster, prepared, reading }: Analysis, name: string): NamespaceDetails {
  const path = cluster.namespaces.get(name)?.path
  const location = path === undefined ? null : locationOf(reading, path)
  const workloads = cluster.workloads.filter(({ namespace }) => namespace === name)
  return {
    labels: [...prepared.namespaceLabels(name)],
    ...(location ? { location } : {}),
    workloads: workloads.slice(0, MOST_LISTED).map(({ id, kind, name: called }) => ({ id, kind, name: called })),
    more: Math.max(0, workloads.length - MOST_LISTED),
    services: cluster.services
      .filter(({ namespace }) => namespace === name)
      .slice(0, MOST_LISTED)
      .map((service) => {
        const place = locationOf(reading, service.path)
        return { name: service.name, ...(place ? { location: place } : {}) }
      }),
  }
}
