import { formatSelector } from '../../model/matching.ts'
import type { Peer, PortEntry } from '../../model/policy.ts'

/** `app=web`, `all pods in namespaces team=a`, `10.0.0.0/8`. */
export function describePeer(peer: Peer): string {
  if (peer.kind === 'block') return peer.cidr
  const pods = peer.podSelector ? formatSelector(peer.podSelector) : ''
  const said = pods === '' ? 'all pods' : pods
  if (!peer.namespaceSelector) return said
  const spaces = formatSelector(peer.namespaceSelector)
  return spaces === '' ? `${said} of every namespace` : `${said} in namespaces ${spaces}`
}

/** `TCP 80`, `TCP http`, `UDP 8000-8010`. */
export function describePort({ protocol, port }: PortEntry): string {
  if (port.kind === 'every') return `${protocol} (all)`
  if (port.kind === 'named') return `${protocol} ${port.name}`
  return port.first === port.last ? `${protocol} ${port.first}` : `${protocol} ${port.first}-${port.last}`
}
