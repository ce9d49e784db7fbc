import type { Prepared } from '../../engine/prepare.ts'
import { peerMatches, subjectsOf } from '../../engine/rule-matches.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { NetworkPolicy, Rule } from '../../model/policy.ts'
import type { ConnectPlan, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { formatPort, offerPorts } from '../wanted-ports.ts'
import type { ResolvedEnd } from './resolved-end.ts'

/** The ports to offer for a target, and what to say when it declares none. */
export function offerPortsOf({ prepared }: PlanContext, to: ResolvedEnd): Pick<ConnectPlan, 'offers' | 'portsNote'> {
  const declared = offerPorts(to.endpoints)
  if (declared.length > 0) return { offers: declared }
  const offers = to.endpoints.flatMap((endpoint) => impliedOffers(prepared, endpoint))
  if (to.endpoints.some(({ kind }) => kind === 'pods'))
    return { offers, portsNote: `${to.title} declares no ports; policies do not need them declared` }
  const isNobody = to.obstacles.some(({ code }) => code !== 'reach-missing')
  return isNobody ? { offers } : { offers, portsNote: 'addresses outside declare no ports' }
}

/** What rules about an implied target name: the only ports known of it. */
function impliedOffers(prepared: Prepared, endpoint: Endpoint): ConnectPlan['offers'] {
  if (endpoint.kind !== 'pods' || !endpoint.implied) return []
  const about = prepared.cluster.policies.flatMap((policy) => rulesAbout(prepared, policy, endpoint))
  const ports = about.flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports))
  const wanted = ports.flatMap(({ protocol, port }): WantedPort[] => {
    if (port.kind === 'named') return [{ kind: 'named', protocol, name: port.name }]
    return port.kind === 'range' ? [{ kind: 'range', protocol, first: port.first, last: port.last }] : []
  })
  const byLabel = new Map(wanted.map((port) => [formatPort(port), port]))
  return [...byLabel].map(([label, port]) => ({ label, port }))
}

/** Rules whose ports are those of `endpoint`: ingress where it is selected, egress where it is the peer. */
function rulesAbout(prepared: Prepared, policy: NetworkPolicy, { id }: Endpoint): readonly Rule[] {
  const ingress = subjectsOf(prepared, policy.path).includes(id) ? policy.rules.ingress : []
  const egress = policy.rules.egress.filter(
    ({ peers }) =>
      peers !== 'any' &&
      peers.some(
        (peer) => peer.kind === 'pods' && peerMatches(prepared, peer.path).some(({ endpoint }) => endpoint === id),
      ),
  )
  return [...ingress, ...egress]
}
