import type { Admissions } from './admissions.ts'
import type { FlowsAt } from './endpoint-flows.ts'
import type { NodeEndpoints } from './expand-edge.ts'
import type { Picture } from './picture.ts'
import type { Sieve } from './sieve.ts'
import type { Leaves } from './workload-leaves.ts'

/** A picture with one of its nodes selected. */
export interface Looking {
  readonly admissions: Admissions
  readonly flowsAt: FlowsAt
  readonly leaves: Leaves
  readonly picture: Picture
  readonly ends: NodeEndpoints
  /** The selected node, and the endpoints it stands for. */
  readonly node: string
  readonly selected: ReadonlySet<number>
  /** What a filter wants of the picture; absent without one. */
  readonly sieve?: Sieve
}
