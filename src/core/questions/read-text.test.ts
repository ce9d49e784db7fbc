import { describe, expect, it } from 'vitest'
import { formatAddress } from '../net/address.ts'
import { readText } from './read-text.ts'

/** What a text was read as, in one line. */
const read = (text: string): string => {
  const reading = readText(text)
  if (reading.kind === 'unreadable') return ['unreadable', ...reading.candidates].join(' ')
  const { end, port, protocol, isPing } = reading
  const name = {
    address: () => (end.kind === 'address' ? formatAddress(end.address) : ''),
    host: () => (end.kind === 'host' ? end.host : ''),
    path: () => (end.kind === 'path' ? end.steps.join('/') : ''),
    'ingress-controller': () => '',
    'name-server': () =>
      end.kind === 'name-server'
        ? `${end.host}${end.server ? ` at ${formatAddress(end.server)}` : ''}${end.isAnswered ? ' answered' : ''}`
        : '',
  }[end.kind]()
  return [end.kind, name, port ?? '', protocol ?? '', isPing ? 'ping' : ''].filter((part) => part !== '').join(' ')
}

describe('[QUE-1] texts without spaces', () => {
  it.each([
    ['db', 'host db'],
    ['DB.Payments.SVC', 'host db.payments.svc'],
    ['db.payments', 'host db.payments'],
    ['db.payments.svc.cluster.local:5432', 'host db.payments.svc.cluster.local 5432'],
    ['db.payments.svc.cluster.local.', 'host db.payments.svc.cluster.local.'],
    ['api-7d9c6-abcde', 'host api-7d9c6-abcde'],
    ['10-0-0-7.payments.pod.cluster.local', 'host 10-0-0-7.payments.pod.cluster.local'],
    ['db-0.db.payments.svc.cluster.local:5432', 'host db-0.db.payments.svc.cluster.local 5432'],
    ['kafka-0.kafka:9092', 'host kafka-0.kafka 9092'],
    ['http://db:8080/x?y=1', 'host db 8080 TCP'],
    ['http://db', 'host db 80 TCP'],
    ['https://api.payments', 'host api.payments 443 TCP'],
    ['HTTPS://api.payments:8443/', 'host api.payments 8443 TCP'],
    ['postgres://user:p%40ss@db/shop', 'host db 5432 TCP'],
    ['postgresql+psycopg2://u:p@db.payments:6432/shop', 'host db.payments 6432 TCP'],
    ['jdbc:postgresql://db/shop', 'host db 5432 TCP'],
    ['redis://cache', 'host cache 6379 TCP'],
    ['amqp://guest:guest@rabbit/vhost', 'host rabbit 5672 TCP'],
    ['mongodb://mongo/x', 'host mongo 27017 TCP'],
    ['mongodb+srv://cluster.example.com/x', 'host cluster.example.com TCP'],
    ['mongodb://a:1,b:2/x', 'unreadable a:1 b:2'],
    ['a:9092,b:9092', 'unreadable a:9092 b:9092'],
    ['tcp://db:5432', 'host db 5432 TCP'],
    ['tcp://db', 'host db TCP'],
    ['udp://statsd:8125', 'host statsd 8125 UDP'],
    ['grpc://api:50051', 'host api 50051 TCP'],
    ['dns:///api:50051', 'host api 50051 UDP'],
    ['http://[fd00::1]:8080/', 'address fd00::1 8080 TCP'],
    ['http://10.0.0.7/', 'address 10.0.0.7 80 TCP'],
    ['[fd00::1]:80', 'address fd00::1 80'],
    ['[fd00::1]', 'address fd00::1'],
    ['fd00::1', 'address fd00::1'],
    ['10.0.0.7:8080', 'address 10.0.0.7 8080'],
    ['10.0.0.7', 'address 10.0.0.7'],
    ['10.0.0.7/32', 'address 10.0.0.7'],
    ['payments/db', 'path payments/db'],
    ['payments/db:5432', 'path payments/db 5432'],
    ['payments/statefulset/db', 'path payments/statefulset/db'],
    ['svc/db', 'path svc/db'],
    ['payments/service/db:80', 'path payments/service/db 80'],
    ['deployment.apps/web', 'path deployment.apps/web'],
    ['db:8080/healthz', 'host db 8080'],
    ['kube-dns:53/UDP', 'host kube-dns 53 UDP'],
    ['api.example.com/v1/orders', 'host api.example.com'],
    ['"db:5432"', 'host db 5432'],
    ['ingress', 'ingress-controller'],
    ['ingress-controller', 'ingress-controller'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    '',
    '  ',
    'db:',
    'db:0',
    'db:70000',
    ':5432',
    'http://',
    '[fd00::1',
    '[db]:80',
    '10.0.0.0/8',
    'a/b/c/d',
    '-x',
    'db;',
    'a//b',
  ])('refuses %j rather than guess', (text) => {
    expect(read(text)).toBe('unreadable')
  })
})

describe('[QUE-1] messages', () => {
  it.each([
    ['dial tcp 10.0.0.7:5432: i/o timeout', 'address 10.0.0.7 5432 TCP'],
    ['main.go:17: dial tcp4 db:5432: connect: connection refused', 'host db 5432 TCP'],
    ['write udp 10.0.0.1:40000->10.0.0.9:8125: operation not permitted', 'address 10.0.0.9 8125 UDP'],
    ['read tcp [fd00::2]:43210->[fd00::7]:5432: i/o timeout', 'address fd00::7 5432 TCP'],
    ['Error: connect ECONNREFUSED 10.0.0.7:5432\n    at TCPConnectWrap (node:net:1494:16)', 'address 10.0.0.7 5432'],
    ['connect ETIMEDOUT fd00::7:5432', 'address fd00::7 5432'],
    [
      'curl: (28) Failed to connect to db.payments.svc.cluster.local port 5432 after 130 ms: Couldn’t connect to server',
      'host db.payments.svc.cluster.local 5432',
    ],
    ['ssh: connect to host db port 22: Connection timed out', 'host db 22'],
    ['nc: connect to 10.0.0.7 port 5432 (tcp) timed out', 'address 10.0.0.7 5432'],
    ['connection to server at "db" (10.0.0.7), port 5432 failed: timeout expired', 'host db 5432'],
    ['Is the server running on host "db" (10.0.0.7) and accepting TCP/IP connections on port 5432?', 'host db 5432'],
    ["HTTPConnectionPool(host='db', port=8080): Max retries exceeded", 'host db 8080'],
    ['Get "http://db:8080/x": dial tcp 10.96.3.4:8080: i/o timeout', 'host db 8080 TCP'],
    ['failed: http://db:8080.', 'host db 8080 TCP'],
    ['*   Trying 10.0.0.7:5432...', 'address 10.0.0.7 5432'],
    ['Could not connect to Redis at cache:6379: Connection timed out', 'host cache 6379'],
    ['2024-05-01 10:15:32 kafka/Consumer Broker kafka-0.kafka:9092 transport failure', 'host kafka-0.kafka 9092'],
    ["wget: can't connect to remote host (10.0.0.7): Connection timed out", 'address 10.0.0.7'],
    ['Connecting to a:80 and b:80 failed', 'unreadable a:80 b:80'],
    ['it does not work', 'unreadable'],
    ['payments / frontend', 'unreadable'],
    ['exit code 28 at 10:15', 'unreadable'],
  ])('reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    [
      'lookup db.payments.svc.cluster.local on 10.96.0.10:53: read udp 10.0.0.1:4->10.96.0.10:53: i/o timeout',
      'name-server db.payments.svc.cluster.local at 10.96.0.10 53 UDP',
    ],
    ['dial tcp: lookup db on 10.96.0.10:53: no such host', 'name-server db at 10.96.0.10 answered 53 UDP'],
    ['lookup db on [fd00::a]:53: dial tcp [fd00::a]:53: i/o timeout', 'name-server db at fd00::a 53 TCP'],
    ['could not translate host name "db" to address: Temporary failure in name resolution', 'name-server db 53 UDP'],
    ['Error: getaddrinfo EAI_AGAIN db', 'name-server db 53 UDP'],
    ['getaddrinfo ENOTFOUND db.payments', 'name-server db.payments answered 53 UDP'],
    ['curl: (6) Could not resolve host: db.payments', 'name-server db.payments 53 UDP'],
    ['ssh: Could not resolve hostname db: Name or service not known', 'name-server db answered 53 UDP'],
    ["wget: bad address 'db'", 'name-server db 53 UDP'],
    ['wget: unable to resolve host address ‘db’', 'name-server db 53 UDP'],
    ['java.net.UnknownHostException: db', 'name-server db 53 UDP'],
    ['ping: db: Temporary failure in name resolution', 'name-server db 53 UDP ping'],
  ])('[QUE-4] reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['ping db', 'host db ping'],
    ['PING db (10.0.0.7): 56 data bytes', 'host db ping'],
    ['ping -c 3 10.0.0.7', 'address 10.0.0.7 ping'],
    ['ICMP to 10.0.0.7 is lost', 'address 10.0.0.7 ping'],
  ])('[CNI-4] notices ping in %j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
