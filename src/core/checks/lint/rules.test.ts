import { describe } from 'vitest'
import { deployment, pod, policy } from '../../authoring/plan.testing.ts'
import { NP016 } from './np016-protocol-not-written.ts'
import { NP021 } from './np021-named-port.ts'
import { NP022 } from './np022-undeclared-port.ts'
import { NP029 } from './np029-admits-everything.ts'
import { NP031 } from './np031-every-address.ts'
import { NP032 } from './np032-metadata-address.ts'
import { NP033 } from './np033-every-port.ts'
import { NP034 } from './np034-wide-ports.ts'
import { NP035 } from './np035-allows-for-every-pod.ts'
import { NP037 } from './np037-block-of-pods.ts'
import { NP038 } from './np038-adds-nothing.ts'
import { NP039 } from './np039-shadowed.ts'
import { NP042 } from './np042-one-sided.ts'
import { NP044 } from './np044-plugin-lacks-it.ts'
import { NP045 } from './np045-no-description.ts'
import { NP046 } from './np046-needs-a-plugin.ts'
import { runScenarios, service } from './scenarios.testing.ts'

const web = deployment('shop', 'web')
const api = deployment('shop', 'api')
const on = (app: string, spec: object, name = app) =>
  policy('shop', name, { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ...spec })
const egress = (app: string, ...rules: readonly object[]) => on(app, { policyTypes: ['Egress'], egress: rules })
const pods = (app: string) => ({ podSelector: { matchLabels: { app } } })
const block = (cidr: string, ...except: readonly string[]) => ({
  ipBlock: except.length > 0 ? { cidr, except } : { cidr },
})

describe('NP016 protocol not written', () => {
  runScenarios(NP016, [
    {
      does: 'writes it',
      objects: [on('web', { ingress: [{ ports: [{ port: 80 }, { protocol: 'UDP', port: 53 }] }] })],
      says: ['web does not write the protocol of port 80: it is TCP'],
      offers: ['Write protocol: TCP'],
      fixed: { 'Write protocol: TCP': /protocol: TCP/ },
    },
  ])
})

describe('NP021 port name', () => {
  const admin = deployment('shop', 'admin', { app: 'admin', tier: 'x' }, [{ name: 'http', containerPort: 9000 }])
  const shop = deployment('shop', 'front', { app: 'front', tier: 'x' }, [{ name: 'http', containerPort: 8080 }])
  const named = (labels: object, port: string) =>
    policy('shop', 'p', { podSelector: { matchLabels: labels }, ingress: [{ ports: [{ protocol: 'TCP', port }] }] })
  runScenarios(NP021, [
    {
      does: 'finds a name that no container has',
      objects: [admin, named({ app: 'admin' }, 'https')],
      says: ['p: no container of admin has a TCP port named https'],
    },
    {
      does: 'finds a name that means several numbers',
      objects: [admin, shop, named({ tier: 'x' }, 'http')],
      says: ['p: port http is TCP 8080 and 9000, another on each of these pods'],
    },
    { does: 'is silent about one number', objects: [admin, shop, named({ app: 'admin' }, 'http')], says: [] },
  ])
})

