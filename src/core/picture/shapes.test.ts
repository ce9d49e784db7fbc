import { describe, expect, it } from 'vitest'
import { prepare } from '../engine/prepare.ts'
import { buildCluster } from '../inventory/build-cluster.ts'
import { readDocument } from '../manifest/read-document.ts'
import { buildPicture } from './build-picture.ts'
import { edgesForParts } from './edges-for-parts.ts'
import { deployment, edgesInWords, manifests, namespace, pictureOf, policy } from './picture.testing.ts'
import type { Picture, WorkloadNode } from './picture.ts'

/** Two namespaces with a web and an api each; nothing isolates anything yet. */
const CLUSTER = manifests(
  namespace('shop', 'team: shop'),
  namespace('ops', 'team: ops'),
  deployment('shop', 'web', ['8080:http']),
  deployment('shop', 'api', ['9000:http', '9100:metrics']),
  deployment('ops', 'web', ['8080:http']),
  deployment('ops', 'prober', []),
)

function shape(...policies: readonly string[]): Picture {
  return pictureOf(manifests(CLUSTER, ...policies))
}

function card(picture: Picture, id: string): WorkloadNode {
  const found = picture.nodes.find((node) => node.id === id)
  if (found?.kind !== 'workload') throw new Error(`no card ${id}`)
  return found
}

const API = 'podSelector: { matchLabels: { app: api } }'

