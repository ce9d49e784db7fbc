import { describe, expect, it } from 'vitest'
import type { EngineSettings } from '../model/settings.ts'
import type { Answer } from '../model/verdict.ts'
import { toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type { Protocol } from '../net/ports.ts'
import { type ClusterNote, makeCluster, type PolicyNote, type PortNote, UPSTREAM } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { findEndpoints } from './find-endpoint.ts'
import { prepare } from './prepare.ts'

/** `web → db 80`, `web → 8.8.8.8 53/UDP`; namespaces default to `a`. */
type Asked = readonly [question: string, answer: Answer]

function answer(note: ClusterNote, question: string, settings: EngineSettings = UPSTREAM): Answer {
  const [from = '', , to = '', asked = ''] = question.split(' ')
  const [port, protocol = 'TCP'] = asked.split('/')
  const prepared = prepare(makeCluster(note), settings)
  const find = (text: string) => {
    const [found, ...more] = findEndpoints(prepared, /[.:/]/.test(text) ? text : `a/${text}`)
    if (!found || more.length > 0) throw new Error(`${text} names ${more.length + 1} endpoints`)
    return found.id
  }
  return evaluate(prepared, { from: find(from), to: find(to), protocol: protocol as Protocol, port: Number(port) })
    .answer
}

const workloads = [
  { id: 'a/web', labels: { app: 'web', tier: 'front' }, ports: ['http:8080'] },
  { id: 'a/db', labels: { app: 'db', empty: '' }, ports: ['sql:5432', 'alt:5433', 'sql:5434', 'dns:53/UDP'] },
  { id: 'b/web', labels: { app: 'web' } },
  { id: 'c/web', labels: { app: 'web' } },
]
const namespaces = { a: { team: 'x' }, b: { team: 'x' }, c: { team: 'y' } }
const onDb = (note: Partial<PolicyNote>): PolicyNote => ({
  name: 'p',
  namespace: 'a',
  podSelector: { matchLabels: { app: 'db' } },
  ...note,
})
const fromWeb = { podSelector: { matchLabels: { app: 'web' } } }
const ports = (...list: PortNote[]) => onDb({ ingress: [{ ports: list }] })
const egress = (note: Partial<PolicyNote>): PolicyNote => ({
  name: 'out',
  namespace: 'a',
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Egress'],
  ...note,
})

const table: readonly (readonly [rule: string, policies: readonly PolicyNote[], asked: readonly Asked[]])[] = [
  [
    'ISO-1 nothing selects',
    [],
    [
      ['web → db 80', 'allowed'],
      ['db → 8.8.8.8 1', 'allowed'],
    ],
  ],
  [
    'SEL-5 absent podSelector',
    [{ name: 'p', namespace: 'a' }],
    [
      ['web → db 80', 'denied'],
      ['web → b/web 80', 'allowed'],
    ],
  ],
  ['SEL-2 empty value', [onDb({ podSelector: { matchLabels: { empty: '' } } })], [['web → db 80', 'denied']]],
  [
    'SEL-2 empty value is not absence',
    [onDb({ podSelector: { matchLabels: { none: '' } } })],
    [['web → db 80', 'allowed']],
  ],
  [
    'ISO-2 no types, no egress rules',
    [onDb({})],
    [
      ['web → db 1', 'denied'],
      ['db → web 1', 'allowed'],
    ],
  ],
  ['ISO-2 no types, egress: []', [onDb({ egress: [] })], [['db → web 1', 'allowed']]],
  [
    'ISO-2 no types, egress rules',
    [onDb({ egress: [{ to: [fromWeb] }] })],
    [
      ['db → web 1', 'allowed'],
      ['db → b/web 1', 'denied'],
      ['web → db 1', 'denied'],
    ],
  ],
  [
    'ISO-2 empty types',
    [onDb({ policyTypes: [], egress: [{}] })],
    [
      ['db → web 1', 'allowed'],
      ['web → db 1', 'denied'],
    ],
  ],
  [
    'ISO-3 egress only',
    [onDb({ policyTypes: ['Egress'], ingress: [] })],
    [
      ['web → db 1', 'allowed'],
      ['db → web 1', 'denied'],
    ],
  ],
  ['ISO-3 inert egress rules', [onDb({ policyTypes: ['Ingress'], egress: [{ to: [] }] })], [['db → web 1', 'allowed']]],
  [
    'ISO-5 union',
    [onDb({ ingress: [{ ports: [{ port: 1 }] }] }), onDb({ name: 'q', ingress: [{ ports: [{ port: 2 }] }] })],
    [
      ['web → db 1', 'allowed'],
      ['web → db 2', 'allowed'],
      ['web → db 3', 'denied'],
    ],
  ],
  [
    'ISO-6 both ends',
    [onDb({ ingress: [{}] }), egress({})],
    [
      ['web → db 1', 'denied'],
      ['b/web → db 1', 'allowed'],
      ['8.8.8.8 → web 1', 'allowed'],
    ],
  ],
  [
    'RUL-1 from: []',
    [onDb({ ingress: [{ from: [] }] })],
    [
      ['web → db 1', 'allowed'],
      ['8.8.8.8 → db 1', 'allowed'],
    ],
  ],
  [
    'RUL-2 ports: []',
    [onDb({ ingress: [{ from: [fromWeb], ports: [] }] })],
    [
      ['web → db 1/SCTP', 'allowed'],
      ['b/web → db 1', 'denied'],
    ],
  ],
  [
    'RUL-4 ingress: []',
    [onDb({ ingress: [] })],
    [
      ['web → db 1', 'denied'],
      ['8.8.8.8 → db 1', 'denied'],
    ],
  ],
  [
    'PEE-1 own namespace only',
    [onDb({ ingress: [{ from: [fromWeb] }] })],
    [
      ['web → db 1', 'allowed'],
      ['b/web → db 1', 'denied'],
    ],
  ],
  [
    'PEE-2 namespaceSelector {}',
    [onDb({ ingress: [{ from: [{ namespaceSelector: {} }] }] })],
    [
      ['c/web → db 1', 'allowed'],
      ['8.8.8.8 → db 1', 'denied'],
    ],
  ],
  [
    'PEE-2 namespaceSelector',
    [onDb({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'x' } } }] }] })],
    [
      ['b/web → db 1', 'allowed'],
      ['c/web → db 1', 'denied'],
    ],
  ],
  [
    'PEE-3 and',
    [onDb({ ingress: [{ from: [{ ...fromWeb, namespaceSelector: { matchLabels: { team: 'y' } } }] }] })],
    [
      ['c/web → db 1', 'allowed'],
      ['web → db 1', 'denied'],
      ['b/web → db 1', 'denied'],
    ],
  ],
  [
    'PEE-3 or',
    [onDb({ ingress: [{ from: [fromWeb, { namespaceSelector: { matchLabels: { team: 'y' } } }] }] })],
    [
      ['c/web → db 1', 'allowed'],
      ['web → db 1', 'allowed'],
      ['b/web → db 1', 'denied'],
    ],
  ],
  [
    'END-3 the name of a namespace',
    [onDb({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } }] }] })],
    [
      ['b/web → db 1', 'allowed'],
      ['c/web → db 1', 'denied'],
    ],
  ],
  [
    'IPB-1 except',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '8.0.0.0/8', except: ['8.8.0.0/16'] } }] }] })],
    [
      ['web → 8.1.1.1 1', 'allowed'],
      ['web → 8.8.8.8 1', 'denied'],
      ['web → 9.0.0.0 1', 'denied'],
    ],
  ],
  [
    'IPB-2 excepted by one, admitted by another',
    [
      egress({
        egress: [
          { to: [{ ipBlock: { cidr: '8.0.0.0/8', except: ['8.8.0.0/16'] } }, { ipBlock: { cidr: '8.8.8.0/24' } }] },
        ],
      }),
    ],
    [
      ['web → 8.8.8.8 1', 'allowed'],
      ['web → 8.8.7.8 1', 'denied'],
    ],
  ],
  [
    'IPB-4 no possible address',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '8.0.0.0/8' } }] }] })],
    [['web → db 1', 'denied']],
  ],
  [
    'IPB-4 every possible address',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })],
    [['web → db 1', 'allowed']],
  ],
  [
    'IPB-4 some possible addresses',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })],
    [['web → db 1', 'depends']],
  ],
  [
    'IPB-4 every possible address together',
    [
      egress({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
      egress({
        name: 'q',
        egress: [
          { to: [{ ipBlock: { cidr: '172.16.0.0/12' } }, { ipBlock: { cidr: '192.0.0.0/8' } }], ports: [{ port: 1 }] },
        ],
      }),
    ],
    [
      ['web → db 1', 'allowed'],
      ['web → db 2', 'depends'],
    ],
  ],
  [
    'IPB-5 families are separate',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '::/0' } }] }] })],
    [
      ['web → db 1', 'denied'],
      ['web → 2001:db8::1 1', 'allowed'],
      ['web → 8.8.8.8 1', 'denied'],
    ],
  ],
  [
    'IPB-5 IPv4-mapped blocks',
    [egress({ egress: [{ to: [{ ipBlock: { cidr: '::ffff:8.0.0.0/104' } }] }] })],
    [['web → 8.8.8.8 1', 'allowed']],
  ],
  [
    'POR-1 TCP by default',
    [ports({ port: 53 })],
    [
      ['web → db 53', 'allowed'],
      ['web → db 53/UDP', 'denied'],
    ],
  ],
  [
    'POR-2 protocol without port',
    [ports({ protocol: 'UDP' })],
    [
      ['web → db 65535/UDP', 'allowed'],
      ['web → db 1', 'denied'],
    ],
  ],
  [
    'POR-2 {}',
    [ports({})],
    [
      ['web → db 65535', 'allowed'],
      ['web → db 1/UDP', 'denied'],
    ],
  ],
  [
    'POR-3 endPort',
    [ports({ port: 10, endPort: 12 })],
    [
      ['web → db 10', 'allowed'],
      ['web → db 12', 'allowed'],
      ['web → db 13', 'denied'],
      ['web → db 9', 'denied'],
    ],
  ],
  [
    'POR-4 named, all that fit',
    [ports({ port: 'sql' })],
    [
      ['web → db 5432', 'allowed'],
      ['web → db 5434', 'allowed'],
      ['web → db 5433', 'denied'],
    ],
  ],
  [
    'POR-4 named, protocol too',
    [ports({ port: 'dns' })],
    [
      ['web → db 53', 'denied'],
      ['web → db 53/UDP', 'denied'],
    ],
  ],
  [
    'POR-4 named, on the destination for egress',
    [egress({ egress: [{ ports: [{ port: 'sql' }] }] })],
    [
      ['web → db 5432', 'allowed'],
      ['web → b/web 5432', 'denied'],
    ],
  ],
  ['POR-5 never outside', [egress({ egress: [{ ports: [{ port: 'sql' }] }] })], [['web → 8.8.8.8 5432', 'denied']]],
  [
    'POR-5 ingress from a block',
    [onDb({ ingress: [{ from: [{ ipBlock: { cidr: '8.0.0.0/8' } }], ports: [{ port: 'sql' }] }] })],
    [
      ['8.8.8.8 → db 5432', 'allowed'],
      ['9.9.9.9 → db 5432', 'denied'],
    ],
  ],
  [
    'END-6 a pod to itself',
    [{ name: 'p', namespace: 'a', policyTypes: ['Ingress', 'Egress'] }],
    [
      ['db → db 1', 'allowed'],
      ['db → web 1', 'denied'],
    ],
  ],
]

