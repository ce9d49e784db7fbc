import type { Cluster } from '../model/cluster.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Labels } from '../model/selector.ts'
import type { EngineSettings } from '../model/settings.ts'
import type { CompiledTier } from './compile.ts'
import { policiesInEffect } from './effective-rules.ts'
import { createFlowRows, type FlowRows } from './flow-rows.ts'
import { type Ground, layGround } from './ground.ts'
import { createProfiles } from './profile.ts'
import type { Stage } from './stage.ts'
import type { CompiledPolicy } from './tiers.ts'

/** A cluster made ready for questions. Immutable; everything it computes later is remembered inside. */
export interface Prepared extends Stage<CompiledPolicy> {
  readonly cluster: Cluster
  readonly settings: EngineSettings
  readonly ground: Ground
  /**
   * Workloads by namespace, in document order within (split where rules tell their pods apart), implied ones, outside
   * ones (END-1, END-8).
   */
  readonly endpoints: readonly Endpoint[]
  readonly endpoint: (id: string) => Endpoint | undefined
  /** The place of an endpoint in the order. Throws for an id that is not there. */
  readonly indexOf: (id: string) => number
  readonly tiers: readonly CompiledTier[]
  readonly namespaceLabels: (namespace: string) => Labels
  /** All pairs; made when first asked for. */
  readonly rows: () => FlowRows
  /** The rows, if anybody has asked for them. */
  readonly madeRows: () => FlowRows | undefined
}

/**
 * Compiles a cluster: endpoints, and policies as tiers over them. With `previous`, what did not change is not made again;
 * the answers are the same as without.
 */
export function prepare(cluster: Cluster, settings: EngineSettings, previous?: Prepared): Prepared {
  const namespaceLabels = rememberNamespaceLabels(cluster)
  const policies = policiesInEffect(cluster.policies, settings.cni)
  const earlier = previous?.settings.cni === settings.cni ? previous : undefined
  const ground = layGround(cluster, settings, policies, namespaceLabels, earlier?.ground)
  const { members, listed, endpoints, places, compiler } = ground
  const tiers = [compiler(policies)]
  const stage: Stage<CompiledPolicy> = { members, listed, tiers, profiles: createProfiles(tiers, members), settings }
  let rows: FlowRows | undefined
  let earlierRows = earlier?.madeRows()
  return {
    ...stage,
    cluster,
    settings,
    ground,
    tiers,
    endpoints,
    endpoint: (id) => members[places.get(id) ?? -1]?.endpoint,
    indexOf: (id) => findPlace(places, id),
    namespaceLabels,
    rows: () => {
      rows ??= createFlowRows(stage, earlierRows)
      earlierRows = undefined
      return rows
    },
    madeRows: () => rows ?? earlierRows,
  }
}

function findPlace(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id)
  if (place === undefined) throw new Error(`no endpoint ${id}`)
  return place
}

/** The same map for the same namespace, also for those the document only uses (END-3). */
function rememberNamespaceLabels(cluster: Cluster): (namespace: string) => Labels {
  const undeclared = new Map<string, Labels>()
  return (namespace) => {
    const known = cluster.namespaces.get(namespace)?.labels ?? undeclared.get(namespace)
    if (known) return known
    const labels = new Map([['kubernetes.io/metadata.name', namespace]])
    undeclared.set(namespace, labels)
    return labels
  }
}
