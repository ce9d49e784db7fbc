import { expect, test } from './fixtures.ts'
import { policy, TWO_NAMESPACES } from './texts.ts'

// The shapes other tools draw wrong, each pasted into the app and read from the graph by role and name.

interface Shape {
  readonly title: string
  readonly policies: readonly string[]
  /** Whole accessible names. */
  readonly nodes?: readonly string[]
  /** The accessible names of all edges there are. */
  readonly edges: readonly string[]
}

const API = 'podSelector: {matchLabels: {app: api}}'
const DB = 'podSelector: {matchLabels: {app: db}}'
const WEB = '{podSelector: {matchLabels: {app: web}}}'

const SHAPES: readonly Shape[] = [
  {
    title: '[V1] both selectors in one peer: both must match',
    policies: [
      policy(
        'both',
        `{${API}, ingress: [{from: [{namespaceSelector: {matchLabels: {env: prod}}, podSelector: {matchLabels: {app: web}}}]}]}`,
      ),
    ],
    nodes: ['api, isolated for ingress, 1 edge in'],
    edges: ['allowed: client to api on every port'],
  },
  {
    title: '[V1] the same selectors in two peers: one is enough',
    policies: [
      policy('either', `{${API}, ingress: [{from: [{namespaceSelector: {matchLabels: {env: prod}}}, ${WEB}]}]}`),
    ],
    nodes: ['api, isolated for ingress, 2 edges in'],
    edges: ['allowed: web to api on every port', 'allowed: ops to api on every port'],
  },
  {
    title: '[V2] a selector with only matchExpressions is not everything',
    policies: [policy('some', '{podSelector: {matchExpressions: [{key: app, operator: In, values: [api, db]}]}}')],
    nodes: ['web, open', 'api, admits nothing for ingress', 'db, admits nothing for ingress', 'client, open'],
    edges: [],
  },
  {
    title: '[V3] endPort is a range',
    policies: [policy('range', `{${API}, ingress: [{from: [${WEB}], ports: [{port: 8000, endPort: 8010}]}]}`)],
    edges: ['allowed: web to api on 8000-8010'],
  },
  {
    title: '[V4] without policyTypes: Ingress, and Egress when there are egress rules',
    policies: [
      policy('out', `{${API}, egress: [{to: [{${DB}}], ports: [{port: 5432}]}]}`),
      policy('in', '{podSelector: {matchLabels: {app: web}}}'),
    ],
    nodes: [
      'api, admits nothing for ingress, isolated for egress, 1 edge out',
      'web, admits nothing for ingress',
      'db, open, 1 edge in',
    ],
    edges: ['allowed: api to db on 5432'],
  },
  {
    title: '[V5] an empty list of rules is nobody, an empty rule is everybody',
    policies: [policy('none', `{${API}, ingress: []}`), policy('all', `{${DB}, ingress: [{}]}`)],
    nodes: ['api, admits nothing for ingress', 'db, isolated for ingress, 1 edge in'],
    edges: ['allowed: anyone to db on every port'],
  },
  {
    title: '[V6] a direction that is not named is not denied',
    policies: [policy('in', `{${API}, policyTypes: [Ingress]}`)],
    nodes: ['api, admits nothing for ingress', 'db, open'],
    edges: [],
  },
  {
    title: '[V7] an empty podSelector is every pod of the namespace',
    policies: [policy('deny', '{podSelector: {}}')],
    nodes: [
      'web, admits nothing for ingress',
      'api, admits nothing for ingress',
      'db, admits nothing for ingress',
      'client, open',
      'job, open',
    ],
    edges: [],
  },
  {
    title: '[V8] no namespaceSelector is the own namespace',
    policies: [policy('own', `{${API}, ingress: [{from: [{podSelector: {}}]}]}`)],
    edges: ['allowed: shop to api on every port'],
  },
  {
    title: '[V8] an empty namespaceSelector is every namespace',
    policies: [policy('all', `{${API}, ingress: [{from: [{namespaceSelector: {}}]}]}`)],
    edges: ['allowed: any pod to api on every port'],
  },
  {
    title: "[V9] the ports of one rule are not another's",
    policies: [
      policy(
        'two',
        `{${API}, ingress: [{from: [${WEB}], ports: [{port: 8080}]}, {from: [{${DB}}], ports: [{port: 9090}]}]}`,
      ),
    ],
    edges: ['allowed: web to api on 8080', 'allowed: db to api on 9090'],
  },
  {
    title: '[V10] fully open and fully closed are both drawn',
    policies: [
      policy('open', `{${API}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}`),
      policy('closed', `{${DB}, policyTypes: [Ingress, Egress]}`),
    ],
    nodes: [
      'api, isolated for ingress and egress, 2 edges in, 2 edges out',
      'db, admits nothing for ingress and egress, 1 edge in, 1 edge out',
    ],
    edges: [
      'allowed: anyone to api on every port, from all but db',
      'admitted here, blocked at db (egress): db to api on every port',
      'allowed: api to anyone on every port, to all but db',
      'admitted here, blocked at db (ingress): api to db on every port',
    ],
  },
  {
    title: '[V11] an empty from is anyone',
    policies: [policy('anyone', `{${API}, ingress: [{from: []}]}`)],
    edges: ['allowed: anyone to api on every port'],
  },
  {
    title: '[V12] ports without from are those ports from anyone',
    policies: [policy('ports', `{${API}, ingress: [{ports: [{port: http}]}]}`)],
    edges: ['allowed: anyone to api on 8080'],
  },
  {
    title: '[V15] one name in two namespaces is two policies',
    policies: [policy('deny', `{${API}}`), policy('deny', '{podSelector: {matchLabels: {app: job}}}', 'ops')],
    nodes: [
      'namespace shop, 3 workloads, 1 policy',
      'namespace ops, 2 workloads, 1 policy',
      'api, admits nothing for ingress',
      'job, admits nothing for ingress',
    ],
    edges: [],
  },
  {
    title: '[V16] admitted by the target, blocked by the source: the blocking end is named',
    policies: [
      policy('in', `{${API}, ingress: [{from: [${WEB}], ports: [{port: 8080}]}]}`),
      policy('no-egress', '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}'),
    ],
    edges: ['admitted here, blocked at web (egress): web to api on 8080'],
  },
  {
    title: '[V16] admitted by the source, blocked by the target: the blocking end is named',
    policies: [
      policy('out', `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{${API}}]}]}`),
      policy('no-ingress', `{${API}}`),
    ],
    edges: ['admitted here, blocked at api (ingress): web to api on every port'],
  },
  {
    title: '[V17] rules for a direction missing from policyTypes are inert',
    policies: [policy('inert', `{${API}, policyTypes: [Ingress], egress: [{to: [{${DB}}]}]}`)],
    nodes: ['api, admits nothing for ingress'],
    edges: [],
  },
]

