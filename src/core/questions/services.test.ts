import { describe, expect, it } from 'vitest'
import type { ClusterNote, PolicyNote } from '../engine/cluster.testing.ts'
import type { ServiceNote } from '../engine/services.testing.ts'
import { describeNotes, describeParts, doubtOf, prepareNotes, replyTo } from './questions.testing.ts'

const WEB = { id: 'shop/Deployment/web', labels: { app: 'web' } }
const POD = (name: string, ip: string, ports: readonly string[] = [], labels = {}) => ({
  name,
  ips: [ip],
  ports,
  labels: { app: 'db', ...labels },
})
const admit = (port: number | string): PolicyNote => ({
  name: 'db',
  namespace: 'shop',
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port }] }],
})

/** The web pods ask a Service of pods called db. */
function through(service: Partial<ServiceNote>, db: ClusterNote['workloads'], more: ClusterNote = {}, port = 80) {
  const services = [{ id: 'shop/db', selector: { app: 'db' }, ...service }]
  const prepared = prepareNotes({ ...more, services, workloads: [WEB, ...(db ?? [])] })
  return replyTo(prepared, 'shop/web', 'svc/db', { port })
}

describe('[END-7] a question put to a Service port', () => {
  const one = { id: 'shop/db', labels: { app: 'db' }, ips: ['10.1.0.7'], ports: ['pg:5432', 'pg:53/UDP', 'pg:6432'] }

  it.each([
    ['80', 80],
    ['80>5432', 5432],
    ['80>pg', 5432],
  ])('with port %s is judged on the pod at %i', (port, judged) => {
    const reply = through({ ports: [port] }, [one], { policies: [admit(judged)] })
    expect(describeParts(reply)).toEqual([`allowed shop/deployment/web → shop/pod/db:${judged}`])
    expect(reply.through).toMatchObject({
      namespace: 'shop',
      name: 'db',
      backends: [{ id: 'shop/pod/db', port: judged }],
    })
    const other = through({ ports: [port] }, [one], { policies: [admit(judged + 1)] })
    expect(other.answer).toBe('denied')
  })

  it('looks names up by protocol, the first that fits', () => {
    const prepared = prepareNotes({
      workloads: [WEB, one],
      services: [{ id: 'shop/db', selector: { app: 'db' }, ports: ['53>pg/UDP'] }],
    })
    const reply = replyTo(prepared, 'shop/web', 'db', { port: 53, protocol: 'UDP' })
    expect(describeParts(reply)).toEqual(['allowed shop/deployment/web → shop/pod/db:53'])
  })

  it('goes to each pod at its own number of a name, and not to pods that lack it', () => {
    const pods = [POD('a', '10.1.0.1', ['pg:5432']), POD('b', '10.1.0.2', ['pg:6432']), POD('c', '10.1.0.3')]
    const reply = through({ ports: ['80>pg'] }, [{ id: 'shop/Deployment/db', pods }], { policies: [admit(5432)] })
    expect(describeParts(reply)).toEqual([
      'allowed shop/deployment/web → shop/deployment/db:5432',
      'denied shop/deployment/web → shop/deployment/db:6432',
    ])
    expect(reply.answer).toBe('depends')
  })

  it('gives parts of a workload their own verdicts', () => {
    const pods = [POD('a', '10.1.0.1', [], { tier: 'x' }), POD('b', '10.1.0.2', [], { tier: 'y' })]
    const policy: PolicyNote = { name: 'y', namespace: 'shop', podSelector: { matchLabels: { tier: 'y' } } }
    const reply = through({ ports: ['80'] }, [{ id: 'shop/Deployment/db', pods }], { policies: [policy] })
    expect(describeParts(reply)).toEqual([
      'allowed shop/deployment/web → shop/deployment/db#a:80',
      'denied shop/deployment/web → shop/deployment/db#b:80',
    ])
  })

  it('selects in its own namespace only, by all its labels', () => {
    const others = [
      { id: 'other/db', labels: { app: 'db', tier: 'x' } },
      { id: 'shop/half', labels: { app: 'db' } },
      { id: 'shop/full', labels: { app: 'db', tier: 'x' } },
    ]
    const reply = through({ ports: ['80'], selector: { app: 'db', tier: 'x' } }, others)
    expect(describeParts(reply)).toEqual(['allowed shop/deployment/web → shop/pod/full:80'])
  })

  it('depends on labels whose values are not known yet', () => {
    const db = { id: 'shop/Deployment/db', labels: { app: 'db' }, unknown: ['hash'], expected: true }
    const reply = through({ ports: ['80'], selector: { app: 'db', hash: '1' } }, [db])
    expect(describeParts(reply)).toEqual(['depends shop/deployment/web → shop/deployment/db:80'])
    expect(doubtOf(reply.parts[0])).toContain('END-2c')
  })

  it('headless: judges the asked port as it is', () => {
    const reply = through({ headless: true, ports: ['80>5432'] }, [one], {}, 81)
    expect(describeParts(reply)).toEqual(['allowed shop/deployment/web → shop/pod/db:81'])
    expect(reply.through?.isHeadless).toBe(true)
  })

  it('through the address of the Service or of its load balancer is the same question', () => {
    const prepared = prepareNotes({
      workloads: [WEB, one],
      services: [{ id: 'shop/db', selector: { app: 'db' }, ports: ['80>5432'], ips: ['10.96.0.9', '203.0.113.5'] }],
    })
    for (const address of ['10.96.0.9:80', '203.0.113.5:80'])
      expect(replyTo(prepared, 'shop/web', address)).toMatchObject({ to: 'Service shop/db', parts: [{ port: 5432 }] })
  })
})