describe('NP022 port that no container declares', () => {
  const before = service('shop', 'api', { app: 'api' }, [{ port: 80, targetPort: 8080 }])
  const named = deployment('shop', 'api', { app: 'api' }, [{ name: 'http', containerPort: 8080 }])
  const byName = service('shop', 'api', { app: 'api' }, [{ port: 80, targetPort: 'http' }])
  const other = deployment('shop', 'api-2', { app: 'api' }, [{ name: 'http', containerPort: 9090 }])
  const admits = (port: number) => on('api', { ingress: [{ ports: [{ protocol: 'TCP', port }] }] })
  runScenarios(NP022, [
    {
      does: 'knows the port of a Service, and writes the one behind it',
      objects: [api, before, admits(80)],
      says: ['api: api declares no TCP 80: it is the port of Service api'],
      offers: ["Write the pods' own port, 8080"],
      fixed: { "Write the pods' own port, 8080": /port: 8080\n$/ },
    },
    {
      does: 'names what is declared',
      objects: [api, admits(81)],
      says: ['api: api declares no TCP 81: they declare TCP 8080'],
    },
    {
      does: 'writes the name that a Service passes on to',
      objects: [named, byName, admits(80)],
      says: ['api: api declares no TCP 80: it is the port of Service api'],
      offers: ["Write the pods' own port, http"],
      fixed: { "Write the pods' own port, http": /port: http\n$/ },
    },
    {
      does: 'writes the number of the name where the plugin looks no names up',
      settings: { cni: 'weave' },
      objects: [named, byName, admits(80)],
      says: ['api: api declares no TCP 80: it is the port of Service api'],
      offers: ["Write the pods' own port, 8080"],
      fixed: { "Write the pods' own port, 8080": /port: 8080\n$/ },
    },
    {
      does: 'writes no number for others where the name means several',
      settings: { cni: 'weave' },
      objects: [named, other, byName, admits(80)],
      says: ['api: api and api-2 declare no TCP 80: it is the port of Service api'],
    },
    {
      does: 'writes no name that no pod has',
      objects: [named, service('shop', 'api', { app: 'api' }, [{ port: 80, targetPort: 'web' }]), admits(80)],
      says: ['api: api declares no TCP 80: it is the port of Service api'],
    },
    { does: 'is silent about what is declared', objects: [api, before, admits(8080)], says: [] },
    {
      does: 'is silent where nothing is declared at all',
      objects: [deployment('shop', 'api', { app: 'api' }, []), admits(80)],
      says: [],
    },
  ])
})

describe('NP029 a rule admits everything', () => {
  runScenarios(NP029, [
    {
      does: 'tells {} from an empty list of rules, and passes over inert ones',
      objects: [on('web', { ingress: [{}] }), on('api', { ingress: [], egress: [{}] })],
      says: ['web admits everybody on every port: the rule names neither peers nor ports'],
    },
  ])
})

describe('NP031 every address of a family', () => {
  runScenarios(NP031, [
    {
      does: 'says which family is left out, and what is excepted',
      objects: [egress('web', { to: [block('0.0.0.0/0', '10.0.0.0/8')] })],
      says: ['web names every address as a peer: 0.0.0.0/0 except 10.0.0.0/8; nothing is said of IPv6'],
    },
    {
      does: 'misses no family where both are named',
      objects: [egress('web', { to: [block('0.0.0.0/0'), block('::/0'), block('10.0.0.0/8')] })],
      says: ['web names every address as a peer: 0.0.0.0/0', 'web names every address as a peer: ::/0'],
    },
  ])
})

describe('NP032 cloud metadata address', () => {
  const wide = egress('web', { to: [block('0.0.0.0/0')] })
  runScenarios(NP032, [
    {
      does: 'excepts it',
      objects: [web, wide],
      says: ['web lets web reach 169.254.169.254: it is in 0.0.0.0/0'],
      offers: ['Except 169.254.169.254/32'],
      fixed: { 'Except 169.254.169.254/32': /- 169\.254\.169\.254\/32/ },
    },
    {
      does: 'removes a block of nothing else, and the rule with it: without peers it would be everybody',
      objects: [web, egress('web', { to: [block('169.254.169.254/32')] }, { to: [pods('api')] })],
      says: ['web lets web reach 169.254.169.254: it is in 169.254.169.254/32'],
      offers: ['Remove the peer 169.254.169.254/32'],
      fixed: { 'Remove the peer 169.254.169.254/32': /egress:\n +- to:\n +- podSelector/ },
    },
    { does: 'is silent about who is not there', objects: [api, wide], says: [] },
    {
      does: 'is silent about what is excepted',
      objects: [web, egress('web', { to: [block('0.0.0.0/0', '169.254.0.0/16')] })],
      says: [],
    },
  ])
})

