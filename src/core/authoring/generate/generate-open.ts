import type { Prepared } from '../../engine/prepare.ts'
import { rememberBy } from '../../engine/remember.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import { finish, type Work } from '../../model/work.ts'
import type { ConnectEnd } from '../plan.ts'
import type { Ports } from '../wanted-ports.ts'
import type { WantedFlow } from './generate-flows.ts'
import { type Crowd, gatherCrowd, mergeEnds } from './generate-merge.ts'
import { type Passing, passingAt } from './generate-passing.ts'
import { joinPorts, portsKey } from './generate-ports.ts'

/** What passes now at pods, in one direction. */
export interface OpenFlows {
  readonly flows: readonly WantedFlow[]
  /** Names of pods on their node's network, whose flows pass now and cannot be written down (END-5). */
  readonly unwritable: readonly string[]
}

/** Whose open flows are looked for. */
export type OpenScope =
  | { readonly kind: 'workload'; readonly id: string }
  | { readonly kind: 'namespace'; readonly namespace: string }

/**
 * What may pass now to (`ingress`) or from (`egress`) pods, for certain, merged: where all known pods of a namespace may,
 * the namespace stands for them; where everybody may, anyone does. Endpoints of `without` are taken out first, so that a
 * pod can be isolated and keep all flows but one. Addresses outside are the internet without the pods' addresses.
 */
export function openFlowsOf(
  prepared: Prepared,
  scope: OpenScope,
  direction: Direction,
  without: ReadonlySet<string> = new Set(),
): OpenFlows {
  return finish(gatheringOpenFlows(prepared, scope, direction, without))
}

/** {@link openFlowsOf} in steps. */
export function* gatheringOpenFlows(
  prepared: Prepared,
  scope: OpenScope,
  direction: Direction,
  without: ReadonlySet<string> = new Set(),
): Work<OpenFlows> {
  const crowd = gatherCrowd(prepared)
  const selves = selvesOf(prepared, scope)
  const passing = selves.map((self) => ({
    self,
    classes: withoutSome(passingAt(prepared, direction, self.id), without),
  }))
  const merge = rememberBy(
    ({ key }: Passing) => key,
    ({ others }) => mergeOthers(crowd, others).map((peer) => ({ key: JSON.stringify(peer), peer })),
  )
  // Pods that are alike have the same peers.
  const peersAt = rememberBy(
    (classes: readonly Passing[]) => classes.map(({ key, ports }) => `${key} ${portsKey(ports)}`).join('|'),
    (classes) => peersOf(merge, classes),
  )
  const byPeer = new Map<string, { readonly peer: ConnectEnd; readonly byPorts: Map<string, Share> }>()
  for (const { self, classes } of passing) {
    yield
    for (const { key, peer, shared } of peersAt(classes)) {
      const { byPorts } = byPeer.get(key) ?? { byPorts: new Map<string, Share>() }
      byPeer.set(key, { peer, byPorts })
      addShare(byPorts, self, shared)
    }
  }
  const flows = [...byPeer.values()].flatMap(({ peer, byPorts }) =>
    [...byPorts.values()].flatMap(({ ports, pods }) =>
      toSelfEnds(crowd, scope, selves, pods).map((self) =>
        direction === 'ingress' ? { from: peer, to: self, ports } : { from: self, to: peer, ports },
      ),
    ),
  )
  return { flows, unwritable: hostsOf(passing.flatMap(({ classes }) => classes)) }
}

/** Pods that share what passes between them and a peer. */
interface Share {
  readonly ports: Ports
  readonly pods: Endpoint[]
}

function addShare(byPorts: Map<string, Share>, self: Endpoint, { key, ports }: SharedPorts): void {
  const share = byPorts.get(key) ?? { ports, pods: [] }
  share.pods.push(self)
  byPorts.set(key, share)
}

function selvesOf({ endpoints }: Prepared, scope: OpenScope): readonly Endpoint[] {
  return endpoints.filter(
    (endpoint) =>
      endpoint.kind === 'pods' &&
      !endpoint.hostNetwork &&
      (scope.kind === 'namespace'
        ? endpoint.namespace === scope.namespace && endpoint.workload !== undefined
        : endpoint.id === scope.id || endpoint.workload?.id === scope.id),
  )
}

function withoutSome(classes: readonly Passing[], without: ReadonlySet<string>): readonly Passing[] {
  if (without.size === 0) return classes
  return classes.map((passing) => ({ ...passing, others: passing.others.filter(({ id }) => !without.has(id)) }))
}

const WIDEST = { toNamespace: () => true, toPods: true, toAnyone: true }

interface Peer {
  readonly key: string
  readonly peer: ConnectEnd
}

interface SharedPorts {
  /** Equal for equal ports. */
  readonly key: string
  readonly ports: Ports
}

/** Who is at the other end on which ports; all addresses outside are one peer. */
function peersOf(
  merge: (passing: Passing) => readonly Peer[],
  classes: readonly Passing[],
): readonly (Peer & { readonly shared: SharedPorts })[] {
  const peers = new Map<string, { readonly peer: Peer; readonly indices: number[] }>()
  for (const [index, passing] of classes.entries()) {
    for (const peer of merge(passing)) {
      const known = peers.get(peer.key)
      if (known) known.indices.push(index)
      else peers.set(peer.key, { peer, indices: [index] })
    }
  }
  const join = rememberBy(
    (indices: readonly number[]) => indices.join(),
    (indices): SharedPorts => {
      const ports = indices.map((index) => classes[index]?.ports ?? []).reduce(joinPorts)
      return { key: portsKey(ports), ports }
    },
  )
  return [...peers.values()].map(({ peer, indices }) => ({ ...peer, shared: join(indices) }))
}

function mergeOthers(crowd: Crowd, others: readonly Endpoint[]): readonly ConnectEnd[] {
  const merged = mergeEnds(crowd, others, WIDEST)
  if (merged.some(({ kind }) => kind === 'internet')) return merged
  const outside = others.filter(({ kind }) => kind === 'outside')
  if (outside.length === 0 || outside.length < crowd.outside.length) return merged
  return [...merged.filter(({ kind }) => kind !== 'block'), { kind: 'internet', reach: 'outside' }]
}

/** The namespace where all its pods share something, else those that do. */
function toSelfEnds(
  crowd: Crowd,
  scope: OpenScope,
  selves: readonly Endpoint[],
  pods: readonly Endpoint[],
): readonly ConnectEnd[] {
  if (pods.length === selves.length) return [scope]
  return mergeEnds(crowd, pods, { toNamespace: () => false, toPods: false, toAnyone: false })
}

function hostsOf(classes: readonly Passing[]): readonly string[] {
  const hosts = classes.flatMap(({ others }) =>
    others.flatMap((other) => (other.kind === 'pods' && other.hostNetwork ? [other.name] : [])),
  )
  return [...new Set(hosts)].sort()
}
