import type { Protocol } from '../net/ports.ts'

/** The port a URL means when it names none. Schemes that have no usual port are not listed. */
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ssh: 22,
  sftp: 22,
  ftp: 21,
  smtp: 25,
  ldap: 389,
  ldaps: 636,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  redis: 6379,
  rediss: 6379,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  mqtt: 1883,
  mqtts: 8883,
  nats: 4222,
  kafka: 9092,
  memcached: 11211,
  dns: 53,
}

const SCHEME_PROTOCOLS: Readonly<Record<string, Protocol>> = { udp: 'UDP', sctp: 'SCTP', dns: 'UDP' }

/** What the scheme of a URL says of port and protocol; TCP and no port for one that is not known. */
export function describeScheme(scheme: string): { readonly port?: number; readonly protocol: Protocol } {
  const port = Object.hasOwn(SCHEME_PORTS, scheme) ? SCHEME_PORTS[scheme] : undefined
  const protocol = (Object.hasOwn(SCHEME_PROTOCOLS, scheme) ? SCHEME_PROTOCOLS[scheme] : undefined) ?? 'TCP'
  return port === undefined ? { protocol } : { port, protocol }
}
