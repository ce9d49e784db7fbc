import type { ConnectEnd } from '../../core/authoring/plan.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import type { PortsByProtocol } from '../../core/net/ports.ts'
import { formatPorts, PROTOCOLS } from '../../core/net/ports.ts'

/** What people call an end of a connection: "api-server", "namespace payments", "10.0.0.0/8", "internet". */
export function titleOfEnd(end: ConnectEnd): string {
  switch (end.kind) {
    case 'workload':
    case 'implied':
      return end.id.split('/').slice(2).join('/') || end.id
    case 'workloads':
      return end.ids.map((id) => titleOfEnd({ kind: 'workload', id })).join(', ')
    case 'namespace':
      return `namespace ${end.namespace}`
    case 'all-namespaces':
      return 'all namespaces'
    case 'block':
      return end.except.length > 0 ? `${end.cidr} except ${end.except.join(', ')}` : end.cidr
    case 'internet':
      return 'internet'
    default:
      return assertNever(end)
  }
}

/** "80,443 TCP · 53 UDP"; all ports of all protocols are "every port". */
export function describePorts(ports: PortsByProtocol): string {
  const parts = PROTOCOLS.flatMap((protocol) => {
    const set = ports[protocol]
    return set === undefined || set.length === 0 ? [] : [{ protocol, text: formatPorts(set) }]
  })
  const isAll = parts.length === PROTOCOLS.length && parts.every((part) => part.text === '1-65535')
  if (isAll) return 'every port'
  return parts.map(({ protocol, text }) => `${text === '1-65535' ? 'every' : text} ${protocol}`).join(' · ')
}
