/** A NetworkPolicy in brackets, which are YAML as well: another style than that of the solutions. */
export function policyText(namespace: string, name: string, spec: object): string {
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec }
  return `---\n${JSON.stringify(policy, null, 1)}\n`
}

const app = (name: string) => ({ matchLabels: { app: name } })
const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })
const tcp = (...ports: readonly (number | string)[]) => ports.map((port) => ({ port }))
const DNS_PORTS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
]
const TO_DNS = { to: [{ namespaceSelector: named('kube-system') }], ports: DNS_PORTS }

/** What people answer to a task: what is right in other ways, and what is wrong, with the claim that it breaks. */
export interface Answers {
  readonly right: readonly string[]
  readonly wrong: readonly (readonly [policies: string, broken: string])[]
}

const ledger = (spec: object, name = 'answer') => policyText('ledger', name, spec)
const prices = (rules: readonly object[]) =>
  policyText('market', 'answer', { podSelector: app('prices'), ingress: rules })
const crane = (from: readonly object[], ports = tcp(9100)) =>
  policyText('harbour', 'deny', { podSelector: {} }) +
  policyText('harbour', 'answer', { podSelector: app('crane'), ingress: [{ from, ports }] })
const letters = (egress: readonly object[], more: object = {}) =>
  policyText('letters', 'answer', { podSelector: {}, policyTypes: ['Egress'], egress, ...more })
const TO_RELAY = {
  to: [{ namespaceSelector: named('post'), podSelector: app('relay') }],
  ports: tcp(2525),
}
const ftp = (ingress: readonly object[]) => policyText('drop', 'answer', { podSelector: app('ftp'), ingress })
const PARTNER = { ipBlock: { cidr: '198.51.100.0/24' } }
const RANGE = { port: 30000, endPort: 30100 }
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']
const LINK_LOCAL = '169.254.0.0/16'
const fetch = (to: readonly object[], ports: readonly object[] = tcp(443)) =>
  policyText('crawl', 'lookups', { podSelector: {}, policyTypes: ['Egress'], egress: [TO_DNS] }) +
  policyText('crawl', 'answer', { podSelector: app('spider'), policyTypes: ['Egress'], egress: [{ to, ports }] })
