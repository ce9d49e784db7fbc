import { effectiveRules } from '../../engine/effective-rules.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { createLabelIndex, type LabelIndex } from '../../engine/label-index.ts'
import type { Member } from '../../engine/member.ts'
import type { Membership } from '../../engine/membership.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { remember } from '../../engine/remember.ts'
import type { Reading } from '../../manifest/reading.ts'
import type { Cluster, Workload } from '../../model/cluster.ts'
import type { PodEndpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import type { NetworkPolicy, PodPeer } from '../../model/policy.ts'
import type { LabelSelector } from '../../model/selector.ts'

/** What rules look at; what they share is found once. */
export interface LintContext {
  readonly reading: Reading
  readonly prepared: Prepared
  readonly cluster: Cluster
  /** The policies whose text is valid now, whatever the plugin does with them. */
  readonly policies: readonly NetworkPolicy[]
  /** Those of a namespace. */
  readonly policiesIn: (namespace: string) => readonly NetworkPolicy[]
  /** A policy as it is written. */
  readonly textOf: (policy: NetworkPolicy) => JsonObject
  /** The pods of the document that a policy selects, or may select (END-2c). */
  readonly podsOf: (policy: NetworkPolicy) => readonly Member[]
  /** Those that match selectors in the scope of a peer of a policy (PEE-1 to PEE-3). */
  readonly podsAt: (policy: NetworkPolicy, peer: PeerSelectors) => readonly Member[]
  /** The places of a list that one of these gave. */
  readonly placesOf: (members: readonly Member[]) => readonly number[]
  /** How an endpoint stands in each direction. */
  readonly isolationAt: (endpoint: string) => ReturnType<typeof isolationOf>
  /** Those of a namespace that policies can select. */
  readonly podsIn: (namespace: string) => readonly Member[]
  /** The endpoints that a workload's pods make; `[]` for one that policies cannot select (END-5). */
  readonly endpointsOf: (workload: Workload) => readonly PodEndpoint[]
}

export type PeerSelectors = Pick<PodPeer, 'podSelector' | 'namespaceSelector'>

export function createLintContext(reading: Reading, prepared: Prepared): LintContext {
  const { cluster, members } = prepared
  const index = createLabelIndex(members.map((member) => (isDeclared(member) ? member.labelled : undefined)))
  const policies = cluster.policies.filter(({ stale }) => !stale)
  const byNamespace = groupBy(policies, ({ namespace }) => namespace)
  const resources = reading.files.flatMap(({ items }) => items.flatMap((item) => item.resources))
  const texts = new Map(resources.map(({ path, value }) => [path, value]))
  const byWorkload = groupByWorkload(members)
  const places = new Map<readonly Member[], readonly number[]>()
  const toMembers = remember(({ yes, maybe }: Membership) => {
    const own = [...yes, ...maybe]
    const found = own.flatMap((place) => members[place] ?? [])
    places.set(found, own)
    return found
  })
  // Rules ask for the same peers one after the other; to find them by what they say takes longer.
  const peersOf = remember(({ namespace }: NetworkPolicy) =>
    remember((peer: PeerSelectors) => toMembers(findPeers(index, namespace, peer))),
  )
  return {
    reading,
    prepared,
    cluster,
    policies,
    policiesIn: (namespace) => byNamespace.get(namespace) ?? [],
    textOf: ({ path }) => texts.get(path) ?? {},
    podsOf: remember(({ namespace, podSelector }) => toMembers(index.inNamespace(namespace, podSelector))),
    podsAt: (policy, peer) => peersOf(policy)(peer),
    placesOf: (list) => places.get(list) ?? list.map(({ endpoint }) => prepared.indexOf(endpoint.id)),
    isolationAt: remember((endpoint) => isolationOf(prepared, endpoint)),
    podsIn: (namespace) => toMembers(index.inNamespace(namespace, undefined)),
    endpointsOf: ({ id }) => byWorkload.get(id) ?? [],
  }
}

function groupByWorkload(members: readonly Member[]): ReadonlyMap<string, readonly PodEndpoint[]> {
  const endpoints = members.flatMap(({ endpoint }) =>
    endpoint.kind === 'pods' && endpoint.workload && !endpoint.hostNetwork ? [endpoint] : [],
  )
  return groupBy(endpoints, ({ workload }) => workload?.id ?? '')
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Implied endpoints (END-8) are there because nobody is: for a check they are nobody. */
function isDeclared({ endpoint }: Member): boolean {
  return endpoint.kind === 'pods' && endpoint.implied === undefined
}

function findPeers(index: LabelIndex, namespace: string, { podSelector, namespaceSelector }: PeerSelectors) {
  return namespaceSelector
    ? index.inNamespaces(namespaceSelector, podSelector)
    : index.inNamespace(namespace, podSelector)
}

/** All peers of a policy that name pods, in the directions in which it isolates: the others are inert (ISO-3). */
export function podPeers(policy: NetworkPolicy): readonly PodPeer[] {
  const found: PodPeer[] = []
  for (const { peers } of effectiveRules(policy))
    if (peers !== 'any') for (const peer of peers) if (peer.kind === 'pods') found.push(peer)
  return found
}

/** Whether a selector asks for something: `{}` matches whoever is there, also later (SEL-1). */
export function asks(selector: LabelSelector | undefined): selector is LabelSelector {
  return selector !== undefined && selector.requirements.length > 0
}
