import type { Workload } from '../model/cluster.ts'
import { field, fieldAt, type JsonValue } from '../model/json.ts'
import type { Resource } from '../model/resource.ts'
import { type Family, parseAddress } from '../net/address.ts'
import { readList } from './object-meta.ts'
import { isCore } from './workload-kinds.ts'

/** The address families that pods and Services show the cluster to use, IPv4 first (IPB-4). */
export function findFamilies(workloads: readonly Workload[], resources: readonly Resource[]): readonly Family[] {
  const families = new Set<Family>()
  for (const { pods } of workloads)
    for (const { addresses } of pods) for (const { family } of addresses) families.add(family)
  for (const resource of resources)
    if (isCore(resource, 'Service')) for (const family of serviceFamilies(resource)) families.add(family)
  return [...families].sort()
}

function serviceFamilies({ value }: Resource): readonly Family[] {
  const spec = field(value, 'spec')
  const named = readList(field(spec, 'ipFamilies')).flatMap(readFamily)
  const addresses = [fieldAt(spec, 'clusterIP'), ...readList(field(spec, 'clusterIPs'))]
  return [
    ...named,
    ...addresses.flatMap((text) => (typeof text === 'string' ? (parseAddress(text)?.family ?? []) : [])),
  ]
}

function readFamily(name: JsonValue): readonly Family[] {
  if (name === 'IPv4') return [4]
  return name === 'IPv6' ? [6] : []
}
