import { compareFlows } from '../../engine/compare.ts'
import { nameAddresses } from '../../engine/name-addresses.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Flow } from '../../model/verdict.ts'
import { type AddressSet, intersectAddresses, isSubset, subtractAddresses } from '../../net/address.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { subtractTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'

/** Something that passes on one side only: `open`, what is given lets it pass; `closed`, what is wanted does. */
export interface Difference {
  readonly breach: 'open' | 'closed'
  readonly from: Endpoint
  readonly to: Endpoint
  readonly ports: PortsByProtocol
}

/**
 * What is given lets pass otherwise than what is wanted; addresses as finely cut as either side cuts them, and at the
 * borders of `marks`.
 */
export function* findDifferences(
  wanted: Prepared,
  given: Prepared,
  marks: readonly AddressSet[],
): Generator<Difference> {
  const { opened, closed } = compareFlows(wanted, given)
  for (const flow of opened) yield* cutAtMarks(toDifferences(flow, given, wanted, 'open'), marks)
  for (const flow of closed) yield* cutAtMarks(toDifferences(flow, wanted, given, 'closed'), marks)
}

function cutAtMarks(differences: readonly Difference[], marks: readonly AddressSet[]): readonly Difference[] {
  return differences.flatMap((difference) =>
    splitAt(difference.from, marks).flatMap((from) =>
      splitAt(difference.to, marks).map((to) => ({ ...difference, from, to })),
    ),
  )
}

function splitAt(end: Endpoint, marks: readonly AddressSet[]): readonly Endpoint[] {
  if (end.kind === 'pods') return [end]
  let rest = end.addresses
  const parts = marks.map((mark) => {
    const part = intersectAddresses(rest, mark)
    rest = subtractAddresses(rest, mark)
    return part
  })
  const cuts = [...parts, rest].filter((addresses) => addresses.length > 0)
  return cuts.length === 1 ? [end] : cuts.map((addresses) => ({ ...end, addresses, name: nameAddresses(addresses) }))
}

function toDifferences(
  flow: Flow,
  side: Prepared,
  other: Prepared,
  breach: Difference['breach'],
): readonly Difference[] {
  const [from, to] = [flow.from, flow.to].map((id) => side.endpoint(id)) as [Endpoint, Endpoint]
  const whole = { breach, from, to, ports: portsOf(flow) }
  const pieces = cut(from, other).flatMap((source) =>
    cut(to, other).map(
      (target): Difference => ({
        breach,
        from: source.piece,
        to: target.piece,
        ports: subtractTraffic(whole.ports, portsOf(flowBetween(other, source.id, target.id))),
      }),
    ),
  )
  // What only became certain, or stopped being so, passes on both sides in some way.
  const cutOnes = pieces.filter(({ ports }) => !isEmptyPorts(ports))
  return cutOnes.length > 0 ? cutOnes : [whole]
}

function portsOf({ allowed, depends }: Flow): PortsByProtocol {
  return unionTraffic(allowed, depends)
}

/** The parts of an end that the other side tells apart, each with the id it has there. */
function cut(end: Endpoint, { endpoints }: Prepared): readonly { readonly id: string; readonly piece: Endpoint }[] {
  return endpoints.flatMap((one) => {
    if (one.kind !== end.kind) return []
    if (one.kind === 'pods' || end.kind === 'pods') return isSharing(end, one) ? [{ id: one.id, piece: end }] : []
    const addresses = intersectAddresses(end.addresses, one.addresses)
    if (addresses.length === 0) return []
    const smaller = isSubset(one.addresses, end.addresses) ? one : end
    return [{ id: one.id, piece: { ...smaller, addresses } }]
  })
}

function isSharing(a: Endpoint, b: Endpoint): boolean {
  if (a.kind === 'outside' || b.kind === 'outside') return false
  return a.workload?.id === b.workload?.id && a.pods.some(({ name }) => b.pods.some((pod) => pod.name === name))
}
