import type { Prepared } from '../engine/prepare.ts'
import { readDocument } from '../manifest/read-document.ts'
import type { Workload } from '../model/cluster.ts'
import type { JsonObject } from '../model/json.ts'
import { formatSelector, matchSelector } from '../model/matching.ts'
import { DIRECTIONS, type NetworkPolicy, type PodPeer } from '../model/policy.ts'
import { describePeer } from './disconnect/describe-part.ts'
import type { WrittenSelector } from './planned-change.ts'

/** Policies that are about to be written, as the reader will read them, and what the API server would say against them. */
export interface PlannedPolicies {
  readonly policies: readonly NetworkPolicy[]
  /** `allow-web: spec.ingress[0].ports[0].port: must be …`; `[]` for valid policies. */
  readonly problems: readonly string[]
}

/** Reads manifests as a document of their own. */
export function readPlanned(manifests: readonly JsonObject[]): PlannedPolicies {
  const files = manifests.map((manifest, index) => ({ name: `${index}.json`, text: JSON.stringify(manifest) }))
  const items = readDocument(files).files.flatMap((file) => file.items)
  const problems = items.flatMap(({ diagnostics }) =>
    diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`)),
  )
  return { policies: items.flatMap(({ resources }) => resources.flatMap(({ policy }) => policy ?? [])), problems }
}

/** Whom selectors may match. */
export type World = Pick<Prepared, 'cluster' | 'namespaceLabels'>

/** The subjects and the peers of policies, each once, with the workloads they match in the document. */
export function selectorsOf(world: World, policies: readonly NetworkPolicy[]): readonly WrittenSelector[] {
  const written = policies.flatMap((policy) => [
    describeSubject(world, policy),
    ...DIRECTIONS.flatMap((direction) => policy.rules[direction])
      .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
      .flatMap((peer) => (peer.kind === 'pods' ? [describePods(world, policy, peer)] : [])),
  ])
  return [...new Map(written.map((selector) => [selector.words, selector])).values()]
}

function describeSubject(world: World, { podSelector, namespace }: NetworkPolicy): WrittenSelector {
  const words = formatSelector(podSelector)
  const peer: PodPeer = { kind: 'pods', path: podSelector.path, podSelector }
  return {
    words: words === '' ? `all pods of ${namespace}` : `${words} in ${namespace}`,
    matches: workloadsOf(world, namespace, peer),
  }
}

function describePods(world: World, { namespace }: NetworkPolicy, peer: PodPeer): WrittenSelector {
  const words = describePeer(peer)
  return {
    words: peer.namespaceSelector
      ? words
      : words === 'all pods'
        ? `all pods of ${namespace}`
        : `${words} in ${namespace}`,
    matches: workloadsOf(world, namespace, peer),
  }
}

/** The workloads with pods that a peer of a policy in `own` matches; those on their node's network never do (END-5). */
export function workloadsOf(world: World, own: string, peer: PodPeer): readonly string[] {
  const isIn = ({ namespace }: Workload) =>
    peer.namespaceSelector
      ? matchSelector(peer.namespaceSelector, world.namespaceLabels(namespace)) === 'yes'
      : namespace === own
  return world.cluster.workloads
    .filter((workload) => isIn(workload) && matchesPods(peer, workload))
    .map(({ name }) => name)
}

function matchesPods({ podSelector }: PodPeer, { pods }: Workload): boolean {
  return pods.some(
    ({ hostNetwork, labels, unknownLabels }) =>
      !hostNetwork && (podSelector === undefined || matchSelector(podSelector, labels, unknownLabels) !== 'no'),
  )
}
