import type { ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import type { Isolation } from '../model/verdict.ts'
import { finish, type Work } from '../model/work.ts'
import { type BitSet, intersectsBits, unionAllBits, writeBits } from '../net/bit-set.ts'
import { createArrivals, type Traffic } from './exposure-arrivals.ts'
import { type Census, takeCensus } from './exposure-census.ts'
import type { FlowCell } from './flow-cell.ts'
import { isolationOf } from './isolation.ts'
import type { PortAtoms } from './port-atoms.ts'
import type { Prepared } from './prepare.ts'
import { type FlowPorts, toFlowPorts } from './verdict-ports.ts'

/** How far an endpoint of pods lies open: what reaches it (`ingress`), and what it reaches (`egress`). Plain data. */
export interface Exposure extends Readonly<Record<Direction, DirectionExposure>> {
  readonly endpoint: string
}

export interface DirectionExposure extends Traffic {
  readonly isolation: Isolation
  /** The policies that isolate it. */
  readonly policies: readonly ResourcePath[]
}

/** The exposure of one endpoint, by its row and its column. Throws for an id that is not there. */
export function exposureAt(prepared: Prepared, endpointId: string): Exposure {
  const { atoms, rowFrom, columnTo } = prepared.rows()
  const place = prepared.indexOf(endpointId)
  const describe = createDescribe(takeCensus(prepared.endpoints), atoms)
  const isolation = isolationOf(prepared, endpointId)
  return {
    endpoint: endpointId,
    ingress: { ...isolation.ingress, ...describe(place, columnTo(place)) },
    egress: { ...isolation.egress, ...describe(place, rowFrom(place)) },
  }
}

/** The exposure of all endpoints of pods, in their order; the row of each endpoint is asked once. */
export function exposureOf(prepared: Prepared): readonly Exposure[] {
  return finish(findingExposures(prepared))
}

/** {@link exposureOf} in steps of some rows each. */
export function* findingExposures(prepared: Prepared): Work<readonly Exposure[]> {
  const { atoms, rowFrom } = prepared.rows()
  const census = takeCensus(prepared.endpoints)
  const describe = createDescribe(census, atoms)
  const arrivals = createArrivals(census, atoms, prepared.members.length)
  const departing: (Traffic | undefined)[] = []
  for (const [place, { kind }] of prepared.endpoints.entries()) {
    if (place % ROWS_PER_STEP === 0) yield { doing: 'measuring', done: place / prepared.endpoints.length }
    const cells = rowFrom(place)
    arrivals.add(place, cells)
    departing.push(kind === 'pods' ? describe(place, cells) : undefined)
  }
  const arriving = arrivals.finish()
  return prepared.endpoints.flatMap(({ id }, place): Exposure | readonly [] => {
    const traffic = departing[place]
    if (!traffic) return []
    const { ingress, egress } = isolationOf(prepared, id)
    return { endpoint: id, ingress: { ...ingress, ...arriving(place) }, egress: { ...egress, ...traffic } }
  })
}

const ROWS_PER_STEP = 8

/** Tells what the cells of a row or column of `place` let pass. */
function createDescribe(census: Census, atoms: PortAtoms) {
  const portsOf = rememberPorts(atoms)
  return (place: number, cells: readonly FlowCell[]): Traffic => ({
    workloads: {
      certain: census.countOthers(unionAllBits(cells.map(({ certain }) => certain)), place),
      possible: census.countOthers(unionAllBits(cells.map(({ possible }) => possible)), place),
    },
    outside: portsOf(cells, census.outside),
    internet: portsOf(cells, census.internet),
  })
}

/** The ports on which something passes to one of some places; equal ones are one object. */
function rememberPorts(atoms: PortAtoms): (cells: readonly FlowCell[], places: BitSet) => FlowPorts {
  const known = new Map<string, FlowPorts>()
  return (cells, places) => {
    const certain = unionAllBits(cells.filter((cell) => intersectsBits(cell.certain, places)).map(({ ports }) => ports))
    const possible = unionAllBits(
      cells.filter((cell) => intersectsBits(cell.possible, places)).map(({ ports }) => ports),
    )
    const key = [certain, possible].map(writeBits).join(' of ')
    const ports = known.get(key) ?? toFlowPorts({ certain: atoms.portsOf(certain), possible: atoms.portsOf(possible) })
    known.set(key, ports)
    return ports
  }
}
