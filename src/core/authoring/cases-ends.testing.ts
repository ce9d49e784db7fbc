/** Everybody a verdict can be about in two clusters, for the naive evaluator. */
import { blocksOf, bordersOf, toBits, type Width } from '../engine/naive-addresses.testing.ts'
import { endsOf } from '../engine/naive-ends.testing.ts'
import type { NaiveEnd } from '../engine/naive-rules.testing.ts'
import type { Cluster } from '../model/cluster.ts'
import type { AddressRange } from '../net/address.ts'
import { allAddresses } from '../net/address.ts'
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
  | { readonly kind: 'addresses'; readonly name: string; readonly range: AddressRange; readonly end: NaiveEnd }

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

/** All addresses of the families in use, cut wherever a block of one of the clusters begins or ends. */
export function addressEndsOf(clusters: readonly Cluster[]): readonly CaseEnd[] {
  const borders = clusters.flatMap(blocksOf).flatMap(bordersOf)
  const families = new Set([...clusters.flatMap((cluster) => cluster.families), 4 as const])
  if (borders.some((bits) => bits.length === 128)) families.add(6)
  return [...families].flatMap((family) => {
    const { first, last } = allAddresses(family)
    const width: Width = family === 4 ? 32 : 128
    const own = borders.filter((bits) => bits.length === width).map((bits) => BigInt(`0b${bits}`))
    const starts = [...new Set([first, ...own])].sort((a, b) => (a < b ? -1 : 1))
    return starts.map((start, index): CaseEnd => {
      const bits = toBits({ family, value: start })
      const range = { family, first: start, last: (starts[index + 1] ?? last + 1n) - 1n }
      return { kind: 'addresses', name: bits, range, end: { kind: 'address', bits } }
    })
  })
}