describe('[END-7] a Service without selector', () => {
  const none = { selector: undefined } as unknown as Partial<ServiceNote>
  const slices = [{ service: 'shop/db', ips: ['10.1.0.7', '192.0.2.9'], ports: [':5432', 'other:1'] }]
  const db = [{ id: 'shop/db', labels: { app: 'db' }, ips: ['10.1.0.7'] }]

  it('goes to the addresses and ports of its EndpointSlices: known pods, and addresses outside', () => {
    const reply = through({ ...none, ports: ['80'] }, db, { slices })
    expect(describeParts(reply)).toEqual([
      'allowed shop/deployment/web → shop/pod/db:5432',
      'allowed shop/deployment/web → outside/0.0.0.0-255.255.255.255:5432',
    ])
  })

  it('matches ports by the name of the Service port', () => {
    const reply = through({ ...none, ports: ['other:80'] }, db, { slices })
    expect(reply.through?.backends.map(({ port }) => port)).toEqual([1, 1])
    const open = through({ ...none, ports: ['80>7'] }, db, {
      slices: [{ service: 'shop/db', ips: ['10.1.0.7'], ports: [':'] }],
    })
    expect(open.through?.backends).toEqual([{ id: 'shop/pod/db', port: 7 }])
  })

  it('depends when nothing says where it goes', () => {
    const reply = through({ ...none, ports: ['80'] }, db)
    expect(describeParts(reply)).toEqual(['depends shop/deployment/web → Service shop/db'])
    expect(doubtOf(reply.parts[0])).toBe(
      'END-7 Service shop/db has no selector, and no EndpointSlice or Endpoints of it is known',
    )
  })
})