describe('the shapes other tools get wrong', () => {
  it('[V1] draws both selectors in one peer as AND, two peers as OR', () => {
    const both = shape(
      policy(
        'shop',
        'one',
        `{ ${API}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: web } } }] }] }`,
      ),
    )
    expect(edgesInWords(both)).toEqual(['web -> api on every port'])
    expect(both.edges[0]?.from).toBe('ops/deployment/web')
    const either = shape(
      policy(
        'shop',
        'two',
        `{ ${API}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: web } } }] }] }`,
      ),
    )
    expect(edgesInWords(either)).toEqual(['[ops] -> api on every port', 'web -> api on every port'])
    expect(either.edges.find(({ from }) => from.endsWith('web'))?.from).toBe('shop/deployment/web')
  })

  it('[V2] draws a selector of matchExpressions only as what it matches, not as all pods', () => {
    const picture = shape(
      policy(
        'shop',
        'p',
        `{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [api] }] }, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [api] }] } }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual(['web -> api on every port'])
    expect(card(picture, 'shop/deployment/web').isolation.ingress).toBe('open')
  })

  it('[V3] draws endPort as a range', () => {
    const picture = shape(
      policy(
        'shop',
        'p',
        `{ ${API}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9000, endPort: 9099 }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual(['web -> api on 9000-9099'])
  })

  it('[V4] isolates for ingress when policyTypes is left out, for egress only when there are egress rules', () => {
    const without = shape(policy('shop', 'p', `{ ${API} }`))
    expect(card(without, 'shop/deployment/api').isolation).toEqual({ ingress: 'admits-nothing', egress: 'open' })
    const withRules = shape(policy('shop', 'p', `{ ${API}, egress: [{}] }`))
    expect(card(withRules, 'shop/deployment/api').isolation).toEqual({ ingress: 'admits-nothing', egress: 'isolated' })
    expect(edgesInWords(withRules)).toEqual(['api -> anyone on every port'])
  })

  it('[V5] draws nothing for `ingress: []` or none, and anyone for `ingress: [{}]`', () => {
    expect(edgesInWords(shape(policy('shop', 'p', `{ ${API}, policyTypes: [Ingress], ingress: [] }`)))).toEqual([])
    expect(edgesInWords(shape(policy('shop', 'p', `{ ${API}, policyTypes: [Ingress] }`)))).toEqual([])
    const all = shape(policy('shop', 'p', `{ ${API}, policyTypes: [Ingress], ingress: [{}] }`))
    expect(edgesInWords(all)).toEqual(['anyone -> api on every port'])
  })

  it('[V6] leaves a direction that policyTypes does not name open', () => {
    const picture = shape(policy('shop', 'p', `{ ${API}, policyTypes: [Egress], egress: [] }`))
    expect(card(picture, 'shop/deployment/api').isolation).toEqual({ ingress: 'open', egress: 'admits-nothing' })
  })

  it('[V7] draws `podSelector: {}` as the frame: every pod of the namespace', () => {
    const picture = shape(policy('shop', 'p', `{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }`))
    expect(edgesInWords(picture)).toEqual(['[shop] -> [shop] on every port'])
    expect(card(picture, 'shop/deployment/web').isolation.ingress).toBe('isolated')
    expect(card(picture, 'ops/deployment/web').isolation.ingress).toBe('open')
  })

  it('[V8] tells an absent namespaceSelector (own namespace) from an empty one (all namespaces)', () => {
    const own = shape(policy('shop', 'p', `{ ${API}, ingress: [{ from: [{ podSelector: {} }] }] }`))
    expect(edgesInWords(own)).toEqual(['[shop] -> api on every port'])
    const all = shape(policy('shop', 'p', `{ ${API}, ingress: [{ from: [{ namespaceSelector: {} }] }] }`))
    expect(edgesInWords(all)).toEqual(['any pod -> api on every port'])
  })

  it('[V9] keeps the ports of each rule with its own peers', () => {
    const picture = shape(
      policy(
        'shop',
        'p',
        `{ ${API}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9000 }] }, { from: [{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: prober } } }], ports: [{ port: 9100 }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual(['prober -> api on 9100', 'web -> api on 9000'])
  })

  it('[V10] draws fully open and fully closed policies', () => {
    const closed = shape(policy('shop', 'deny', `{ podSelector: {}, policyTypes: [Ingress, Egress] }`))
    expect(card(closed, 'shop/deployment/web').isolation).toEqual({
      ingress: 'admits-nothing',
      egress: 'admits-nothing',
    })
    expect(closed.nodes.find(({ id }) => id === 'namespace:shop')).toMatchObject({
      subtitle: '1 policy · default deny',
    })
    const open = shape(
      policy('shop', 'allow', `{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }`),
    )
    expect(edgesInWords(open)).toEqual(['[shop] -> anyone on every port', 'anyone -> [shop] on every port'])
  })

  it('[V11] draws `from: []` and no `from` as anyone, inside and outside', () => {
    for (const rule of ['{ from: [], ports: [{ port: 9000 }] }', '{ ports: [{ port: 9000 }] }']) {
      const picture = shape(policy('shop', 'p', `{ ${API}, ingress: [${rule}] }`))
      expect(edgesInWords(picture)).toEqual(['anyone -> api on 9000'])
      const anyone = picture.nodes.find(({ kind }) => kind === 'outside')
      expect(anyone).toMatchObject({ role: 'anyone' })
      expect(anyone?.kind === 'outside' && anyone.endpoints.some((id) => id.startsWith('outside/'))).toBe(true)
      expect(anyone?.kind === 'outside' && anyone.endpoints.includes('ops/deployment/web')).toBe(true)
    }
  })

  it('[V12] draws ports without peers as those ports from anyone', () => {
    const picture = shape(
      policy('shop', 'p', `{ ${API}, ingress: [{ ports: [{ port: metrics }, { protocol: UDP, port: 53 }] }] }`),
    )
    expect(edgesInWords(picture)).toEqual(['anyone -> api on 53 UDP, 9100'])
  })

  it('[V13] never widens a port that nothing declares to all ports', () => {
    const picture = shape(
      policy(
        'shop',
        'p',
        `{ ${API}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: nothing-like-it }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual([])
  })

  it('[V14] keeps the last good form of a broken policy, marked stale, and never makes one of broken text', () => {
    const good = policy('shop', 'p', `{ ${API}, ingress: [{ from: [{ podSelector: {} }] }] }`)
    const before = readDocument([
      { name: 'p.yaml', text: good },
      { name: 'c.yaml', text: CLUSTER },
    ])
    const broken = [
      { name: 'p.yaml', text: `${good}  {` },
      { name: 'c.yaml', text: CLUSTER },
    ]
    const pictureAfter = (reading: ReturnType<typeof readDocument>) =>
      buildPicture(
        prepare(
          buildCluster(reading.files.flatMap(({ items }) => items.flatMap(({ resources }) => resources))).cluster,
          { cni: 'upstream', implied: true },
        ),
        { folds: {} },
      )
    const kept = pictureAfter(readDocument(broken, before))
    expect(kept.edges.map(({ stale }) => stale)).toEqual([true])
    expect(kept.edges[0]?.accessibleName).toMatch(/, stale, not in force$/)
    expect(kept.nodes.find(({ id }) => id === 'namespace:shop')).toMatchObject({
      stale: true,
      subtitle: '1 policy · 1 not in force',
    })
    expect(pictureAfter(readDocument(broken)).edges).toEqual([])
  })

  it('[V15] draws policies of one name in two namespaces as two', () => {
    const spec = `{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }`
    const picture = shape(policy('shop', 'same', spec), policy('ops', 'same', spec))
    expect(edgesInWords(picture)).toEqual(['[ops] -> [ops] on every port', '[shop] -> [shop] on every port'])
  })

  it('[V16] draws a flow that one end blocks as a half edge that names the blocking end', () => {
    const admit = policy(
      'shop',
      'in',
      `{ ${API}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 9000 }] }] }`,
    )
    const deny = policy('shop', 'out', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }`)
    const blocked = shape(admit, deny)
    expect(edgesInWords(blocked)).toEqual(['web -> api on 9000: admitted here, blocked at web (egress)'])
    expect(blocked.edges[0]?.half?.admittedBy).toBe('target')
    const reverse = shape(
      policy(
        'shop',
        'out',
        `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ${API} }] }] }`,
      ),
      policy('shop', 'in', `{ ${API}, ingress: [] }`),
    )
    expect(edgesInWords(reverse)).toEqual(['web -> api on every port: admitted here, blocked at api (ingress)'])
    expect(reverse.edges[0]?.half?.admittedBy).toBe('source')
  })

  it('[V17] draws nothing for rules of a direction that policyTypes does not name', () => {
    const picture = shape(policy('shop', 'p', `{ ${API}, policyTypes: [Ingress], ingress: [], egress: [{}] }`))
    expect(edgesInWords(picture)).toEqual([])
    expect(card(picture, 'shop/deployment/api').isolation.egress).toBe('open')
  })

  it('[V18] makes no rule without peers of a misspelt `from`', () => {
    const picture = shape(policy('shop', 'p', `{ ${API}, ingress: [{ form: [{ podSelector: {} }] }] }`))
    expect(edgesInWords(picture)).toEqual([])
    expect(card(picture, 'shop/deployment/api').isolation.ingress).toBe('open')
  })
})

describe('edges', () => {
  const web = '{ podSelector: { matchLabels: { app: web } } }'

  it('merges the rules of both ends into one edge, which a caret in either finds', () => {
    const picture = shape(
      policy('shop', 'in', `{ ${API}, ingress: [{ from: [${web}], ports: [{ port: 9000 }] }] }`),
      policy(
        'shop',
        'out',
        `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ ${API} }], ports: [{ port: 9000 }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual(['web -> api on 9000'])
    const [edge] = picture.edges
    expect(edge?.rules).toEqual(['all.yaml#6/spec/ingress/0', 'all.yaml#7/spec/egress/0'])
    expect(edge?.accessibleName).toBe('allowed: web to api on 9000, 2 rules')
    expect(edgesForParts(picture, ['all.yaml#6/spec/ingress/0/from/0', 'all.yaml#6'])).toEqual([edge?.id])
    expect(edgesForParts(picture, ['all.yaml#7'])).toEqual([edge?.id])
    expect(edgesForParts(picture, ['all.yaml#0'])).toEqual([])
  })

  it('keeps the ids of edges when another rule is written before them', () => {
    const admit = policy('shop', 'in', `{ ${API}, ingress: [{ from: [${web}] }] }`)
    const before = shape(admit)
    const after = shape(policy('ops', 'new', `{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }`), admit)
    expect(after.edges.map(({ id }) => id)).toContain(before.edges[0]?.id)
  })

  it('names a card by its isolation and its edges', () => {
    const picture = shape(policy('shop', 'in', `{ ${API}, ingress: [{ from: [${web}] }] }`))
    expect(card(picture, 'shop/deployment/api').accessibleName).toBe('api, isolated for ingress, 1 edge in')
    expect(card(picture, 'shop/deployment/web').accessibleName).toBe('web, open, 1 edge out')
  })

  it('draws a block as its own node, and says which pods it covers too (IPB-3)', () => {
    const block = policy(
      'shop',
      'in',
      `{ ${API}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: 9000 }] }] }`,
    )
    const picture = shape(block)
    expect(edgesInWords(picture)).toEqual(['10.0.0.0/8 except 10.1.0.0/16 -> api on 9000'])
    const node = picture.nodes.find(({ kind }) => kind === 'outside')
    expect(node).toMatchObject({ role: 'block', detail: '10.0.0.0/8 except 10.1.0.0/16' })
    expect(node?.kind === 'outside' && node.notes).toEqual(['may cover 4 pods: which addresses do pods have?'])
  })

  it('calls a block by the name people know, and says which it is', () => {
    const picture = pictureOf(
      manifests(
        namespace('shop'),
        deployment('shop', 'web'),
        policy(
          'shop',
          'lock',
          '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 169.254.169.254/32 } }] }] }',
        ),
      ),
    )
    const block = picture.nodes.find((node) => node.kind === 'outside' && node.role === 'block')
    expect(block).toMatchObject({ title: 'metadata address 169.254.169.254', detail: '169.254.169.254/32' })
  })

  it('draws 0.0.0.0/0 as the internet, once', () => {
    const picture = shape(
      policy(
        'shop',
        'in',
        `{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }] }] }`,
      ),
    )
    expect(edgesInWords(picture)).toEqual(['internet -> [shop] on every port'])
  })

  it('shares one group node among rules with equal selectors', () => {
    const teams = manifests(
      ...['a', 'b', 'c'].map((name) => namespace(name, 'env: prod')),
      namespace('d', 'env: test'),
      ...['a', 'b', 'c', 'd'].map((name) => deployment(name, 'app')),
      deployment('d', 'other'),
    )
    const rule = (app: string) =>
      `{ podSelector: { matchLabels: { app: ${app} } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { env: prod } } }] }] }`
    const picture = pictureOf(manifests(teams, policy('d', 'one', rule('app')), policy('d', 'two', rule('other'))))
    expect(edgesInWords(picture)).toEqual([
      'namespaces env=prod · 3 -> app on every port',
      'namespaces env=prod · 3 -> other on every port',
    ])
    expect(picture.nodes.filter(({ kind }) => kind === 'group')).toHaveLength(1)
  })

  it('excepts from a shared group what its own end blocks, and says so in words and in a stub', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const ingress = '[{ from: [{ namespaceSelector: { matchLabels: { env: prod } } }], ports: [{ port: 80 }] }]'
    const rule = (app: string) => `{ podSelector: { matchLabels: { app: ${app} } }, ingress: ${ingress} }`
    const picture = pictureOf(
      manifests(
        namespace('one', 'env: prod'),
        namespace('two', 'env: prod'),
        namespace('shop'),
        ...names.map((name) => deployment('one', name)),
        deployment('two', 'other'),
        deployment('shop', 'web'),
        deployment('shop', 'api'),
        policy('one', 'deaf', '{ podSelector: { matchLabels: { app: a } }, policyTypes: [Egress] }'),
        policy('shop', 'web', rule('web')),
        policy('shop', 'api', rule('api')),
      ),
      { implied: false },
    )
    expect(picture.nodes.filter(({ kind }) => kind === 'group')).toHaveLength(1)
    expect(edgesInWords(picture)).toEqual([
      'a -> api on 80: admitted here, blocked at a (egress)',
      'a -> web on 80: admitted here, blocked at a (egress)',
      'namespaces env=prod · 2 -> api on 80, from all but a',
      'namespaces env=prod · 2 -> web on 80, from all but a',
    ])
    const edge = picture.edges.find(({ to, except }) => to.endsWith('web') && except)
    expect(edge?.except?.endpoints).toEqual(['one/deployment/a'])
    expect(edge?.accessibleName).toBe('allowed: namespaces env=prod · 2 to web on 80, from all but a')
  })

  it('[V11] excepts from anyone the few pods that are blocked at their own end', () => {
    const picture = shape(
      policy('shop', 'in', `{ ${API}, ingress: [{ from: [], ports: [{ port: 9000 }] }] }`),
      policy('ops', 'deaf', '{ podSelector: { matchLabels: { app: prober } }, policyTypes: [Egress] }'),
    )
    expect(edgesInWords(picture)).toEqual([
      'anyone -> api on 9000, from all but prober',
      'prober -> api on 9000: admitted here, blocked at prober (egress)',
    ])
  })

  it('draws an implied endpoint for a lone policy (END-8)', () => {
    const picture = pictureOf(
      policy('shop', 'lone', `{ ${API}, ingress: [{ from: [${web}], ports: [{ port: http }] }] }`),
    )
    const titles = picture.nodes.flatMap((node) => (node.kind === 'workload' && node.implied ? node.subtitle : []))
    expect(titles).toContain('implied by selector app=api in policy lone')
    expect(edgesInWords(picture)).toHaveLength(1)
    expect(picture.edges[0]?.label).toBe('http')
  })
})
