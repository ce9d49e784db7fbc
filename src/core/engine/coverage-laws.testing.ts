/** What is lost between two clusters, told by pods and addresses, so that it can be compared however endpoints are split. */
import type { Cluster } from '../model/cluster.ts'
import type { Path, ResourcePath } from '../model/path.ts'
import type { Direction, NetworkPolicy } from '../model/policy.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { Flow } from '../model/verdict.ts'
import { formatTraffic, subtractTraffic, unionTraffic } from '../net/ports-by-protocol.ts'
import type { Member } from './member.ts'
import { type Prepared, prepare } from './prepare.ts'
import { namesOf } from './reach.testing.ts'
import { flowBetween } from './reachability.ts'

/** `a/w0/w0 → 10.0.0.1`, with the ports on which it is no longer allowed, or no longer open to doubt. */
export type Told = ReadonlyMap<string, string>

/** What flows that are lost say. */
export function tellFlows(prepared: Prepared, flows: Iterable<Flow>): Told {
  const told = new Map<string, string>()
  for (const flow of flows) for (const pair of pairsOf(prepared, flow)) told.set(pair, tell(flow))
  return sort(told)
}

/** What is no longer as it was. Throws when something passes that did not. */
export function lossBetween(before: Prepared, after: Prepared): Told {
  const told = new Map<string, string>()
  const later = new Map(eachPair(after, after.members))
  for (const [pair, flow] of eachPair(before, before.members.slice(0, before.listed))) {
    const now = later.get(pair)
    if (!now) continue
    if (tell(subtract(now, flow))) throw new Error(`${pair} has more than before`)
    const words = tell(subtract(flow, now))
    if (words) told.set(pair, words)
  }
  return sort(told)
}

/** The cluster prepared without some rules: their policies stay, and isolate as before. */
export function prepareWithoutRules(
  cluster: Cluster,
  settings: EngineSettings,
  isGone: (rule: Path) => boolean,
): Prepared {
  const strip = (policy: NetworkPolicy): NetworkPolicy => {
    const keep = (direction: Direction) => policy.rules[direction].filter(({ path }) => !isGone(path))
    return { ...policy, rules: { ingress: keep('ingress'), egress: keep('egress') } }
  }
  return prepare({ ...cluster, policies: cluster.policies.map(strip) }, settings)
}

/** The cluster prepared without a whole policy. */
export function prepareWithoutPolicy(cluster: Cluster, settings: EngineSettings, path: Path): Prepared {
  return prepare({ ...cluster, policies: cluster.policies.filter((policy) => policy.path !== path) }, settings)
}

/** The pods of endpoints. */
export function tellPods(prepared: Prepared, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => namesAt(prepared, id))
}

/** The pods that a policy isolated, and that nothing isolates without it; and those that something only may isolate. */
export function listOpened(before: Prepared, after: Prepared, direction: Direction, policy: ResourcePath) {
  const speaking = (prepared: Prepared, place: number) => {
    const { tiers } = prepared.profiles(place, direction)
    return { sure: tiers.flatMap(({ sure }) => sure), unsure: tiers.flatMap(({ unsure }) => unsure) }
  }
  const isolated = before.endpoints.filter((_, place) => {
    const { sure, unsure } = speaking(before, place)
    return [...sure, ...unsure].some((one) => one.policy.path === policy)
  })
  const names = new Set(isolated.flatMap(namesOf))
  const opened = new Set<string>()
  const unsure = new Set<string>()
  for (const [place, endpoint] of after.endpoints.entries()) {
    const now = speaking(after, place)
    if (now.sure.length > 0) continue
    for (const name of namesOf(endpoint)) if (names.has(name)) (now.unsure.length > 0 ? unsure : opened).add(name)
  }
  return { opened, unsure }
}

type Ports = Pick<Flow, 'allowed' | 'depends'>

function* eachPair(prepared: Prepared, members: readonly Member[]): Iterable<readonly [string, Ports]> {
  for (const { endpoint: from } of members) {
    for (const { endpoint: to } of members) {
      if (from.kind === 'outside' && to.kind === 'outside') continue
      const flow = flowBetween(prepared, from.id, to.id)
      for (const pair of pairsOf(prepared, flow)) yield [pair, flow]
    }
  }
}

function pairsOf(prepared: Prepared, { from, to }: Flow): readonly string[] {
  return namesAt(prepared, from).flatMap((source) => namesAt(prepared, to).map((target) => `${source} → ${target}`))
}

function namesAt(prepared: Prepared, id: string): readonly string[] {
  const endpoint = prepared.endpoint(id)
  return endpoint ? namesOf(endpoint) : []
}

/** What is allowed, or may pass, in the first and not in the second. */
function subtract(a: Ports, b: Ports): Ports {
  return {
    allowed: subtractTraffic(a.allowed, b.allowed),
    depends: subtractTraffic(a.depends, unionTraffic(b.allowed, b.depends)),
  }
}

function tell({ allowed, depends }: Ports): string {
  const [sure, maybe] = [formatTraffic(allowed), formatTraffic(depends)]
  return sure || maybe ? `allowed ${sure}, depends ${maybe}` : ''
}

function sort(told: ReadonlyMap<string, string>): Told {
  return new Map([...told].sort(([a], [b]) => (a < b ? -1 : 1)))
}
