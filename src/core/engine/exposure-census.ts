import type { Endpoint } from '../model/endpoint.ts'
import {
  type BitSet,
  countCommonBits,
  EMPTY_BITS,
  intersectsBits,
  listBits,
  subtractBits,
  toBits,
} from '../net/bit-set.ts'
import { findLargest } from './outside-endpoints.ts'

/** Who is there to be counted. Places that belong to no workload are implied endpoints and addresses outside. */
export interface Census {
  readonly workloadAt: (place: number) => Workplaces | undefined
  /** How many workloads have one of the places, that of `self` left out. */
  readonly countOthers: (places: BitSet, self: number) => number
  readonly outside: BitSet
  /** Of the outside the class that holds the most addresses, in each family. */
  readonly internet: BitSet
}

/** The places of one workload: several when rules tell its pods apart (END-1). */
export interface Workplaces {
  readonly places: BitSet
  readonly isSplit: boolean
}

export function takeCensus(endpoints: readonly Endpoint[]): Census {
  const workloads = groupByWorkload(endpoints)
  const at = new Map(workloads.flatMap((one) => listBits(one.places).map((place) => [place, one] as const)))
  const split = workloads.filter(({ isSplit }) => isSplit)
  const whole = toBits(workloads.flatMap(({ places, isSplit }) => (isSplit ? [] : listBits(places))))
  return {
    workloadAt: (place) => at.get(place),
    countOthers: (places, self) => {
      const others = subtractBits(places, at.get(self)?.places ?? EMPTY_BITS)
      return countCommonBits(others, whole) + split.filter((one) => intersectsBits(others, one.places)).length
    },
    ...findOutsiders(endpoints),
  }
}

function groupByWorkload(endpoints: readonly Endpoint[]): readonly Workplaces[] {
  const groups = new Map<string, number[]>()
  for (const [place, endpoint] of endpoints.entries()) {
    if (endpoint.kind === 'outside' || !endpoint.workload) continue
    const group = groups.get(endpoint.workload.id)
    if (group) group.push(place)
    else groups.set(endpoint.workload.id, [place])
  }
  return [...groups.values()].map((places) => ({ places: toBits(places), isSplit: places.length > 1 }))
}

function findOutsiders(endpoints: readonly Endpoint[]): Pick<Census, 'outside' | 'internet'> {
  const classes = endpoints.flatMap((endpoint, place) =>
    endpoint.kind === 'outside' ? [{ place, addresses: endpoint.addresses }] : [],
  )
  const largest = findLargest(classes.map(({ addresses }) => addresses))
  return {
    outside: toBits(classes.map(({ place }) => place)),
    internet: toBits(classes.flatMap(({ place, addresses }) => (largest.has(addresses) ? place : []))),
  }
}
