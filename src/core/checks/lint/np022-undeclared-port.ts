import { selects } from '../../authoring/structure/structure-services.ts'
import { resolveNamedPort } from '../../engine/looks.ts'
import type { Member } from '../../engine/member.ts'
import type { Service, ServicePort } from '../../model/cluster.ts'
import { supportOf } from '../../model/cni-profiles.ts'
import type { PortEntry } from '../../model/policy.ts'
import { type RuleWithDestinations, rulesWithDestinations } from './destinations.ts'
import type { LintContext } from './lint-context.ts'
import { each, type Hit, type LintFix, type LintRule } from './lint-rule.ts'
import { nameMembers, nameSome } from './words.ts'

export const NP022: LintRule = {
  id: 'NP022',
  code: 'END-7',
  severity: 'warning',
  title: 'Port that no container declares',
  why: 'Policies are about the ports of pods, after a Service has translated: a Service port in a rule admits nothing where the pod listens on another.',
  check: (context) => each(rulesWithDestinations(context), (rule) => checkRule(context, rule)),
}

/** Whether pods leave one port out. Ports need not be declared: only pods that declare some say something by that. */
export function isUndeclared(entry: Pick<PortEntry, 'protocol' | 'port'>, destinations: readonly Member[]): boolean {
  const { port } = entry
  if (port.kind !== 'range' || port.first !== port.last || destinations.length === 0) return false
  return destinations.every((member) => (member.pod?.ports.length ?? 0) > 0 && !declares(member, entry))
}

function checkRule(context: LintContext, { policy, rule, destinations }: RuleWithDestinations): readonly Hit[] {
  if (rule.ports === 'any') return []
  return rule.ports.flatMap((entry): readonly Hit[] => {
    const { path, protocol, port } = entry
    if (port.kind !== 'range' || !isUndeclared(entry, destinations)) return []
    const services = servicesOf(context, destinations).filter(({ ports }) =>
      ports.some((one) => one.port === port.first),
    )
    const [service] = services
    const said = service ? `: it is the port of Service ${service.name}` : `: they declare ${portsOf(destinations)}`
    const message = `${policy.name}: ${nameMembers(destinations)} ${destinations.length === 1 ? 'declares' : 'declare'} no ${protocol} ${port.first}${said}`
    return [{ path, message, fixes: service ? targetFixes(context, policy.path, entry, service) : [] }]
  })
}

function declares({ pod }: Member, { protocol, port }: Pick<PortEntry, 'protocol' | 'port'>): boolean {
  return (
    pod?.ports.some((one) => one.protocol === protocol && port.kind === 'range' && one.port === port.first) === true
  )
}

function servicesOf({ cluster }: LintContext, destinations: readonly Member[]): readonly Service[] {
  return cluster.services.filter((service) => destinations.some((member) => isBehind(service, member)))
}

/** Whether a Service translates its ports to those of a pod. */
function isBehind(service: Service, { pod, endpoint }: Member): boolean {
  if (service.headless || !pod || endpoint.kind !== 'pods') return false
  return endpoint.namespace === service.namespace && selects(service, pod.labels)
}

function portsOf(members: readonly Member[]): string {
  return nameSome(members.flatMap(({ pod }) => pod?.ports.map(({ protocol, port }) => `${protocol} ${port}`) ?? []))
}

/** The port behind that of a Service. */
function targetFixes(
  context: LintContext,
  policy: string,
  { path, protocol, port }: PortEntry,
  service: Service,
): readonly LintFix[] {
  return service.ports.flatMap((one): readonly LintFix[] => {
    if (port.kind !== 'range' || one.port !== port.first || one.protocol !== protocol) return []
    const target = targetOf(context, service, one)
    if (target === undefined) return []
    const to =
      typeof target === 'number'
        ? ({ kind: 'range', first: target, last: target } as const)
        : ({ kind: 'named', name: target } as const)
    const change = { kind: 'set-port', port: path, to: { protocol, port: to } } as const
    return [{ title: `Write the pods' own port, ${target}`, intention: { kind: 'edit-policy', policy, change } }]
  })
}

/** By name where pods have it and the plugin looks names up (CNI-2c); else by the number, if it is one at all pods behind. */
function targetOf(
  { prepared }: LintContext,
  service: Service,
  { targetPort, protocol }: ServicePort,
): number | string | undefined {
  if (typeof targetPort !== 'string') return targetPort
  const numbers = prepared.members.flatMap((member) =>
    member.pod && isBehind(service, member) ? resolveNamedPort(member.pod, targetPort, protocol) : [],
  )
  const [only, ...others] = new Set(numbers)
  if (only !== undefined && supportOf(prepared.settings.cni, 'named-ports') === 'yes') return targetPort
  return others.length === 0 ? only : undefined
}