describe('NP033 every port, NP035 every pod', () => {
  runScenarios(NP033, [
    {
      does: 'is about rules with peers and without ports',
      objects: [on('web', { ingress: [{ from: [pods('api')] }, {}, { from: [pods('x')], ports: [{ port: 1 }] }] })],
      says: ['a rule of web admits its peers on every port'],
    },
  ])
  runScenarios(NP035, [
    {
      does: 'is about policies for all that admit something',
      objects: [
        policy('shop', 'all', { ingress: [{ from: [pods('api')] }] }),
        policy('shop', 'deny', { podSelector: {} }),
        on('web', { ingress: [{}] }),
      ],
      says: ['all selects every pod of shop, and admits something at all of them'],
    },
  ])
})

describe('NP034 wide ranges and sensitive ports', () => {
  const admits = (from: readonly object[], ports: object) => on('web', { ingress: [{ from, ports: [ports] }] })
  runScenarios(NP034, [
    {
      does: 'counts the ports of a range',
      objects: [admits([pods('api')], { port: 30000, endPort: 32767 })],
      says: ['web opens 2768 ports at once: TCP 30000–32767'],
    },
    {
      does: 'knows ports that are tried first',
      objects: [admits([{ namespaceSelector: {} }], { port: 5432 })],
      says: ['web opens TCP 5432 (PostgreSQL) to every namespace or address'],
    },
    { does: 'is silent where they are open to some', objects: [admits([pods('api')], { port: 5432 })], says: [] },
  ])
})

describe('NP037 block of pod or Service addresses', () => {
  const known = pod('shop', 'web-1', { app: 'web' })
  const running = { ...known, status: { podIP: '10.1.2.3' } }
  runScenarios(NP037, [
    {
      does: 'finds the pod behind an address',
      objects: [running, egress('api', { to: [block('10.1.2.3/32')] })],
      says: ['api: the block 10.1.2.3/32 holds addresses of pods of web-1'],
    },
    {
      does: 'passes over blocks that hold pods by the way, and those that hold none',
      objects: [running, egress('api', { to: [block('10.0.0.0/8'), block('192.0.2.0/24')] })],
      says: [],
    },
  ])
})

describe('NP038 adds nothing', () => {
  const once = { ingress: [{ from: [pods('api')], ports: [{ port: 8080 }] }] }
  runScenarios(NP038, [
    {
      does: 'sees the same policy under two names, each beside the other',
      objects: [web, api, on('web', once, 'one'), on('web', once, 'two')],
      says: [
        'one adds nothing for the pods that are there: two does all of it',
        'two adds nothing for the pods that are there: one does all of it',
      ],
      offers: ['Delete one', 'Delete two'],
    },
    {
      does: 'leaves a default deny alone, which guards who comes later',
      objects: [web, api, on('web', once), on('api', {}), policy('shop', 'deny', { podSelector: {} })],
      says: ['api adds nothing for the pods that are there: deny does all of it'],
      offers: ['Delete api'],
      fixed: { 'Delete api': /name: deny/ },
    },
  ])
})