const except = (...blocks: readonly string[]) => ({ ipBlock: { cidr: '0.0.0.0/0', except: blocks } })
const dental = (name: string, spec: object) => policyText('dental', name, spec)
const web = dental('web', {
  podSelector: app('web'),
  ingress: [{ ports: tcp(8443) }],
  egress: [{ to: [{ podSelector: app('appointments') }], ports: tcp(8080) }],
})
const appointments = dental('appointments', {
  podSelector: app('appointments'),
  ingress: [{ from: [{ podSelector: app('web') }], ports: tcp('http') }],
  egress: [{ to: [{ podSelector: app('db') }], ports: tcp(5432) }],
})
const db = dental('db', {
  podSelector: app('db'),
  ingress: [{ from: [{ podSelector: app('appointments') }], ports: tcp(5432) }],
})
const denied = (...egress: readonly object[]) =>
  dental('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress })

/** By the id of a task. */
export const ANSWERS: Readonly<Record<string, Answers>> = {
  'close-the-door': {
    right: [
      ledger({ podSelector: {}, ingress: [] }),
      ledger({ podSelector: { matchLabels: {} } }),
      ledger({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }, 'with-app') +
        ledger({ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }, 'without'),
    ],
    wrong: [
      [ledger({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }), 'whom they reached before'],
      [ledger({ podSelector: app('books') }), 'Nobody reaches'],
      [ledger({ podSelector: {}, ingress: [{}] }), 'Nobody reaches'],
      [ledger({ podSelector: { matchExpressions: [{ key: 'run', operator: 'Exists' }] } }), 'added to ledger later'],
      [policyText('office', 'answer', { podSelector: {} }), 'Nobody reaches'],
    ],
  },
  'one-door': {
    right: [
      prices([{ from: [{ podSelector: app('till') }], ports: tcp('http') }]),
      prices([
        {
          from: [
            {
              namespaceSelector: named('market'),
              podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['till'] }] },
            },
          ],
          ports: tcp(8080),
        },
      ]),
    ],
    wrong: [
      [prices([{ from: [{ podSelector: app('till') }], ports: tcp(80) }]), 'what the Service prices leads to'],
      [prices([{ from: [{ podSelector: app('till') }] }]), 'nothing else of prices'],
      [prices([{ from: [{ podSelector: {} }], ports: tcp(8080) }]), 'Nobody else reaches prices'],
      [
        prices([{ from: [{ namespaceSelector: {}, podSelector: app('till') }], ports: tcp(8080) }]),
        'Nobody else reaches prices',
      ],
      [
        policyText('market', 'answer', {
          podSelector: {},
          ingress: [{ from: [{ podSelector: app('till') }], ports: tcp(8080) }],
        }),
        'Everything else is as it was',
      ],
    ],
  },
  'both-at-once': {
    right: [
      crane([{ namespaceSelector: named('watch'), podSelector: app('prometheus') }], tcp('metrics')),
      crane([
        {
          namespaceSelector: { matchLabels: { team: 'platform' } },
          podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['prometheus'] }] },
        },
      ]),
    ],
    wrong: [
      [crane([{ namespaceSelector: named('watch') }]), 'Others in watch'],
      [crane([{ podSelector: app('prometheus') }]), 'Prometheus in watch reads'],
      [crane([{ namespaceSelector: {}, podSelector: app('prometheus') }]), 'Pods of harbour do not'],
      [policyText('harbour', 'deny', { podSelector: {} }), 'Prometheus in watch reads'],
    ],
  },
  'by-name': {
    right: [
      letters([TO_RELAY, TO_DNS]),
      letters([TO_RELAY]) +
        policyText('letters', 'names', {
          podSelector: { matchLabels: {} },
          policyTypes: ['Egress'],
          egress: [
            {
              to: [
                { namespaceSelector: named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
              ],
              ports: DNS_PORTS,
            },
          ],
        }),
    ],
    wrong: [
      [letters([TO_RELAY]), 'find it by its name'],
      [letters([TO_RELAY, { ...TO_DNS, ports: [{ port: 53, protocol: 'UDP' }] }]), 'find it by its name'],
      [letters([TO_RELAY, { ports: DNS_PORTS }]), 'reach nothing else'],
      [letters([{ ...TO_RELAY, ports: tcp(25) }, TO_DNS]), 'reaches the relay'],
      [letters([TO_RELAY, TO_DNS], { policyTypes: ['Ingress', 'Egress'] }), 'Who connected to them'],
    ],
  },
  'a-range': {
    right: [
      ftp([{ from: [PARTNER], ports: [...tcp(21), RANGE] }]),
      ftp([
        { from: [PARTNER], ports: tcp('control') },
        {
          from: [{ ipBlock: { cidr: '198.51.100.0/25' } }, { ipBlock: { cidr: '198.51.100.128/25' } }],
          ports: [RANGE],
        },
      ]),
    ],
    wrong: [
      [ftp([{ from: [PARTNER], ports: tcp(21, 30000, 30100) }]), 'each port of the range'],
      [ftp([{ from: [PARTNER], ports: [...tcp(21), { port: 30001, endPort: 30100 }] }]), 'each port of the range'],
      [ftp([{ from: [PARTNER], ports: [...tcp(21), { port: 30000, endPort: 31000 }] }]), 'no other port of ftp'],
      [ftp([{ ports: [...tcp(21), RANGE] }]), 'Nobody else reaches ftp'],
      [
        ftp([{ from: [{ ipBlock: { cidr: '198.51.0.0/16' } }], ports: [...tcp(21), RANGE] }]),
        'Nobody else reaches ftp',
      ],
    ],
  },
  'all-but': {
    right: [
      fetch([except(LINK_LOCAL, ...PRIVATE)]),
      fetch([
        { ipBlock: { cidr: '0.0.0.0/1', except: ['10.0.0.0/8'] } },
        { ipBlock: { cidr: '128.0.0.0/1', except: ['172.16.0.0/12', '192.168.0.0/16', LINK_LOCAL] } },
      ]),
    ],
    wrong: [
      [fetch([except()]), 'no private address'],
      [fetch([except(...PRIVATE)]), 'no address of 169.254.0.0/16'],
      [fetch([except(...PRIVATE, LINK_LOCAL, '192.0.2.0/24')]), 'all other IPv4 addresses'],
      [fetch([except(...PRIVATE, LINK_LOCAL)], tcp(80, 443)), 'on 443 only'],
      [
        policyText('crawl', 'answer', {
          podSelector: app('spider'),
          policyTypes: ['Egress'],
          egress: [{ to: [except(...PRIVATE, LINK_LOCAL)], ports: tcp(443) }],
        }),
        'Names are looked up as before',
      ],
    ],
  },
  repair: {
    right: [
      denied(TO_DNS) + web + appointments + db,
      denied() +
        dental('names', { podSelector: {}, policyTypes: ['Egress'], egress: [TO_DNS] }) +
        web +
        appointments +
        db,
    ],
    wrong: [
      [denied() + web + appointments + db, 'Names can be looked up'],
      [denied(TO_DNS) + appointments + db, 'Anybody reaches web'],
      [denied(TO_DNS) + web + db, 'Web reaches appointments'],
      [denied(TO_DNS) + web + appointments, 'Appointments reaches db'],
      [
        denied(TO_DNS) + web + appointments + dental('db', { podSelector: app('db'), ingress: [{}] }),
        'Nobody else reaches db',
      ],
      [
        denied({}) + web + appointments + dental('db', { podSelector: app('db'), ingress: [{}] }),
        'Nothing else passes',
      ],
    ],
  },
}
