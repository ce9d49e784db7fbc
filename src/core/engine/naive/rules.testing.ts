/** What a rule says of one flow when everything is settled; for the naive evaluator. */
import type { Pod } from '../../model/cluster.ts'
import type { CniFeature } from '../../model/cni-cell.ts'
import type { NetworkPolicy, Peer, PortEntry, Rule } from '../../model/policy.ts'
import type { Labels } from '../../model/selector.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { isInside } from './addresses.testing.ts'
import { isSelected, type Selects } from './selectors.testing.ts'

/** One pod, or one address outside. */
export type NaiveEnd =
  | {
      readonly kind: 'pod'
      readonly namespace: string
      readonly namespaceLabels: Labels
      readonly pod: Pod
      /** It declares every named port, with a number nobody knows (END-8). */
      readonly implied: boolean
    }
  | { readonly kind: 'address'; readonly bits: string }

/** What a rule of one end looks at, whatever the port. */
export interface Scene {
  readonly settings: EngineSettings
  /** The end the peers of the rule are compared with. */
  readonly other: NaiveEnd
  readonly to: NaiveEnd
}

export interface NaivePort {
  readonly protocol: string
  readonly port: number
}

/** Everything nobody knows, settled one way. */
export interface World {
  /** The policies that select the end itself, and so isolate it (ISO-4). */
  readonly isolating: readonly NetworkPolicy[]
  /** Which peers by selector are the other end. */
  readonly selectsOther: Selects
  /** Absent when the other end has no address in the family. */
  readonly otherAddress: string | undefined
  /** Whether the named ports of an implied destination have the number asked for. */
  readonly namesFit: boolean
  /** What the network plugin cannot do (CNI-2). */
  readonly lacks: ReadonlySet<CniFeature>
}

/** RUL-1: the peers of a rule that are the other end; one that is absent where the rule lists none. */
export function matchingPeers(
  scene: Scene,
  world: World,
  policy: NetworkPolicy,
  { peers }: Rule,
): readonly (Peer | undefined)[] {
  return peers === 'any' ? [undefined] : peers.filter((peer) => isPeer(scene, world, policy, peer))
}

/** RUL-2: the port entries of a rule that hold the port; one that is absent where the rule lists none. */
export function matchingPorts(
  scene: Scene,
  world: World,
  { ports }: Rule,
  port: NaivePort,
): readonly (PortEntry | undefined)[] {
  return ports === 'any' ? [undefined] : ports.filter((entry) => isPort(scene, world, entry, port))
}

function isPeer({ settings, other }: Scene, world: World, policy: NetworkPolicy, peer: Peer): boolean {
  if (peer.kind === 'block') {
    if (!mayBlocksMatch(settings, world, other) || world.otherAddress === undefined) return false
    const address = world.otherAddress
    const isExcepted = !world.lacks.has('except') && peer.except.some((cidr) => isInside(address, cidr)) // CNI-2d
    return isInside(address, peer.cidr) && !isExcepted // IPB-1
  }
  if (other.kind === 'address' || other.pod.hostNetwork) return false // PEE-4, END-5
  const isThere = peer.namespaceSelector
    ? isSelected(peer.namespaceSelector, other.namespaceLabels)
    : other.namespace === policy.namespace
  return isThere && (!peer.podSelector || world.selectsOther(peer.podSelector)) // PEE-1 to PEE-3
}

function mayBlocksMatch({ cni }: EngineSettings, { lacks }: World, other: NaiveEnd): boolean {
  if (other.kind === 'address') return true
  if (other.pod.hostNetwork) return cni !== 'cilium' // END-5
  return !lacks.has('blocks-match-pods') // IPB-3, CNI-2e
}

function isPort({ to }: Scene, { namesFit, lacks }: World, entry: PortEntry, { protocol, port }: NaivePort): boolean {
  if (entry.protocol !== protocol) return false
  switch (entry.port.kind) {
    case 'every':
      return true // POR-2
    case 'range':
      if (lacks.has('endPort')) return port === entry.port.first // CNI-2b
      return entry.port.first <= port && port <= entry.port.last // POR-3
    case 'named': {
      const { name } = entry.port
      if (lacks.has('named-ports')) return false // CNI-2c
      if (to.kind === 'address') return false // POR-5
      if (to.implied) return namesFit // END-8
      return to.pod.ports.some((own) => own.name === name && own.protocol === protocol && own.port === port) // POR-4
    }
  }
}
