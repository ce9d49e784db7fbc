import type { Prepared } from '../../engine/prepare.ts'
import type { PodEndpoint } from '../../model/endpoint.ts'
import { isObject, type JsonObject } from '../../model/json.ts'
import { joinPath } from '../../model/path.ts'
import type { NetworkPolicy, PodPeer } from '../../model/policy.ts'
import { chooseLabels, commonLabels, isLasting } from '../connect/choose-labels.ts'
import { resolveWorkload } from '../connect/resolve-workload.ts'
import { NAME_KEY, podsIn } from '../connect/resolved-end.ts'
import type { PlanContext } from '../plan-context.ts'
import { type Bearer, excludeFrom, type NarrowedSelector } from './narrow-selector.ts'
import type { NarrowedPeer } from './narrowed-peers.ts'

/** A peer that shall go on matching some of the pods it matches. */
export interface PeerOfPods {
  readonly context: PlanContext
  readonly policy: NetworkPolicy
  readonly peer: PodPeer
  /** As it is written. */
  readonly written: JsonObject
  readonly gone: readonly PodEndpoint[]
  /** Never empty. */
  readonly kept: readonly PodEndpoint[]
  /** The list it is in. */
  readonly list: string
}

/** The peer with a selector that leaves out those who go; undefined when labels do not tell them apart. */
export function narrowPods(pods: PeerOfPods): NarrowedPeer | undefined {
  return withoutPods(pods) ?? withoutNamespaces(pods) ?? splitNamespaces(pods)
}

/** Above so many peers a list helps nobody. */
const MOST_LISTED = 12

/** Those who stay, one by one; undefined where labels do not name them alone. Pods added later are not among them. */
export function listOthers({ context, policy, gone, kept, list }: PeerOfPods): NarrowedPeer | undefined {
  const leaving = new Set(gone.map(({ workload }) => workload?.id))
  const ids = new Set(kept.flatMap(({ workload }) => workload?.id ?? []))
  if (ids.size === 0 || ids.size > MOST_LISTED || [...ids].some((id) => leaving.has(id))) return undefined
  const ends = [...ids].map((id) => resolveWorkload(context.prepared, id))
  if (ends.some(({ subject, others }) => !subject || others.length > 0)) return undefined
  const peers = ends.flatMap(({ subject }) =>
    subject ? [podsIn(subject.namespace, policy.namespace, subject.podSelector)] : [],
  )
  return { kept: peers, steps: peers.map((value) => ({ kind: 'append', list, value })), goes: true }
}

/** A podSelector that leaves out pods by their labels, wherever they are. */
function withoutPods({ context, peer, written, gone, kept }: PeerOfPods): NarrowedPeer | undefined {
  const selector = excludePods(context.prepared, peer, written, gone, kept)
  if (!selector) return undefined
  return { kept: [{ ...written, podSelector: selector.value }], steps: selector.steps, goes: false }
}

/** A namespaceSelector that leaves out whole namespaces. */
function withoutNamespaces({ context, peer, written, gone, kept }: PeerOfPods): NarrowedPeer | undefined {
  const left = new Set(kept.map(({ namespace }) => namespace))
  if (gone.some(({ namespace }) => left.has(namespace))) return undefined
  const selector = excludeNamespaces(context.prepared, peer, written, gone, kept)
  if (!selector) return undefined
  return { kept: [{ ...written, namespaceSelector: selector.value }], steps: selector.steps, goes: false }
}

/** The peer without the namespaces of those who go, and a peer for the others of each of these namespaces. */
function splitNamespaces(pods: PeerOfPods): NarrowedPeer | undefined {
  const { context, policy, peer, written, gone, kept, list } = pods
  const left = new Set(gone.map(({ namespace }) => namespace))
  const elsewhere = kept.filter(({ namespace }) => !left.has(namespace))
  const selector = excludeNamespaces(context.prepared, peer, written, gone, elsewhere)
  if (!selector || !peer.namespaceSelector) return undefined
  const added: JsonObject[] = []
  for (const namespace of left) {
    const stay = kept.filter((one) => one.namespace === namespace)
    if (stay.length === 0) continue
    const leave = gone.filter((one) => one.namespace === namespace)
    const own = excludePods(context.prepared, peer, written, leave, stay)
    if (!own) return undefined
    added.push(podsIn(namespace, policy.namespace, own.value))
  }
  return {
    kept: [{ ...written, namespaceSelector: selector.value }, ...added],
    steps: [...selector.steps, ...added.map((value) => ({ kind: 'append' as const, list, value }))],
    goes: false,
  }
}

function excludePods(
  prepared: Prepared,
  { path, podSelector }: PodPeer,
  written: JsonObject,
  gone: readonly PodEndpoint[],
  kept: readonly PodEndpoint[],
): NarrowedSelector | undefined {
  return excludeFrom(joinPath(path, 'podSelector'), podSelector?.requirements ?? [], toObject(written.podSelector), {
    gone: gone.flatMap(bearersOf),
    kept: kept.flatMap(bearersOf),
    keys: keysOf(prepared, gone),
  })
}

function excludeNamespaces(
  { namespaceLabels }: Prepared,
  { path, namespaceSelector }: PodPeer,
  written: JsonObject,
  gone: readonly PodEndpoint[],
  kept: readonly PodEndpoint[],
): NarrowedSelector | undefined {
  if (!namespaceSelector) return undefined
  const bearers = (pods: readonly PodEndpoint[]): readonly Bearer[] =>
    [...new Set(pods.map(({ namespace }) => namespace))].map((namespace) => ({
      labels: namespaceLabels(namespace),
      unknownLabels: new Set(),
    }))
  return excludeFrom(
    joinPath(path, 'namespaceSelector'),
    namespaceSelector.requirements,
    toObject(written.namespaceSelector),
    { gone: bearers(gone), kept: bearers(kept), keys: [NAME_KEY] },
  )
}

/** What a selector sees of an endpoint: each of its pods; of an implied one its labels. */
export function bearersOf({ pods, labels }: PodEndpoint): readonly Bearer[] {
  return pods.length > 0 ? pods : [{ labels, unknownLabels: new Set() }]
}

/** The keys that identify pods first, then the others that last. */
export function keysOf({ cluster }: Prepared, endpoints: readonly PodEndpoint[]): readonly string[] {
  const workloads = endpoints.flatMap(({ workload }) => workload ?? [])
  const identity = workloads.flatMap((workload) => [...(chooseLabels(cluster, workload)?.labels.keys() ?? [])])
  const lasting = workloads.flatMap((workload) =>
    [...commonLabels(workload).keys()].filter((key) => isLasting(workload, key)),
  )
  const implied = endpoints.flatMap(({ workload, labels }) => (workload ? [] : [...labels.keys()]))
  return [...new Set([...identity, ...lasting, ...implied])]
}

function toObject(value: JsonObject[string] | undefined): JsonObject {
  return isObject(value) ? value : {}
}