for (const { title, policies, nodes = [], edges } of SHAPES)
  test(title, async ({ bulkhead }) => {
    await bulkhead.open()
    await bulkhead.canvas.paste([TWO_NAMESPACES, ...policies].join('---\n'))
    await bulkhead.canvas.expectTitles('web', 'api', 'db', 'client', 'job')
    for (const name of nodes) await expect(bulkhead.canvas.named(name)).toBeVisible()
    await expect.poll(async () => [...(await bulkhead.canvas.edgeNames())].sort()).toEqual([...edges].sort())
  })

test('[V13] a port that cannot be expressed is refused, never widened', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste([TWO_NAMESPACES, policy('deny', `{${API}}`)].join('---\n'))
  await bulkhead.canvas.draw(bulkhead.canvas.node('web'), bulkhead.canvas.node('api'))
  await bulkhead.connect.ports.fill('70000')
  await expect(bulkhead.connect.dialog.getByText('70000 is not a port: ports are 1 to 65535').first()).toBeVisible()
  await expect(bulkhead.connect.allow).toBeDisabled()
})

test('[V17] inert rules are said to be inert', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste(
    [TWO_NAMESPACES, policy('inert', `{${API}, policyTypes: [Ingress], egress: [{to: [{${DB}}]}]}`)].join('---\n'),
  )
  await expect((await bulkhead.openProblems()).problem('ISO-3')).toBeVisible()
})

test('[V18] a misspelt from is an error at that field, not a rule without peers', async ({ bulkhead }) => {
  await bulkhead.open()
  await bulkhead.canvas.paste([TWO_NAMESPACES, policy('typo', `{${API}, ingress: [{form: [${WEB}]}]}`)].join('---\n'))
  await expect(bulkhead.canvas.named('api, open')).toBeVisible()
  await expect((await bulkhead.openProblems()).problem('YML-4')).toContainText('form')
})
