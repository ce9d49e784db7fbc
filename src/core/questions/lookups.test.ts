import { describe, expect, it } from 'vitest'
import type { ClusterNote, PolicyNote, RuleNote } from '../engine/cluster.testing.ts'
import { describeNotes, describeParts, doubtOf, prepareNotes, replyTo } from './questions.testing.ts'

const WEB = { id: 'shop/Deployment/web', labels: { app: 'web' } }
const DB = { id: 'shop/db', labels: { app: 'db' } }
const DNS = { id: 'kube-system/Deployment/coredns', labels: { 'k8s-app': 'kube-dns' } }
const DNS_SERVICE = {
  id: 'kube-system/kube-dns',
  selector: { 'k8s-app': 'kube-dns' },
  ports: ['dns:53/UDP', 'dns-tcp:53'],
  ips: ['10.96.0.10'],
}
const egress = (...rules: readonly RuleNote[]): PolicyNote => ({
  name: 'out',
  namespace: 'shop',
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Egress'],
  egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }] }, ...rules],
})
const ANYWHERE = { namespaceSelector: {} }
const dns = (port: number, ...protocols: readonly ('UDP' | 'TCP')[]): RuleNote => ({
  to: [ANYWHERE],
  ports: protocols.map((protocol) => ({ port, protocol })),
})
const CLUSTER: ClusterNote = { workloads: [WEB, DB, DNS], services: [DNS_SERVICE] }

function lookups(policies: readonly PolicyNote[], note: ClusterNote = CLUSTER, from = 'shop/web') {
  return replyTo(prepareNotes({ ...note, policies }), from, 'shop/db', { port: 80 })
}

describe('[QUE-4] name lookups from the asking pod', () => {
  it('are no matter while they pass', () => {
    expect(describeNotes(lookups([]))).toEqual([])
    expect(describeNotes(lookups([egress(dns(53, 'UDP', 'TCP'))]))).toEqual([])
  })

  it('blocked: said by which policy, with its place, whatever the answer is', () => {
    const reply = lookups([egress()])
    expect([reply.answer, describeNotes(reply)]).toEqual([
      'allowed',
      ['QUE-4 but name lookups from web are blocked (UDP/TCP 53): policy shop/out does not admit them'],
    ])
    expect(reply.notes[0]?.path).toMatch(/^policies\.yaml#0/)
  })

  it.each([
    [['UDP'] as const, 'TCP 53; UDP passes'],
    [['TCP'] as const, 'UDP 53; TCP passes'],
  ])('only %j passing: the other one is named', (protocols, words) => {
    expect(describeNotes(lookups([egress(dns(53, ...protocols))]))[0]).toContain(`web are blocked (${words})`)
  })

  it('are judged at the port of the DNS pods, not of their Service', () => {
    const openshift: ClusterNote = {
      workloads: [
        WEB,
        DB,
        {
          id: 'openshift-dns/DaemonSet/dns-default',
          labels: { dns: 'default' },
          ports: ['dns:5353/UDP', 'dns-tcp:5353'],
        },
      ],
      services: [
        {
          id: 'openshift-dns/dns-default',
          selector: { dns: 'default' },
          ports: ['dns:53>dns/UDP', 'dns-tcp:53>dns-tcp'],
        },
      ],
    }
    expect(describeNotes(lookups([egress(dns(53, 'UDP', 'TCP'))], openshift))[0]).toContain(
      'blocked (UDP/TCP 53, port 5353 of the name servers)',
    )
    expect(describeNotes(lookups([egress(dns(5353, 'UDP', 'TCP'))], openshift))).toEqual([])
  })

  it('find the DNS pods by their labels when their Service is not known', () => {
    const note = { workloads: [WEB, DB, { ...DNS, ports: ['dns:1053/UDP', 'dns-tcp:1053'] }] }
    expect(describeNotes(lookups([egress(dns(53, 'UDP', 'TCP'))], note))[0]).toContain('port 1053')
    expect(describeNotes(lookups([egress(dns(1053, 'UDP', 'TCP'))], note))).toEqual([])
  })

  it('may also be answered by the cache of the node', () => {
    const cache = { id: 'kube-system/DaemonSet/node-local-dns', labels: { 'k8s-app': 'node-local-dns' }, host: true }
    const note = { ...CLUSTER, workloads: [...(CLUSTER.workloads ?? []), cache] }
    const toCache = {
      to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
      ports: [{ port: 53, protocol: 'UDP' as const }, { port: 53 }],
    }
    expect(describeNotes(lookups([egress(toCache)], note))).toEqual([])
    expect(describeNotes(lookups([egress()], note))[0]).toContain('blocked (UDP/TCP 53)')
  })

  it('are blocked at the DNS pods too', () => {
    const closed: PolicyNote = { name: 'closed', namespace: 'kube-system' }
    expect(describeNotes(lookups([closed]))).toEqual([
      'QUE-4 but name lookups from web are blocked (UDP/TCP 53): policy kube-system/closed does not admit them',
    ])
  })

  it('with no DNS pod known, are blocked when no rule lets anything out on port 53', () => {
    const note = { workloads: [WEB, DB] }
    const blocked = (...rules: readonly RuleNote[]) =>
      describeNotes(lookups([egress(...rules)], note)).map((words) => /\((.*?)\)/.exec(words)?.[1])
    const toDb = { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 80 }] }
    const only = { ...egress(), egress: [toDb] }
    expect(describeNotes(lookups([only], note))[0]).toContain('blocked (UDP/TCP 53): policy shop/out')
    expect(blocked()).toEqual([])
    expect(describeNotes(lookups([{ ...only, egress: [toDb, dns(53, 'UDP')] }], note))[0]).toContain(
      '(TCP 53; UDP passes)',
    )
    const named = {
      to: [ANYWHERE],
      ports: [
        { port: 'dns', protocol: 'UDP' as const },
        { port: 50, endPort: 60 },
      ],
    }
    expect(describeNotes(lookups([{ ...only, egress: [toDb, named] }], note))).toEqual([])
  })

  it('are not asked of sources outside, nor of the DNS pods themselves', () => {
    expect(describeNotes(lookups([egress()], CLUSTER, '192.0.2.1'))).toEqual([])
    expect(
      describeNotes(
        lookups([{ name: 'all', namespace: 'kube-system', policyTypes: ['Egress'] }], CLUSTER, 'kube-system/coredns'),
      ),
    ).toEqual([])
  })
})