describe('evaluate', () => {
  it.each(table)('[%s]', (_, policies, asked) => {
    expect(asked.map(([question]) => [question, answer({ namespaces, workloads, policies }, question)])).toEqual(asked)
  })

  it('[END-6] does not take pods of one controller for the same pod', () => {
    const note = {
      workloads: [{ id: 'a/Deployment/web', pods: [{}] }],
      policies: [{ name: 'p', namespace: 'a' }],
    }
    expect(answer(note, 'web → web 1')).toBe('denied')
  })

  it('[END-2c] depends on label values nobody knows, of peers and of subjects', () => {
    const hashed = [
      { id: 'a/web', unknown: ['hash'] },
      { id: 'a/db', labels: { app: 'db' } },
    ]
    const byHash = (operator: 'In' | 'NotIn' | 'Exists') => ({
      podSelector: {
        matchExpressions: [{ key: 'hash', operator, ...(operator === 'Exists' ? {} : { values: ['1'] }) }],
      },
    })
    const peer = (operator: 'In' | 'NotIn' | 'Exists') => [onDb({ ingress: [{ from: [byHash(operator)] }] })]
    expect(answer({ workloads: hashed, policies: peer('In') }, 'web → db 1')).toBe('depends')
    expect(answer({ workloads: hashed, policies: peer('NotIn') }, 'web → db 1')).toBe('depends')
    expect(answer({ workloads: hashed, policies: peer('Exists') }, 'web → db 1')).toBe('allowed')
    const subject = { name: 's', namespace: 'a', ...byHash('In') }
    expect(answer({ workloads: hashed, policies: [subject] }, 'db → web 1')).toBe('depends')
    expect(
      answer({ workloads: hashed, policies: [{ ...subject, ingress: [{ ports: [{ port: 1 }] }] }] }, 'db → web 1'),
    ).toBe('allowed')
    expect(answer({ workloads: hashed, policies: [subject, { name: 'd', namespace: 'a' }] }, 'db → web 1')).toBe(
      'denied',
    )
  })

  it('[END-5] judges pods on the host network by blocks only', () => {
    const note = (from: NonNullable<NonNullable<PolicyNote['ingress']>[number]['from']>): ClusterNote => ({
      workloads: [
        { id: 'a/agent', host: true, ips: ['192.168.0.5'], node: 'n1', labels: { app: 'web' } },
        { id: 'a/near', labels: { app: 'db' }, node: 'n1' },
        { id: 'a/far', labels: { app: 'db' }, node: 'n2' },
        { id: 'a/lost', labels: { app: 'db' } },
      ],
      policies: [
        onDb({ ingress: [{ from }] }),
        { name: 'host', namespace: 'a', podSelector: { matchLabels: { app: 'web' } } },
      ],
    })
    const bySelector = note([fromWeb, { namespaceSelector: {} }])
    expect(answer(bySelector, 'agent → near 1')).toBe('allowed')
    expect(answer(bySelector, 'agent → far 1')).toBe('denied')
    expect(answer(bySelector, 'agent → lost 1')).toBe('denied')
    expect(answer(bySelector, 'far → agent 1')).toBe('allowed')
    const byBlock = note([{ ipBlock: { cidr: '192.168.0.0/24' } }])
    expect(answer(byBlock, 'agent → far 1')).toBe('allowed')
    expect(answer(byBlock, 'agent → far 1', { cni: 'cilium', implied: false })).toBe('denied')
    expect(answer(note([]), 'agent → far 1', { cni: 'cilium', implied: false })).toBe('allowed')
  })

  it('[IPB-3] matches blocks against pods upstream, and not under cilium', () => {
    const note = {
      workloads: [
        { id: 'a/web', labels: { app: 'web' }, ips: ['10.0.0.1'] },
        { id: 'a/db', ips: ['10.0.0.2'] },
      ],
      policies: [egress({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })],
    }
    expect(answer(note, 'web → db 1')).toBe('allowed')
    expect(answer(note, 'web → db 1', { cni: 'cilium', implied: false })).toBe('denied')
    expect(answer(note, 'web → 10.9.9.9 1', { cni: 'cilium', implied: false })).toBe('allowed')
  })

  it('[IPB-4] looks for pods of unknown address in the ranges given', () => {
    const note = {
      workloads,
      policies: [egress({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })],
    }
    const within = (cidr: string): EngineSettings => {
      const reading = readCidr(cidr)
      return { ...UPSTREAM, podRanges: toAddressSet(reading.kind === 'cidr' ? [reading.range] : []) }
    }
    expect(answer(note, 'web → db 1', within('10.244.0.0/16'))).toBe('allowed')
    expect(answer(note, 'web → db 1', within('100.64.0.0/10'))).toBe('denied')
    expect(answer(note, 'web → db 1', within('10.0.0.0/7'))).toBe('depends')
    expect(answer(note, 'web → db 1', { ...UPSTREAM, podRanges: 'any' })).toBe('depends')
    const everywhere = { workloads, policies: [egress({ egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })] }
    expect(answer(everywhere, 'web → db 1', { ...UPSTREAM, podRanges: 'any' })).toBe('allowed')
    expect(answer({ ...everywhere, families: [4, 6] }, 'web → db 1')).toBe('depends')
    expect(answer({ ...everywhere, families: [6] }, 'web → db 1')).toBe('denied')
  })

  it('[IPB-6] judges a pair in the families both ends have', () => {
    const dual = { id: 'a/dual', ips: ['10.0.0.1', 'fd00::1'] }
    const four = { id: 'a/four', ips: ['10.0.0.2'] }
    const six = { id: 'a/six', ips: ['fd00::2'] }
    const web = { id: 'a/web', labels: { app: 'web' }, ips: ['10.0.0.3', 'fd00::3'] }
    const note = {
      workloads: [dual, four, six, web],
      policies: [egress({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })],
    }
    expect(answer(note, 'web → dual 1')).toBe('depends')
    expect(answer(note, 'web → four 1')).toBe('allowed')
    expect(answer(note, 'web → six 1')).toBe('denied')
    const crossed = {
      workloads: [web, { ...dual, labels: { app: 'db' } }],
      policies: [...note.policies, onDb({ ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/8' } }] }] })],
    }
    expect(answer(crossed, 'web → dual 1')).toBe('denied')
  })

  it('[CNI-1] allows everything under flannel', () => {
    const note = { workloads, policies: [{ name: 'p', namespace: 'a' }] }
    expect(answer(note, 'web → db 1', { cni: 'flannel', implied: false })).toBe('allowed')
  })
})