describe('[END-7] an ExternalName', () => {
  const alias = (externalName: string) =>
    through({ id: 'shop/db', externalName }, [{ id: 'shop/pg', labels: { app: 'pg' }, ips: ['10.1.0.9'] }], {
      policies: [
        {
          name: 'out',
          namespace: 'shop',
          podSelector: { matchLabels: { app: 'web' } },
          egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
        },
      ],
    })

  it('is an outside name: it depends, with what it would be at each address', () => {
    const reply = alias('db.example.com')
    expect([reply.answer, describeParts(reply)]).toEqual(['depends', ['depends shop/deployment/web → db.example.com']])
    expect(doubtOf(reply.parts[0])).toMatch(/internet is denied, 192\.0\.2\.0\/24 is allowed/)
    expect(describeNotes(reply)).toContain('END-7 Service shop/db is another name for db.example.com')
  })

  it('for a name of the cluster leads on there, and never round in circles', () => {
    const note: ClusterNote = {
      workloads: [WEB, { id: 'data/pg', labels: { app: 'pg' } }],
      services: [
        { id: 'shop/db', externalName: 'pg.data.svc.cluster.local' },
        { id: 'data/pg', selector: { app: 'pg' }, ports: ['80>5432'] },
        { id: 'shop/a', externalName: 'b.shop.svc.cluster.local' },
        { id: 'shop/b', externalName: 'a.shop.svc.cluster.local' },
        { id: 'shop/gone', externalName: 'gone.data.svc.cluster.local' },
      ],
    }
    const parts = (name: string) => describeParts(replyTo(prepareNotes(note), 'shop/web', name, { port: 80 }))
    expect(parts('db')).toEqual(['allowed shop/deployment/web → data/pod/pg:5432'])
    expect(parts('a')).toEqual(['depends shop/deployment/web → Service shop/b'])
    expect(parts('gone')).toEqual(['depends shop/deployment/web → Service shop/gone'])
  })
})

describe('[END-7] the asking pod itself behind the Service', () => {
  const service = { selector: { app: 'web' }, ports: ['80'] }
  const parts = (web: NonNullable<ClusterNote['workloads']>[number], from: string) => {
    const prepared = prepareNotes({ workloads: [web], services: [{ id: 'shop/web', ...service }] })
    return describeParts(replyTo(prepared, from, 'svc/web', { port: 80 }))
  }
  const pods = [
    { name: 'web-a', labels: { app: 'web' }, ips: ['10.1.0.1'] },
    { name: 'web-b', labels: { app: 'web' }, ips: ['10.1.0.2'] },
  ]

  it('depends; other pods of its workload are judged', () => {
    const both = [
      'allowed shop/deployment/web → shop/deployment/web:80',
      'depends shop/deployment/web → shop/deployment/web',
    ]
    expect(parts({ id: 'shop/Deployment/web', pods }, 'shop/web')).toEqual(both)
    expect(parts({ id: 'shop/Deployment/web', pods }, 'web-a')).toEqual(both)
    expect(parts({ id: 'shop/Deployment/web', labels: { app: 'web' }, expected: true }, 'shop/web')).toEqual(both)
  })

  it('is the only backend of a lone pod', () => {
    expect(parts({ id: 'shop/web', labels: { app: 'web' } }, 'shop/web')).toEqual([
      'depends shop/pod/web → shop/pod/web',
    ])
    expect(parts({ id: 'shop/Deployment/web', pods: pods.slice(0, 1) }, 'shop/web')).toEqual([
      'depends shop/deployment/web → shop/deployment/web',
    ])
  })

  it('is not, when another pod was named', () => {
    const mixed = [...pods.slice(0, 1), { name: 'web-c', labels: { app: 'else' }, ips: ['10.1.0.3'] }]
    expect(parts({ id: 'shop/Deployment/web', pods: mixed }, 'web-c')).toEqual([
      'allowed shop/deployment/web → shop/deployment/web:80',
    ])
  })
})

describe('[QUE-5] nobody behind a Service', () => {
  it('has no such port', () => {
    const reply = through({ ports: ['80>8080', '53/UDP'] }, [{ id: 'shop/db', labels: { app: 'db' } }], {}, 8080)
    expect(describeParts(reply)).toEqual(['depends shop/deployment/web → Service shop/db'])
    expect(doubtOf(reply.parts[0])).toBe(
      'QUE-5 Service shop/db has no port 8080/TCP (it has 80/TCP, 53/UDP): connections are refused or time out, whatever policies say',
    )
  })

  it('has no pods', () => {
    expect(doubtOf(through({ ports: ['80'] }, []).parts[0])).toBe(
      'QUE-5 Service shop/db has no backends: connections are refused or time out, whatever policies say',
    )
  })

  it('has pods of which none declares the named port', () => {
    const reply = through({ ports: ['80>http'] }, [{ id: 'shop/db', labels: { app: 'db' }, ports: ['http:80/UDP'] }])
    expect(doubtOf(reply.parts[0])).toContain('no pod it selects declares a TCP port named http')
  })
})

