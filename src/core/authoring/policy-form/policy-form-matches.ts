import { createLabelIndex, type LabelIndex } from '../../engine/label-index.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { toSelector } from '../../manifest/to-policy.ts'
import type { Cluster, Pod, Workload } from '../../model/cluster.ts'
import { matchSelector } from '../../model/matching.ts'
import type { LabelSelector } from '../../model/selector.ts'
import type { PlanContext } from '../plan-context.ts'
import type { SelectorForm } from './policy-form-change.ts'
import { selectorToJson } from './policy-form-json.ts'

/**
 * Whom a selector matches: "n of m pods". A workload known by its template only counts as many pods as it has replicas, at
 * least one. Pods on their node's network are not counted: no selector reaches them (END-5).
 */
export interface PodMatches {
  readonly pods: number
  /** All pods in the selector's scope. */
  readonly of: number
  /** How many of `pods` match only if a label whose value nobody knows has the right one (END-2c). */
  readonly unsure: number
  /** Whose pods match, in document order, at most {@link MOST_NAMES}. */
  readonly workloads: readonly MatchedWorkload[]
  /** How many more workloads there are than `workloads` names. */
  readonly more: number
}

export interface MatchedWorkload {
  /** Of the workload, as the picture has it. */
  readonly id: string
  readonly namespace: string
  readonly kind: string
  readonly name: string
  /** How many of its pods match. */
  readonly pods: number
  /** The pods of the input by name, at most {@link MOST_NAMES}; `[]` for a workload known by its template only. */
  readonly names: readonly string[]
}

/** Longer lists of names are cut: nobody reads on. */
export const MOST_NAMES = 50

/** Which namespaces a namespaceSelector matches: "n of m namespaces". */
export interface NamespaceMatches {
  readonly names: readonly string[]
  readonly of: number
}

/** The scope and selectors of a peer, or of a subject (SEL-5, PEE-1 to PEE-3). */
export interface PodQuestion {
  /** The policy's namespace: where pods are looked for without `namespaceSelector`. */
  readonly namespace: string
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
}

/** Counts whom a selector of the form matches in a namespace, as it is being typed. */
export function countMatches(context: PlanContext, namespace: string, selector: SelectorForm): PodMatches {
  return matchPods(context.prepared, { namespace, podSelector: toSelector(selectorToJson(selector), '') })
}

/** Counts whom a peer of the form matches: pods of its namespaces, or of the policy's own. */
export function countPeerMatches(
  context: PlanContext,
  namespace: string,
  peer: { readonly podSelector?: SelectorForm; readonly namespaceSelector?: SelectorForm },
): PodMatches {
  const { podSelector, namespaceSelector } = peer
  return matchPods(context.prepared, {
    namespace,
    ...(podSelector ? { podSelector: toSelector(selectorToJson(podSelector), '') } : {}),
    ...(namespaceSelector ? { namespaceSelector: toSelector(selectorToJson(namespaceSelector), '') } : {}),
  })
}

/** Whom selectors match. */
export function matchPods(prepared: Prepared, { namespace, podSelector, namespaceSelector }: PodQuestion): PodMatches {
  const { pods, index } = podsOf(prepared)
  const { yes, maybe } = namespaceSelector
    ? index.inNamespaces(namespaceSelector, podSelector)
    : index.inNamespace(namespace, podSelector)
  const all = namespaceSelector
    ? index.inNamespaces(namespaceSelector, undefined)
    : index.inNamespace(namespace, undefined)
  const weigh = (places: readonly number[]) => places.reduce((sum, place) => sum + (pods[place]?.weight ?? 0), 0)
  const matched = [...yes, ...maybe].sort((a, b) => a - b).flatMap((place) => pods[place] ?? [])
  const workloads = [...groupByWorkload(matched)]
  return {
    pods: weigh(yes) + weigh(maybe),
    of: weigh(all.yes),
    unsure: weigh(maybe),
    workloads: workloads.slice(0, MOST_NAMES).map(([workload, own]) => toMatched(workload, own)),
    more: Math.max(0, workloads.length - MOST_NAMES),
  }
}

/** Which namespaces a selector matches, also those the document only uses (END-3). */
export function matchNamespaces({ cluster, namespaceLabels }: Prepared, selector: LabelSelector): NamespaceMatches {
  const all = [...cluster.namespaces.keys()]
  return { names: all.filter((name) => matchSelector(selector, namespaceLabels(name)) === 'yes'), of: all.length }
}

/** A pod that selectors can reach. */
export interface WeighedPod {
  readonly pod: Pod
  readonly workload: Workload
  /** How many pods it stands for. */
  readonly weight: number
}

interface IndexedPods {
  readonly pods: readonly WeighedPod[]
  readonly index: LabelIndex
}

const indexed = new WeakMap<Cluster, IndexedPods>()

/** The pods that selectors can reach, made ready once per cluster. */
export function podsOf({ cluster, namespaceLabels }: Prepared): IndexedPods {
  const known = indexed.get(cluster)
  if (known) return known
  const pods = cluster.workloads.flatMap((workload) =>
    workload.pods
      .filter(({ hostNetwork }) => !hostNetwork)
      .map((pod) => ({ pod, workload, weight: weightOf(pod, workload) })),
  )
  const index = createLabelIndex(
    pods.map(({ pod: { labels, unknownLabels }, workload: { namespace } }) => {
      return { namespace, namespaceLabels: namespaceLabels(namespace), labels, unknownLabels }
    }),
  )
  const made = { pods, index }
  indexed.set(cluster, made)
  return made
}

function groupByWorkload(pods: readonly WeighedPod[]): ReadonlyMap<Workload, readonly WeighedPod[]> {
  const groups = new Map<Workload, WeighedPod[]>()
  for (const pod of pods) {
    const group = groups.get(pod.workload)
    if (group) group.push(pod)
    else groups.set(pod.workload, [pod])
  }
  return groups
}

function weightOf({ inInput }: Pod, { pods, replicas = 1 }: Workload): number {
  return inInput || pods.length > 1 ? 1 : Math.max(1, replicas)
}

function toMatched({ id, namespace, kind, name }: Workload, own: readonly WeighedPod[]): MatchedWorkload {
  const names = own.flatMap(({ pod }) => (pod.inInput ? [pod.name] : [])).slice(0, MOST_NAMES)
  return { id, namespace, kind, name, pods: own.reduce((sum, { weight }) => sum + weight, 0), names }
}
