import { anotherPod, endsOf } from '../src/core/engine/naive/ends.testing.ts'
import { judgePair } from '../src/core/engine/naive/judge.testing.ts'
import type { NaiveEnd } from '../src/core/engine/naive/rules.testing.ts'
import type { Prepared } from '../src/core/engine/prepare.ts'
import type { Cluster } from '../src/core/model/cluster.ts'
import type { Endpoint } from '../src/core/model/endpoint.ts'
import { PROTOCOLS, type Protocol } from '../src/core/net/ports.ts'

/**
 * The allowed triples of every n-th source by the naive evaluator: pair by pair, port by port where answers can change. Of
 * the pods or addresses that an endpoint stands for, the first is judged.
 */
export function countNaively(
  { cluster, settings, endpoints }: Pick<Prepared, 'cluster' | 'settings' | 'endpoints'>,
  every: number,
): ReadonlyMap<number, number> {
  const stretches = stretchesOf(cluster)
  const ends = endpoints.map((endpoint) => firstEnd(cluster, endpoint))
  const countPair = (from: NaiveEnd, to: NaiveEnd) => {
    if (from.kind === 'address' && to.kind === 'address') return 0
    const judge = judgePair({ cluster, settings, from, to: from === to ? anotherPod(to) : to, reading: 'by selector' })
    const allowed = stretches.filter(({ protocol, first }) => judge({ protocol, port: first }) === 'allowed')
    return allowed.reduce((sum, { size }) => sum + size, 0)
  }
  const sources = [...ends.entries()].filter(([place]) => place % every === 0)
  return new Map(
    sources.map(([place, from]) => [place, ends.reduce((sum, to) => sum + countPair(from, to), 0)] as const),
  )
}

function firstEnd(cluster: Cluster, endpoint: Endpoint): NaiveEnd {
  const [end] = endsOf(cluster, endpoint)
  if (!end) throw new Error(`${endpoint.id} stands for nobody`)
  return end
}

interface Stretch {
  readonly protocol: Protocol
  readonly first: number
  readonly size: number
}

/** All ports of all protocols, cut where a rule or a declared port has a border. */
function stretchesOf({ policies, workloads }: Cluster): readonly Stretch[] {
  const entries = policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap(({ ports }) => (ports === 'any' ? [] : ports)),
  )
  const declared = workloads.flatMap(({ pods }) => pods.flatMap(({ ports }) => ports))
  return PROTOCOLS.flatMap((protocol) => {
    const borders = new Set([1, 65536])
    for (const { protocol: own, port } of entries) {
      if (own === protocol && port.kind === 'range') borders.add(port.first).add(port.last + 1)
    }
    for (const { protocol: own, port } of declared) if (own === protocol) borders.add(port).add(port + 1)
    const sorted = [...borders].sort((a, b) => a - b)
    return sorted.slice(1).map((end, index) => {
      const first = sorted[index] ?? 1
      return { protocol, first, size: end - first }
    })
  })
}