describe('[END-7] what is said, not evaluated', () => {
  const prepared = prepareNotes({
    workloads: [WEB, { id: 'shop/db', labels: { app: 'db' } }],
    services: [{ id: 'shop/db', type: 'NodePort', selector: { app: 'db' }, ports: ['80@30080'] }],
    nodeAddresses: { n1: ['192.168.0.4'] },
  })

  it('the NodePort at a node depends', () => {
    const reply = replyTo(prepared, 'shop/web', '192.168.0.4:30080')
    expect(reply.answer).toBe('depends')
    expect(doubtOf(reply.parts[0])).toContain('is the NodePort of Service shop/db')
    expect(doubtOf(reply.parts[0])).toContain('ask shop/svc/db')
  })

  it('a node is named, with what may happen there', () => {
    const reply = replyTo(prepared, 'shop/web', '192.168.0.4:22')
    expect([reply.answer, describeNotes(reply)]).toEqual([
      'allowed',
      ['END-7 192.168.0.4 is node n1: a hostPort or NodePort there would lead on to pods, which is not evaluated'],
    ])
  })
})

describe('[IPB-7] sources outside that enter through a Service', () => {
  const block = (cidr: string): PolicyNote => ({
    name: 'db',
    namespace: 'shop',
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ ipBlock: { cidr } }], ports: [{ port: 5432 }] }],
  })
  const enter = (service: Partial<ServiceNote>, policy: PolicyNote, from: string, to = 'shop/svc/db', port = 80) => {
    const services = [{ id: 'shop/db', selector: { app: 'db' }, ports: ['80>5432'], ...service }]
    const prepared = prepareNotes({
      policies: [policy],
      services,
      workloads: [{ id: 'shop/db', labels: { app: 'db' } }],
    })
    return replyTo(prepared, from, to, { port })
  }

  it.each(['NodePort', 'LoadBalancer'])(
    '%s: a block smaller than everything depends, also when it does not hold the source',
    (type) => {
      for (const from of ['192.0.2.9', '203.0.113.1']) {
        const reply = enter({ type }, block('192.0.2.0/24'), from)
        expect(reply.answer).toBe('depends')
        expect(doubtOf(reply.parts[0])).toContain("may see a node's address instead of the client's")
      }
    },
  )

  it('everything is no smaller block, and a closed port stays closed', () => {
    expect(enter({ type: 'NodePort' }, block('0.0.0.0/0'), '192.0.2.9').answer).toBe('allowed')
    expect(enter({ type: 'NodePort', ports: ['80'] }, block('192.0.2.0/24'), '192.0.2.9').answer).toBe('denied')
  })

  it('externalTrafficPolicy: Local and plain Services keep the source', () => {
    expect(enter({ type: 'NodePort', local: true }, block('192.0.2.0/24'), '192.0.2.9').answer).toBe('allowed')
    expect(enter({}, block('192.0.2.0/24'), '203.0.113.1').answer).toBe('denied')
  })

  it('is a note when the question names the workload', () => {
    const reply = enter({ type: 'LoadBalancer' }, block('192.0.2.0/24'), '192.0.2.9', 'shop/db', 5432)
    expect([reply.answer, describeNotes(reply)]).toEqual([
      'allowed',
      [
        "IPB-7 Service shop/db is of type LoadBalancer without externalTrafficPolicy: Local, so the pods may see a node's address instead of the client's",
      ],
    ])
    expect(describeNotes(enter({ type: 'LoadBalancer' }, block('0.0.0.0/0'), '192.0.2.9', 'shop/db', 5432))).toEqual([])
  })
})
