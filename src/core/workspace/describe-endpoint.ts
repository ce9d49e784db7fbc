import { type DirectionExposure, exposureAt } from '../engine/exposure.ts'
import type { Traffic } from '../engine/exposure-arrivals.ts'
import type { ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import type { Isolation } from '../model/verdict.ts'
import { type Analysis, policyAt } from './analyse.ts'
import { locationOf } from './locations.ts'
import type { Location } from './snapshot.ts'

/** What the manifests and policies say of one endpoint of pods. */
export interface EndpointDetails {
  readonly id: string
  readonly labels: readonly (readonly [key: string, value: string])[]
  /** Names of its pods in the input; `[]` when they are only expected from a template. */
  readonly pods: readonly string[]
  readonly directions: Readonly<Record<Direction, DirectionDetails>>
  /** Where the workload stands; absent for an implied endpoint. */
  readonly location?: Location
}

interface DirectionDetails {
  readonly isolation: Isolation
  /** Policies that isolate it in this direction. */
  readonly policies: readonly {
    readonly path: ResourcePath
    readonly name: string
    readonly location: Location | null
  }[]
  /** What passes from others (ingress) or to others (egress). */
  readonly traffic: Traffic
}

/** Details of the endpoints with these ids; ids of no endpoint, or of addresses outside, are left out. */
export function describeEndpoints(analysis: Analysis, ids: readonly string[]): readonly EndpointDetails[] {
  return ids.flatMap((id) => describeEndpoint(analysis, id) ?? [])
}

function describeEndpoint(analysis: Analysis, id: string): EndpointDetails | undefined {
  const endpoint = analysis.prepared.endpoint(id)
  if (endpoint?.kind !== 'pods') return undefined
  const exposure = exposureAt(analysis.prepared, id)
  const describe = ({ isolation, policies, ...traffic }: DirectionExposure): DirectionDetails => ({
    isolation,
    traffic,
    policies: policies.map((path) => ({
      path,
      name: policyAt(analysis, path)?.name ?? path,
      location: locationOf(analysis.reading, path),
    })),
  })
  const location = endpoint.workload && locationOf(analysis.reading, endpoint.workload.path)
  return {
    id,
    labels: [...endpoint.labels],
    pods: endpoint.pods.filter(({ inInput }) => inInput).map(({ name }) => name),
    directions: { ingress: describe(exposure.ingress), egress: describe(exposure.egress) },
    ...(location ? { location } : {}),
  }
}
