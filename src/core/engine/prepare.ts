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
  const policies = policiesInEffect(cluster.policies, settings.cni)
  const earlier = previous && isSameSetting(previous.settings, settings) ? previous : undefined
  const ground = layGround(cluster, settings, policies, earlier?.ground)
  const { members, listed, endpoints, placeOf } = ground
  const tiers = [ground.tier]
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
    endpoint: (id) => members[placeOf(id) ?? -1]?.endpoint,
    indexOf: (id) => placeOf(id) ?? refuse(id),
    namespaceLabels: ground.population.namespaceLabels,
    rows: () => {
      rows ??= createFlowRows(stage, earlierRows, ground.setsOf)
      earlierRows = undefined
      return rows
    },
    madeRows: () => rows ?? earlierRows,
  }
}

/** Whether what was prepared under one setting may serve another: where pods lie is compared pod by pod. */
function isSameSetting(a: EngineSettings, b: EngineSettings): boolean {
  return a.cni === b.cni && a.implied === b.implied
}

function refuse(id: string): never {
  throw new Error(`no endpoint ${id}`)
}