describe('NP039 shadowed within its policy', () => {
  const rule = (...ports: readonly number[]) => ({ from: [pods('api')], ports: ports.map((port) => ({ port })) })
  runScenarios(NP039, [
    {
      does: 'finds a rule that another holds',
      objects: [web, api, on('web', { ingress: [rule(80, 443), rule(443)] })],
      says: ['web: ingress rule 2 admits nothing that rule 1 does not, for the pods that are there'],
      offers: ['Remove ingress rule 2'],
      fixed: { 'Remove ingress rule 2': /- port: 443\n$/ },
    },
    {
      does: 'keeps the first of equal rules',
      objects: [web, api, on('web', { ingress: [rule(80), rule(80)] })],
      says: ['web: ingress rule 2 admits nothing that rule 1 does not, for the pods that are there'],
      offers: ['Remove ingress rule 2'],
    },
    {
      does: 'finds a port within a range, and one that is there twice',
      objects: [
        web,
        api,
        on('web', {
          ingress: [
            { from: [pods('api')], ports: [{ port: 80 }, { port: 1, endPort: 99 }, { port: 443 }, { port: 443 }] },
          ],
        }),
      ],
      says: [
        'web: TCP 80 is in TCP 1–99, which the rule names as well',
        'web: TCP 443 is in TCP 443, which the rule names as well',
      ],
      offers: ['Remove TCP 80', 'Remove TCP 443'],
      fixed: { 'Remove TCP 80': /ports:\n +- port: 1\n/ },
    },
    {
      does: 'is silent about rules that each add something',
      objects: [web, api, on('web', { ingress: [rule(80), rule(443)] })],
      says: [],
    },
    {
      does: 'finds a peer that another of its rule holds: it asks for less, or lies around it',
      objects: [
        web,
        on('web', {
          ingress: [
            {
              from: [
                pods('api'),
                { podSelector: {} },
                { namespaceSelector: { matchLabels: { team: 'a' } } },
                block('10.0.0.0/8', '10.1.0.0/16'),
                block('10.2.0.0/16', '10.2.3.0/24'),
              ],
              ports: [{ port: 80 }],
            },
          ],
        }),
      ],
      says: [
        'web: app=api in shop is in any pod in shop, which the rule names as well',
        'web: 10.2.0.0/16 except 10.2.3.0/24 is in 10.0.0.0/8 except 10.1.0.0/16, which the rule names as well',
      ],
      offers: ['Remove app=api in shop', 'Remove 10.2.0.0/16 except 10.2.3.0/24'],
      fixed: { 'Remove app=api in shop': /from:\n +- podSelector: \{\}\n/ },
    },
    {
      does: 'is silent about peers that overlap, and about pods of other namespaces',
      objects: [
        on('web', {
          ingress: [
            {
              from: [
                pods('api'),
                { podSelector: {}, namespaceSelector: { matchLabels: { team: 'a' } } },
                block('10.0.0.0/8', '10.1.0.0/16'),
                block('10.1.2.0/24'),
              ],
            },
          ],
        }),
      ],
      says: [],
    },
  ])
})

describe('NP042 one-sided', () => {
  const toApi = egress('web', { to: [pods('api')], ports: [{ protocol: 'TCP', port: 8080 }] })
  runScenarios(NP042, [
    {
      does: 'names the end that stays closed, and opens it',
      objects: [web, api, toApi, on('api', {})],
      says: ['web admits web → api, and the ingress of api admits none of it: nothing passes'],
      offers: ['Admit it at api as well'],
      fixed: { 'Admit it at api as well': /app: web/ },
    },
    {
      does: 'looks at the ports: another that passes is no answer',
      objects: [web, api, toApi, on('api', { ingress: [{ from: [pods('web')], ports: [{ port: 9090 }] }] })],
      says: [
        'web admits web → api, and the ingress of api admits none of it: nothing passes',
        'api admits web → api, and the egress of web admits none of it: nothing passes',
      ],
      // Nobody declares 9090: what is doubtful at one end is not repeated at the other.
      offers: ['Admit it at api as well'],
    },
    { does: 'is silent where the other end is open', objects: [web, api, toApi], says: [] },
  ])
})

describe('NP044 the plugin lacks it', () => {
  const ranges = on('web', { ingress: [{ ports: [{ protocol: 'TCP', port: 80, endPort: 90 }] }] })
  runScenarios(NP044, [
    { does: 'is silent about what the API promises', objects: [web, ranges], says: [] },
    {
      does: 'names the feature and the plugin',
      objects: [web, ranges],
      settings: { cni: 'weave' },
      says: ['web: nobody is sure that weave supports endPort (no code for it seen)'],
    },
  ])
})

describe('NP045 no description, NP046 needs a plugin', () => {
  runScenarios(NP045, [
    {
      does: 'is about policies without the annotation',
      objects: [on('web', {})],
      says: ['web does not say what it is for'],
    },
    {
      does: 'is silent where it is',
      objects: [
        {
          ...on('web', {}),
          metadata: { name: 'web', namespace: 'shop', annotations: { 'kubernetes.io/description': 'x' } },
        },
      ],
      says: [],
    },
  ])
  runScenarios(NP046, [
    {
      does: 'is said once',
      objects: [on('web', {}), on('api', {})],
      says: [
        'no network plugin is chosen: whether these policies are enforced, and how far, is up to the one of the cluster',
      ],
    },
    { does: 'is silent where one is chosen', objects: [on('web', {})], settings: { cni: 'calico' }, says: [] },
  ])
})
