/** Who reaches whom, told by pods and addresses, so that it can be compared however endpoints are split. */
import type { Endpoint } from '../model/endpoint.ts'
import type { EngineSettings } from '../model/settings.ts'
import { containsAddress, parseAddress } from '../net/address.ts'
import { formatTraffic } from '../net/ports-by-protocol.ts'
import { type ClusterNote, makeCluster } from './cluster.testing.ts'
import { type Prepared, prepare } from './prepare.ts'
import { flowBetween } from './reachability.ts'

/** `a/w0/w0 → 10.0.0.1`, with what is allowed and what depends; pairs between which nothing passes as well. */
export type Reach = ReadonlyMap<string, string>

/** The whole reach of a cluster. */
export function reachOf(note: ClusterNote, settings: EngineSettings): Reach {
  return reachOfPrepared(prepare(makeCluster(note), settings))
}

/** The whole reach of what is prepared, implied endpoints left out. */
export function reachOfPrepared(prepared: Prepared): Reach {
  const standing = prepared.endpoints.map((endpoint) => ({ endpoint, names: namesOf(endpoint) }))
  const reach = new Map<string, string>()
  for (const { endpoint: from, names: sources } of standing) {
    for (const { endpoint: to, names: targets } of standing) {
      if (from.kind === 'outside' && to.kind === 'outside') continue
      const { allowed, depends } = flowBetween(prepared, from.id, to.id)
      const words = `allowed ${formatTraffic(allowed)}, depends ${formatTraffic(depends)}`
      for (const source of sources) for (const target of targets) reach.set(`${source} → ${target}`, words)
    }
  }
  return new Map([...reach].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The pods of an endpoint, or some addresses of a class of them; nothing for implied ones. */
export function namesOf(endpoint: Endpoint): readonly string[] {
  if (endpoint.kind === 'pods') return endpoint.pods.map(({ name }) => `${endpoint.workload?.id}/${name}`)
  return SAMPLES.filter((text) => {
    const address = parseAddress(text)
    return address !== undefined && containsAddress(endpoint.addresses, address)
  })
}

/** Inside and beside the blocks of random clusters. */
const SAMPLES = [
  ...[
    '0.0.0.0',
    '9.255.255.255',
    '10.0.0.0',
    '10.0.0.1',
    '10.0.0.3',
    '10.0.0.4',
    '10.0.1.0',
    '10.1.0.0',
    '10.127.255.255',
  ],
  ...[
    '10.128.0.0',
    '10.128.0.1',
    '11.0.0.0',
    '172.15.255.255',
    '172.16.0.1',
    '192.167.0.0',
    '192.168.1.1',
    '203.0.113.7',
  ],
  ...['255.255.255.255', '::', 'fc00::', 'fd00::1', 'fd00::2', 'fe00::', '2001:db8::', '2001:db8::1', '2001:db9::'],
]