describe('[QUE-4] a failed lookup as the question', () => {
  const failed = (text: string, policies: readonly PolicyNote[] = [], note = CLUSTER) =>
    replyTo(prepareNotes({ ...note, policies }), 'shop/web', text)
  const GO = 'dial tcp: lookup db on 10.96.0.10:53: read udp 10.1.0.1:4->10.96.0.10:53: i/o timeout'

  it('goes to the name server that the message names', () => {
    const reply = failed(GO, [egress()])
    expect([reply.to, reply.port, reply.protocol, reply.answer]).toEqual([
      'Service kube-system/kube-dns',
      53,
      'UDP',
      'denied',
    ])
    expect(describeNotes(reply)).toEqual([])
    expect(failed(GO, [egress(dns(53, 'UDP'))]).answer).toBe('allowed')
    expect(failed(GO.replaceAll('udp', 'tcp'), [egress(dns(53, 'UDP'))]).answer).toBe('denied')
  })

  it('goes to the DNS Service when the message names no server, or one nobody knows', () => {
    const reply = failed('could not translate host name "db"', [egress()])
    expect([reply.to, reply.answer]).toEqual(['Service kube-system/kube-dns', 'denied'])
    expect(describeNotes(failed(GO.replaceAll('10.96.0.10', '10.96.0.99')))).toEqual([
      'QUE-4 10.96.0.99 is taken for Service kube-system/kube-dns',
    ])
    expect(failed(GO.replaceAll('10.96.0.10', '169.254.20.10')).to).toMatch(/^outside\//)
  })

  it('is said to have got through when the message is an answer', () => {
    expect(describeNotes(failed('getaddrinfo ENOTFOUND db'))).toContain(
      "QUE-4 the message is the name server's own answer: the lookup got through, and db is a name it does not know",
    )
  })

  it('goes to the DNS pods, or depends, when there is no DNS Service', () => {
    expect(describeParts(failed('Could not resolve host: db', [], { workloads: [WEB, DNS] }))).toEqual([
      'allowed shop/deployment/web → kube-system/deployment/coredns:53',
    ])
    const unknown = failed('Could not resolve host: db', [], { workloads: [WEB] })
    expect(describeParts(unknown)).toEqual(['depends shop/deployment/web → name servers'])
    expect(doubtOf(unknown.parts[0])).toBe('QUE-4 no DNS Service and no DNS pod is in these files')
    const closed = { ...egress(), egress: [] }
    expect(failed('Could not resolve host: db', [closed], { workloads: [WEB] }).answer).toBe('denied')
  })

  it('is not asked on another port', () => {
    const prepared = prepareNotes(CLUSTER)
    const reply = replyTo(prepared, 'shop/web', GO, { port: 5432, protocol: 'TCP' })
    expect([reply.port, reply.protocol, describeNotes(reply)]).toEqual([
      53,
      'UDP',
      ['QUE-3 a failed lookup is a question to the name server on 53/UDP: 5432 was not asked'],
    ])
  })
})

describe('[CNI-4] ping', () => {
  it('is said not to be evaluated', () => {
    const reply = replyTo(prepareNotes(CLUSTER), 'shop/web', 'ping db', { port: 80 })
    expect(describeNotes(reply)[0]).toBe(
      'CNI-4 ping uses ICMP, which is not evaluated: most network plugins drop it for isolated pods',
    )
  })
})
