import { isolationOf } from '../../engine/isolation.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { matchSelector } from '../../model/matching.ts'
import type { ResourcePath } from '../../model/path.ts'
import { DIRECTIONS, type Direction, type NetworkPolicy, type Peer, type Rule } from '../../model/policy.ts'
import { isSubset } from '../../net/address.ts'
import { isIsolated } from '../connect/end-needs.ts'
import type { ConnectEnd, WantedPort } from '../plan.ts'
import type { Ports } from '../wanted-ports.ts'
import type { WantedFlow } from './generate-flows.ts'
import { type Crowd, gatherCrowd, mergeEnds, type Widening } from './generate-merge.ts'
import { type Passing, passingAt } from './generate-passing.ts'
import { joinPorts, portsWithout } from './generate-ports.ts'

/**
 * The flows that policies admit for certain: those of pods that some policy isolates, and not what merely passes because
 * nothing isolates either end. All pods of a namespace are one end only where a rule names the namespace as a whole;
 * blocks are those of the rules. Pods on their node's network are left out.
 */
export function flowsOfDrawn(prepared: Prepared): readonly WantedFlow[] {
  const crowd = gatherCrowd(prepared)
  const isolated = {
    ingress: prepared.endpoints.filter((endpoint) => isIsolated(prepared, endpoint, 'ingress')),
    egress: prepared.endpoints.filter((endpoint) => isIsolated(prepared, endpoint, 'egress')),
  }
  const search: Search = {
    prepared,
    crowd,
    closed: new Set(isolated.ingress),
    policies: new Map(prepared.cluster.policies.map((policy) => [policy.path, policy])),
  }
  const flows = new Map<string, WantedFlow>()
  for (const direction of DIRECTIONS) {
    for (const self of isolated[direction]) {
      for (const flow of flowsAt(search, direction, self)) addFlow(flows, flow)
    }
  }
  return [...flows.values()]
}

function addFlow(flows: Map<string, WantedFlow>, { from, to, ports }: WantedFlow): void {
  const key = JSON.stringify([from, to])
  const earlier = flows.get(key)
  flows.set(key, { from, to, ports: earlier ? joinPorts(earlier.ports, ports) : ports })
}

interface Search {
  readonly prepared: Prepared
  readonly crowd: Crowd
  /** Isolated for ingress. */
  readonly closed: ReadonlySet<Endpoint>
  readonly policies: ReadonlyMap<ResourcePath, NetworkPolicy>
}

/** Of a pod isolated for egress only what reaches open ends: isolated ones speak for themselves. */
function flowsAt(search: Search, direction: Direction, self: Endpoint): readonly WantedFlow[] {
  const { prepared, crowd, closed } = search
  const rules = rulesFor(search, self, direction)
  const [own] = mergeEnds(crowd, [self], NARROW)
  if (!own) return []
  return passingAt(prepared, direction, self.id).flatMap(({ ports, others }) => {
    const seen = direction === 'ingress' ? others : others.filter((other) => !closed.has(other))
    return mergePeers(prepared, crowd, { ports, others: seen }, rules).map((peer) =>
      direction === 'ingress' ? { from: peer, to: own, ports } : { from: own, to: peer, ports },
    )
  })
}

const NARROW: Widening = { toNamespace: () => false, toPods: false, toAnyone: false }

function mergePeers(
  prepared: Prepared,
  crowd: Crowd,
  { ports, others }: Pick<Passing, 'ports' | 'others'>,
  rules: readonly OwnRule[],
): readonly ConnectEnd[] {
  const holding = rules.filter(({ rule }) => holdsPorts(rule, ports))
  const isAny = holding.some(({ rule }) => rule.peers === 'any')
  const named = holding.flatMap(({ rule: { peers }, policy }) =>
    peers === 'any' ? [] : peers.map((peer) => ({ peer, policy })),
  )
  const isFrame = (namespace: string) =>
    named.some(({ peer, policy }) => namesNamespace(prepared, policy, peer, namespace))
  const merged = mergeEnds(crowd, others, {
    toNamespace: (namespace) => isAny || isFrame(namespace),
    toPods: isAny || named.some(({ peer }) => namesEveryPod(peer)),
    toAnyone: isAny,
  })
  return withBlocks(
    merged,
    others,
    named.map(({ peer }) => peer),
  )
}

/** Addresses as the blocks of the rules that hold them, as far as all of a block passes; the rest as it is. */
function withBlocks(
  merged: readonly ConnectEnd[],
  others: readonly Endpoint[],
  peers: readonly Peer[],
): readonly ConnectEnd[] {
  const outside = others.flatMap((other) => (other.kind === 'outside' ? [other] : []))
  if (!merged.some(({ kind }) => kind === 'block')) return merged
  const all = outside.flatMap(({ addresses }) => addresses)
  const blocks = peers.flatMap((peer) => (peer.kind === 'block' && isSubset(peer.addresses, all) ? [peer] : []))
  const isHeld =
    blocks.length > 0 &&
    isSubset(
      all,
      blocks.flatMap(({ addresses }) => addresses),
    )
  if (!isHeld) return merged
  return [
    ...merged.filter(({ kind }) => kind !== 'block'),
    ...blocks.map(({ cidr, except }): ConnectEnd => ({ kind: 'block', cidr, except })),
  ]
}

interface OwnRule {
  readonly policy: NetworkPolicy
  readonly rule: Rule
}

/** The rules of the policies that isolate an endpoint. */
function rulesFor({ prepared, policies }: Search, { id }: Endpoint, direction: Direction): readonly OwnRule[] {
  return isolationOf(prepared, id)[direction].policies.flatMap((path) => {
    const policy = policies.get(path)
    return policy ? policy.rules[direction].map((rule) => ({ policy, rule })) : []
  })
}

/** Whether a rule lists ports by number, or all of them. */
function holdsPorts({ ports }: Rule, wanted: Ports): boolean {
  if (ports === 'any') return true
  const numbers = ports.flatMap(({ protocol, port }): readonly WantedPort[] => {
    if (port.kind === 'named') return []
    const { first, last } = port.kind === 'every' ? { first: 1, last: 65535 } : port
    return [{ kind: 'range', protocol, first, last }]
  })
  return portsWithout(wanted, numbers).length === 0
}

function namesNamespace(prepared: Prepared, policy: NetworkPolicy, peer: Peer, namespace: string): boolean {
  if (peer.kind === 'block' || (peer.podSelector?.requirements.length ?? 0) > 0) return false
  if (!peer.namespaceSelector) return policy.namespace === namespace
  return matchSelector(peer.namespaceSelector, prepared.namespaceLabels(namespace)) === 'yes'
}

function namesEveryPod(peer: Peer): boolean {
  return (
    peer.kind === 'pods' &&
    peer.namespaceSelector?.requirements.length === 0 &&
    (peer.podSelector?.requirements.length ?? 0) === 0
  )
}
