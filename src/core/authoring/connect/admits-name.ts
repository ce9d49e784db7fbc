import type { Prepared } from '../../engine/prepare.ts'
import { peerMatches, subjectsOf } from '../../engine/rule-matches.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { Path } from '../../model/path.ts'
import type { Direction, NetworkPolicy, Rule } from '../../model/policy.ts'
import type { WantedPort } from '../plan.ts'

/** A policy that admits a port by its name, and the first of its rules that does. */
export interface NameAdmission {
  readonly policy: NetworkPolicy
  readonly rule: Path
}

/** A port of which only the name is known at `target`: an implied endpoint's (END-8). */
export function isUnknownName(port: WantedPort, target: Endpoint): boolean {
  return port.kind === 'named' && target.kind === 'pods' && target.implied !== undefined
}

/** Who admits a port by its very name at one end of a flow, for certain, whatever number it stands for. */
export function admissionsByName(
  prepared: Prepared,
  direction: Direction,
  from: Endpoint,
  to: Endpoint,
  port: WantedPort,
): readonly NameAdmission[] {
  if (port.kind !== 'named') return []
  const [self, other] = direction === 'ingress' ? [to, from] : [from, to]
  return prepared.cluster.policies.flatMap((policy) => {
    if (!policy.isolates[direction] || !subjectsOf(prepared, policy.path).includes(self.id)) return []
    const rule = policy.rules[direction].find((one) => listsName(one, port) && admitsPeer(prepared, one, other))
    return rule ? [{ policy, rule: rule.path }] : []
  })
}

function listsName({ ports }: Rule, wanted: Extract<WantedPort, { kind: 'named' }>): boolean {
  if (ports === 'any') return true
  return ports.some(
    ({ protocol, port }) =>
      protocol === wanted.protocol && (port.kind === 'every' || (port.kind === 'named' && port.name === wanted.name)),
  )
}

function admitsPeer(prepared: Prepared, { peers }: Rule, { id }: Endpoint): boolean {
  if (peers === 'any') return true
  return peers.some((peer) =>
    peerMatches(prepared, peer.path).some(({ endpoint, certain }) => certain && endpoint === id),
  )
}
