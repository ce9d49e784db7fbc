import { memberAt } from '../../engine/judge.ts'
import { isSinglePod } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import { eachBit, writeBits } from '../../net/bit-set.ts'
import { type PortsByProtocol, PROTOCOLS } from '../../net/ports.ts'
import type { WantedPort } from '../plan.ts'
import type { Ports } from '../wanted-ports.ts'
import { tidyPorts } from './generate-ports.ts'

/** Some ports, and the endpoints that pass on them for certain. */
export interface Passing {
  readonly ports: Ports
  readonly others: readonly Endpoint[]
  /** Equal for equal `others`. */
  readonly key: string
}

/**
 * What passes for certain to an endpoint (`ingress`) or from it (`egress`), by classes of ports. Without what a pod
 * sends itself.
 */
export function passingAt(prepared: Prepared, direction: Direction, id: string): readonly Passing[] {
  const place = prepared.indexOf(id)
  const isAlone = isSinglePod(memberAt(prepared, place))
  const rows = prepared.rows()
  const cells = direction === 'ingress' ? rows.columnTo(place) : rows.rowFrom(place)
  return cells.map(({ ports, certain }) => {
    const others: Endpoint[] = []
    eachBit(certain, (other) => {
      if (other < prepared.listed && !(isAlone && other === place)) others.push(memberAt(prepared, other).endpoint)
    })
    return {
      ports: toPorts(rows.atoms.portsOf(ports)),
      others,
      key: `${isAlone ? place : ''} ${writeBits(certain)}`,
    }
  })
}

function toPorts(traffic: PortsByProtocol): Ports {
  const ranges = PROTOCOLS.flatMap((protocol) =>
    (traffic[protocol] ?? []).map((range): WantedPort => ({ kind: 'range', protocol, ...range })),
  )
  return tidyPorts(ranges)
}
