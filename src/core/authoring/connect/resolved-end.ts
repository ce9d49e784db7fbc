import type { Workload } from '../../model/cluster.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { JsonObject } from '../../model/json.ts'
import type { ResourcePath } from '../../model/path.ts'
import type { Requirement } from '../../model/selector.ts'
import type { LackingLabel, Obstacle } from '../plan.ts'

/** An end of a connection, found in the document: whom it means and how a policy can name it. */
export interface ResolvedEnd {
  /** For people and for names of policies: `api-server`, `10.0.0.0/8`. */
  readonly title: string
  /** The engine's endpoints it stands for; those on their node's network only when there are no others. */
  readonly endpoints: readonly Endpoint[]
  /** Present for pods: how a policy of their own selects them. */
  readonly subject?: Subject
  /** Ends that each have a policy of their own, where no single policy can select them all. */
  readonly parts?: readonly ResolvedEnd[]
  /** The end that some of its parts make, where rules can name them without the others. */
  readonly among?: (parts: readonly ResolvedEnd[]) => ResolvedEnd
  /** How a rule of a policy in `namespace` names it; `anyone` is a rule without peers. */
  readonly peersFor: (namespace: string) => 'anyone' | readonly JsonObject[]
  /** The selectors written, with whom each matches; `[]` for addresses. */
  readonly selectors: readonly { readonly words: string; readonly matches: readonly string[] }[]
  /** Workloads that the labels select as well. */
  readonly others: readonly Workload[]
  /** Labels of namespaces that a peer of this end relies on and that are not there. */
  readonly lacks?: readonly LackingLabel[]
  /** What cannot be done with this end at all. */
  readonly obstacles: readonly Obstacle[]
}

export interface Subject {
  readonly namespace: string
  readonly podSelector: JsonObject
  readonly requirements: readonly Pick<Requirement, 'key' | 'operator' | 'values'>[]
  /** A resource beside which a new policy belongs. */
  readonly beside?: ResourcePath
  /** Whether it is a whole namespace. */
  readonly isFrame: boolean
}

/** The ends that have a policy of their own: its parts, else the end itself. */
export function partsOf(end: ResolvedEnd): readonly ResolvedEnd[] {
  return end.parts ?? [end]
}

export const NAME_KEY = 'kubernetes.io/metadata.name'

/** A peer of all pods, or those of `podSelector`, in `namespace`, for a policy in `own`. */
export function podsIn(namespace: string, own: string, podSelector?: JsonObject): JsonObject {
  if (namespace === own) return { podSelector: podSelector ?? {} }
  const namespaceSelector = { matchLabels: { [NAME_KEY]: namespace } }
  return podSelector ? { namespaceSelector, podSelector } : { namespaceSelector }
}

/** An end that is no longer there, or cannot be part of a connection. */
export function noEnd(title: string, code: Obstacle['code'], words: string): ResolvedEnd {
  return {
    title,
    endpoints: [],
    peersFor: () => [],
    selectors: [],
    others: [],
    obstacles: [{ code, words }],
  }
}
