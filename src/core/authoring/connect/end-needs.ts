import type { EndRow } from '../../engine/end-rows.ts'
import type { FlowRows } from '../../engine/flow-rows.ts'
import { isolationOf } from '../../engine/isolation.ts'
import { memberAt } from '../../engine/judge.ts'
import { judgedFamilies } from '../../engine/match-rule.ts'
import { isSinglePod } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import { remember, rememberBy } from '../../engine/remember.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import type { Work } from '../../model/work.ts'
import type { Family } from '../../net/address.ts'
import { EMPTY_BITS, hasBit, unionAllBits } from '../../net/bit-set.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { ALL_TRAFFIC, intersectTraffic } from '../../net/ports-by-protocol.ts'
import type { WantedPort } from '../plan.ts'
import { joinPorts, missingPorts, type Ports } from '../wanted-ports.ts'
import { admissionsByName, isUnknownName } from './admits-name.ts'

/** Per endpoint of the judged end, the wanted ports it does not let pass for certain. */
export type Needs = ReadonlyMap<Endpoint, Ports>

/**
 * What one end of a connection lacks: targets for ingress, sources for egress. Endpoints that lack nothing are left out;
 * where nobody is known at the other end, everything is lacking. In steps, one for each end.
 */
export function* findingNeeds(
  prepared: Prepared,
  direction: Direction,
  from: readonly Endpoint[],
  to: readonly Endpoint[],
  ports: Ports,
): Work<Needs> {
  const needs = new Map<Endpoint, Ports>()
  for (const self of direction === 'ingress' ? to : from) {
    if (!isIsolated(prepared, self, direction)) continue
    yield
    const findLacking = createFindLacking(prepared, direction, self, ports)
    const others = direction === 'ingress' ? from : to
    let missing: Ports = others.length === 0 ? ports : []
    for (const other of others) {
      missing = joinPorts(ports, missing, findLacking(other))
      if (missing.length === ports.length) break
    }
    if (missing.length > 0) needs.set(self, missing)
  }
  return needs
}

/** Whether some policy isolates an endpoint in a direction; never on the node's network, outside, or without effect. */
export function isIsolated(prepared: Prepared, endpoint: Endpoint, direction: Direction): boolean {
  return endpoint.kind === 'pods' && isolationOf(prepared, endpoint.id)[direction].isolation !== 'open'
}

/** The wanted ports that one end does not let pass; those known by name only are looked for by name. */
function createFindLacking(
  prepared: Prepared,
  direction: Direction,
  self: Endpoint,
  ports: Ports,
): (other: Endpoint) => Ports {
  const certainFor = createCertain(prepared, direction, self)
  const isSaidByNumber = ports === 'every' || ports.every(({ kind }) => kind === 'range')
  const missingIn = remember((certain: PortsByProtocol) => missingPorts(ports, self, certain))
  return (other) => {
    const certain = certainFor(other)
    if (isSaidByNumber) return missingIn(certain)
    const [from, to] = direction === 'ingress' ? [other, self] : [self, other]
    const isLacking = (port: WantedPort) =>
      isUnknownName(port, to) && admissionsByName(prepared, direction, from, to, port).length === 0
    return joinPorts(ports, missingPorts(ports, to, certain), ports.filter(isLacking))
  }
}

/** The ports that one end lets pass for certain, by the other end: many others have the same object. */
function createCertain(prepared: Prepared, direction: Direction, self: Endpoint): (other: Endpoint) => PortsByProtocol {
  const place = prepared.indexOf(self.id)
  const member = memberAt(prepared, place)
  const isAlone = isSinglePod(member)
  const rows = prepared.rows()
  const sharesOf = remember((family: Family) => createShares(rows, family, rows.endRow(family, direction, place)))
  const meet = rememberBy(
    (all: readonly Share[]) => all.map(({ key }) => key).join(' '),
    (all) => all.map(({ ports }) => ports).reduce(intersectTraffic),
  )
  return (other) => {
    const at = prepared.indexOf(other.id)
    if (at === place && isAlone) return ALL_TRAFFIC
    // Families that disagree leave a flow open to doubt (IPB-6): what passes for certain does in each of them.
    return meet(judgedFamilies(member, memberAt(prepared, at)).map((family) => sharesOf(family)(at)))
  }
}

/** Ports that others share. */
interface Share {
  readonly key: string
  readonly ports: PortsByProtocol
}

/** What one row of an end lets pass, by place; answers are made once for all places with the same classes of ports. */
function createShares(rows: FlowRows, family: Family, { classes, passing }: EndRow): (place: number) => Share {
  const shareOf = rememberBy(
    (admitted: readonly number[]) => admitted.join(),
    (admitted) => {
      const masks = admitted.map((index) => classes[index]?.mask ?? EMPTY_BITS)
      return { key: `${family}:${admitted.join()}`, ports: rows.atoms.portsOf(unionAllBits(masks)) }
    },
  )
  return (place) => shareOf([...passing.keys()].filter((index) => hasBit(passing[index]?.certain ?? EMPTY_BITS, place)))
}
