/** Everybody a verdict can be about in two clusters, for the naive evaluator. */
import { blocksOf, bordersOf, isInside, toBits } from '../engine/naive/addresses.testing.ts'
import { endsOf } from '../engine/naive/ends.testing.ts'
import type { NaiveEnd } from '../engine/naive/rules.testing.ts'
import type { Cluster } from '../model/cluster.ts'
import { type AddressRange, allAddresses, type Family } from '../net/address.ts'
import type { PlanContext } from './plan-context.ts'

/** A pod, or addresses outside that no block tells apart. */
export type CaseEnd =
  | {
      readonly kind: 'pod'
      readonly name: string
      /** Of the workload, or of the implied endpoint. */
      readonly id: string
      readonly isAlone: boolean
      readonly end: NaiveEnd
    }
  | {
      readonly kind: 'addresses'
      readonly name: string
      readonly ranges: readonly AddressRange[]
      readonly end: NaiveEnd
    }

/** Every declared pod and every implied endpoint, by name: `shop/web`. */
export function podEndsOf({ prepared }: PlanContext): ReadonlyMap<string, CaseEnd> {
  const { cluster } = prepared
  const ends = new Map<string, CaseEnd>()
  for (const endpoint of prepared.endpoints) {
    if (endpoint.kind !== 'pods') continue
    const name = endpoint.implied ? endpoint.id : `${endpoint.namespace}/${endpoint.workload?.name}`
    const isAlone = endpoint.kindName === 'Pod'
    const own = endsOf(cluster, endpoint)
    const isOnly = own.length === 1 && !ends.has(name) && (endpoint.workload?.pods.length ?? 1) === 1
    for (const end of own) {
      const full = isOnly || end.kind !== 'pod' ? name : `${name}#${end.pod.name}`
      if (ends.has(full)) throw new Error(`two pods are called ${full}`)
      ends.set(full, { kind: 'pod', name: full, id: endpoint.workload?.id ?? endpoint.id, isAlone, end })
    }
  }
  return ends
}

/** All addresses of the families in use; those that every block of the clusters holds or lacks alike are one end. */
export function addressEndsOf(clusters: readonly Cluster[]): readonly CaseEnd[] {
  const blocks = [...new Set(clusters.flatMap(blocksOf))]
  const alike = new Map<string, AddressRange[]>()
  for (const range of cutAddresses(clusters, blocks.flatMap(bordersOf))) {
    const bits = toBits({ family: range.family, value: range.first })
    const key = `${range.family} ${blocks.filter((cidr) => isInside(bits, cidr)).join()}`
    alike.set(key, [...(alike.get(key) ?? []), range])
  }
  return [...alike].map(([name, [first, ...more]]): CaseEnd => {
    if (!first) throw new Error('addresses without a range')
    const bits = toBits({ family: first.family, value: first.first })
    return { kind: 'addresses', name, ranges: [first, ...more], end: { kind: 'address', bits } }
  })
}

/** The families in use, cut wherever a block may begin or end. */
function cutAddresses(clusters: readonly Cluster[], borders: readonly string[]): readonly AddressRange[] {
  const families = new Set<Family>([...clusters.flatMap((cluster) => cluster.families), 4])
  if (borders.some((bits) => bits.length === 128)) families.add(6)
  return [...families].flatMap((family) => {
    const { first, last } = allAddresses(family)
    const own = borders.filter((bits) => bits.length === (family === 4 ? 32 : 128)).map((bits) => BigInt(`0b${bits}`))
    const starts = [...new Set([first, ...own])].sort((a, b) => (a < b ? -1 : 1))
    return starts.map((start, index) => ({ family, first: start, last: (starts[index + 1] ?? last + 1n) - 1n }))
  })
}
