import { isolationOf } from '../../engine/isolation.ts'
import { judgeEnd, memberAt, mergeFamilies } from '../../engine/judge.ts'
import { judgedFamilies } from '../../engine/match-rule.ts'
import { isSinglePod } from '../../engine/member.ts'
import type { Prepared } from '../../engine/prepare.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Direction } from '../../model/policy.ts'
import type { PortsByProtocol } from '../../net/ports.ts'
import { ALL_TRAFFIC } from '../../net/ports-by-protocol.ts'
import type { WantedPort } from '../plan.ts'
import { joinPorts, missingPorts, type Ports } from '../wanted-ports.ts'
import { admissionsByName, isUnknownName } from './admits-name.ts'

/** Per endpoint of the judged end, the wanted ports it does not let pass for certain. */
export type Needs = ReadonlyMap<Endpoint, Ports>

/**
 * What one end of a connection lacks: targets for ingress, sources for egress. Endpoints that lack nothing are left out;
 * where nobody is known at the other end, everything is lacking.
 */
export function findNeeds(
  prepared: Prepared,
  direction: Direction,
  from: readonly Endpoint[],
  to: readonly Endpoint[],
  ports: Ports,
): Needs {
  const needs = new Map<Endpoint, Ports>()
  for (const self of direction === 'ingress' ? to : from) {
    if (!isIsolated(prepared, self, direction)) continue
    const others = direction === 'ingress' ? from : to
    let missing: Ports = others.length === 0 ? ports : []
    for (const other of others) {
      const [source, target] = direction === 'ingress' ? [other, self] : [self, other]
      const lacking = lackingAt(prepared, source, target, direction, ports)
      missing = joinPorts(ports, missing, lacking)
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

/** The wanted ports that one end of one flow does not let pass; those known by name only are looked for by name. */
function lackingAt(prepared: Prepared, from: Endpoint, to: Endpoint, direction: Direction, ports: Ports): Ports {
  const certain = certainAt(prepared, from, to, direction)
  if (ports === 'every') return missingPorts(ports, to, certain)
  const isLacking = (port: WantedPort) =>
    isUnknownName(port, to) && admissionsByName(prepared, direction, from, to, port).length === 0
  return joinPorts(ports, missingPorts(ports, to, certain), ports.filter(isLacking))
}

/** The ports that one end lets pass for certain. */
function certainAt(prepared: Prepared, from: Endpoint, to: Endpoint, direction: Direction): PortsByProtocol {
  const [source, target] = [prepared.indexOf(from.id), prepared.indexOf(to.id)]
  if (source === target && isSinglePod(memberAt(prepared, source))) return ALL_TRAFFIC
  return judgedFamilies(memberAt(prepared, source), memberAt(prepared, target))
    .map((family) => judgeEnd(prepared, source, target, direction, family))
    .reduce(mergeFamilies).certain
}
