import { describe, expect, it } from 'vitest'
import { afterEdits, contextOf, deployment, yamlFile } from '../plan.testing.ts'
import { planEditPolicy } from './policy-form.ts'
import type { PolicyChange } from './policy-form-change.ts'

const BLOCK = `# The web tier.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web # known by this name
  namespace: shop
spec:
  # whom it is about
  podSelector:
    matchLabels:
      app: 'web' # the shop
      tier: front
    matchExpressions:
    - key: track
      operator: In
      values: [stable, canary] # both
  ingress:
  # from inside
  - from:
    - podSelector: # our api
        matchLabels:
          app: api
      namespaceSelector: {}
    - ipBlock:
        cidr: 10.0.0.0/8 # vpn
        except:
        - 10.1.0.0/16
    ports:
    - port: 8080 # http
    - protocol: UDP
      port: 53
  # monitoring
  - ports:
    - port: metrics
`
const FLOW = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {matchLabels: {app: web, tier: front}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 8080}]}]}
`
const FILE = 'policies.yaml'
const PATH = `${FILE}#0`
const SUBJECT = `${PATH}/spec/podSelector`
const RULE = `${PATH}/spec/ingress/0`
const cluster = yamlFile('cluster.yaml', deployment('shop', 'web'), deployment('shop', 'api'))

function planOn(text: string, change: PolicyChange) {
  return planEditPolicy(contextOf([{ name: FILE, text }, cluster]), { kind: 'edit-policy', policy: PATH, change })
}

function textAfter(text: string, change: PolicyChange): string {
  const context = contextOf([{ name: FILE, text }, cluster])
  const plan = planEditPolicy(context, { kind: 'edit-policy', policy: PATH, change })
  if (!plan.edits) throw new Error(JSON.stringify(plan.obstacles))
  return afterEdits(context, plan.edits).document.files[0]?.text ?? ''
}

/** The lines that are gone and those that are new, each behind `-` or `+`. */
function diffOf(before: string, after: string): string {
  return compareLines(before.split('\n'), after.split('\n')).join('\n')
}

function compareLines([old, ...olds]: readonly string[], [now, ...nows]: readonly string[]): readonly string[] {
  if (old === undefined) return now === undefined ? [] : [`+${now}`, ...compareLines([], nows)]
  if (now === undefined) return [`-${old}`, ...compareLines(olds, [])]
  if (old === now) return compareLines(olds, nows)
  const isKept = nows.join('\n').includes([old, ...olds].join('\n'))
  return isKept
    ? [`+${now}`, ...compareLines([old, ...olds], nows)]
    : [`-${old}`, ...compareLines(olds, [now, ...nows])]
}

const BLOCK_CASES: readonly (readonly [string, PolicyChange, string])[] = [
  ['a name', { kind: 'rename', name: 'on' }, '-  name: web # known by this name\n+  name: "on" # known by this name'],
  ['a namespace', { kind: 'move', namespace: 'other' }, '-  namespace: shop\n+  namespace: other'],
  [
    'a description',
    { kind: 'describe', text: 'Web: from api' },
    '+  annotations:\n+    kubernetes.io/description: "Web: from api"',
  ],
  [
    'a description of several lines',
    { kind: 'describe', text: 'Web.\r\nFrom api.' },
    '+  annotations:\n+    kubernetes.io/description: |-\n+      Web.\n+      From api.',
  ],
  ['policyTypes', { kind: 'set-policy-types', types: ['egress', 'ingress'] }, '+  policyTypes: [Ingress, Egress]'],
  [
    'a label',
    { kind: 'set-label', selector: SUBJECT, key: 'tier', value: '1.10' },
    '-      tier: front\n+      tier: "1.10"',
  ],
  [
    'a label in quotes',
    { kind: 'set-label', selector: SUBJECT, key: 'app', value: 'shop' },
    "-      app: 'web' # the shop\n+      app: 'shop' # the shop",
  ],
  ['one more label', { kind: 'set-label', selector: SUBJECT, key: 'a', value: 'b' }, '+      a: b'],
  [
    'the key of a label',
    { kind: 'rename-label', selector: SUBJECT, key: 'app', to: 'app.kubernetes.io/name' },
    "-      app: 'web' # the shop\n+      app.kubernetes.io/name: 'web' # the shop",
  ],
  ['a label less', { kind: 'remove-label', selector: SUBJECT, key: 'app' }, "-      app: 'web' # the shop"],
  [
    'one more expression',
    { kind: 'add-expression', selector: SUBJECT, expression: { key: 'old', operator: 'DoesNotExist', values: [] } },
    '+    - key: old\n+      operator: DoesNotExist',
  ],
  [
    'an operator',
    {
      kind: 'set-expression',
      selector: SUBJECT,
      index: 0,
      expression: { key: 'track', operator: 'NotIn', values: ['stable', 'canary'] },
    },
    '-      operator: In\n+      operator: NotIn',
  ],
  [
    'values',
    {
      kind: 'set-expression',
      selector: SUBJECT,
      index: 0,
      expression: { key: 'track', operator: 'In', values: ['canary', 'beta'] },
    },
    '-      values: [stable, canary] # both\n+      values: [canary, beta] # both',
  ],
  [
    'the last expression away',
    { kind: 'remove-expression', selector: SUBJECT, index: 0 },
    '-    matchExpressions:\n-    - key: track\n-      operator: In\n-      values: [stable, canary] # both',
  ],
  [
    'a label to an expression',
    { kind: 'label-to-expression', selector: SUBJECT, key: 'tier' },
    '-      tier: front\n+    - key: tier\n+      operator: In\n+      values: [front]',
  ],
  [
    'the namespaces of a peer away',
    { kind: 'set-selector', selector: `${RULE}/from/0/namespaceSelector`, to: 'absent' },
    '-      namespaceSelector: {}',
  ],
  [
    'the namespaces of a peer',
    { kind: 'set-selector', selector: `${RULE}/from/0/namespaceSelector`, to: { matchLabels: { team: 'no' } } },
    '-      namespaceSelector: {}\n+      namespaceSelector:\n+        matchLabels:\n+          team: "no"',
  ],
  [
    'a block',
    { kind: 'set-cidr', peer: `${RULE}/from/1`, cidr: '10.0.0.0/9' },
    '-        cidr: 10.0.0.0/8 # vpn\n+        cidr: 10.0.0.0/9 # vpn',
  ],
  ['an exception', { kind: 'add-except', peer: `${RULE}/from/1`, cidr: '10.2.0.0/16' }, '+        - 10.2.0.0/16'],
  [
    'another exception',
    { kind: 'set-except', peer: `${RULE}/from/1`, index: 0, cidr: '10.2.0.0/16' },
    '-        - 10.1.0.0/16\n+        - 10.2.0.0/16',
  ],
  [
    'the last exception away',
    { kind: 'remove-except', peer: `${RULE}/from/1`, index: 0 },
    '-        except:\n-        - 10.1.0.0/16',
  ],
  [
    'a peer',
    {
      kind: 'add-peer',
      rule: RULE,
      peer: { kind: 'pods', podSelector: {}, namespaceSelector: { matchLabels: { a: 'b' } } },
    },
    '+    - podSelector: {}\n+      namespaceSelector:\n+        matchLabels:\n+          a: b',
  ],
  [
    'the first peer of a rule, before its ports',
    { kind: 'add-peer', rule: `${PATH}/spec/ingress/1`, peer: { kind: 'block', cidr: '10.0.0.0/8', except: [] } },
    '-  - ports:\n+  - from:\n+    - ipBlock:\n+        cidr: 10.0.0.0/8\n+    ports:',
  ],
  [
    'a range of ports',
    {
      kind: 'set-port',
      port: `${RULE}/ports/0`,
      to: { protocol: 'TCP', port: { kind: 'range', first: 8080, last: 8090 } },
    },
    '+      endPort: 8090',
  ],
  [
    'a named port',
    { kind: 'set-port', port: `${RULE}/ports/1`, to: { protocol: 'UDP', port: { kind: 'named', name: 'dns' } } },
    '-      port: 53\n+      port: dns',
  ],
  [
    'every port of a protocol',
    { kind: 'set-port', port: `${RULE}/ports/1`, to: { protocol: 'UDP', port: { kind: 'every' } } },
    '-      port: 53',
  ],
  [
    'every TCP port, by name',
    { kind: 'set-port', port: `${RULE}/ports/0`, to: { protocol: 'TCP', port: { kind: 'every' } } },
    '-    - port: 8080 # http\n+    - protocol: TCP',
  ],
  [
    'one more port',
    { kind: 'add-port', rule: RULE, port: { protocol: 'TCP', port: { kind: 'range', first: 443, last: 443 } } },
    '+    - protocol: TCP\n+      port: 443',
  ],
  ['a port less', { kind: 'remove-port', port: `${RULE}/ports/1` }, '-    - protocol: UDP\n-      port: 53'],
  [
    'one more rule',
    {
      kind: 'add-rule',
      direction: 'egress',
      rule: { peers: 'any', ports: [{ protocol: 'UDP', port: { kind: 'range', first: 53, last: 53 } }] },
    },
    '+  egress:\n+  - ports:\n+    - protocol: UDP\n+      port: 53',
  ],
  ['a rule once more', { kind: 'duplicate-rule', rule: `${PATH}/spec/ingress/1` }, '+  - ports:\n+    - port: metrics'],
  [
    'a rule less',
    { kind: 'remove-rule', rule: `${PATH}/spec/ingress/1` },
    '-  # monitoring\n-  - ports:\n-    - port: metrics',
  ],
  [
    'a rule for anyone',
    { kind: 'allow-every-port', rule: RULE },
    '-    ports:\n-    - port: 8080 # http\n-    - protocol: UDP\n-      port: 53',
  ],
]

describe('planEditPolicy', () => {
  it.each(BLOCK_CASES)('[EDIT] writes %s in block style', (_, change, wanted) => {
    expect(diffOf(BLOCK, textAfter(BLOCK, change))).toBe(wanted)
  })

  it.each(BLOCK_CASES)('[EDIT] writes %s with CRLF and without final line break', (_, change, wanted) => {
    const crlf = BLOCK.trimEnd().replaceAll('\n', '\r\n')
    const after = textAfter(crlf, change)
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
    expect(diffOf(BLOCK, `${after.replaceAll('\r\n', '\n')}\n`)).toBe(wanted)
  })

  const flowCases: readonly (readonly [string, PolicyChange, string])[] = [
    ['a label', { kind: 'set-label', selector: SUBJECT, key: 'tier', value: 'yes' }, 'tier: "yes"'],
    ['one more label', { kind: 'set-label', selector: SUBJECT, key: 'a', value: 'b' }, 'tier: front, a: b}}, ingress'],
    ['a label less', { kind: 'remove-label', selector: SUBJECT, key: 'app' }, '{matchLabels: {tier: front}}, ingress'],
    [
      'policyTypes between others',
      { kind: 'set-policy-types', types: ['ingress'] },
      'tier: front}}, policyTypes: [Ingress], ingress: [',
    ],
    [
      'namespaces before pods',
      { kind: 'set-selector', selector: `${RULE}/from/0/namespaceSelector`, to: {} },
      '[{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]',
    ],
    [
      'a port',
      {
        kind: 'set-port',
        port: `${RULE}/ports/0`,
        to: { protocol: 'UDP', port: { kind: 'range', first: 1, last: 2 } },
      },
      'ports: [{protocol: UDP, port: 1, endPort: 2}]',
    ],
    [
      'a description',
      { kind: 'describe', text: 'a\nb' },
      'namespace: shop, annotations: {kubernetes.io/description: "a\\nb"}}',
    ],
    ['anyone', { kind: 'allow-anyone', rule: RULE }, 'ingress: [{ports: [{port: 8080}]}]'],
  ]
  it.each(flowCases)('[EDIT] writes %s in brackets', (_, change, part) => {
    expect(textAfter(FLOW, change)).toContain(part)
  })

  it.each([[undefined], [2], ['\t']])('[EDIT] writes JSON indented by %j', (indent) => {
    const value = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ protocol: 'TCP', port: 80 }] }] },
    }
    const peer = { kind: 'block', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } as const
    const after = textAfter(JSON.stringify(value, null, indent), { kind: 'add-peer', rule: RULE, peer })
    const from = [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }]
    const ingress = [{ from, ports: [{ protocol: 'TCP', port: 80 }] }]
    expect(after).toBe(JSON.stringify({ ...value, spec: { ...value.spec, ingress } }, null, indent))
  })

  it('[RUL-1] the last peer takes its rule with it, and the isolation stays', () => {
    const change: PolicyChange = { kind: 'remove-peer', peer: `${RULE}/from/0` }
    expect(planOn(FLOW, change).notes).toEqual([
      'it was the only peer of ingress rule 1, which goes with it: without peers it would admit anyone (RUL-1)',
    ])
    expect(textAfter(FLOW, change)).toContain('policyTypes: [Ingress], ingress: []}')
  })

  it('[RUL-2] the last port takes its rule with it', () => {
    const change: PolicyChange = { kind: 'remove-port', port: `${PATH}/spec/ingress/1/ports/0` }
    expect(planOn(BLOCK, change).notes).toEqual([
      'it was the only port of ingress rule 2, which goes with it: without ports it would admit every port (RUL-2)',
    ])
    expect(diffOf(BLOCK, textAfter(BLOCK, change))).toBe('-  # monitoring\n-  - ports:\n-    - port: metrics')
  })

  it('[ISO-2] says who is isolated from now on, and which rules have no effect', () => {
    const dns = { protocol: 'UDP', port: { kind: 'range', first: 53, last: 53 } } as const
    const rule = { peers: 'any', ports: [dns] } as const
    expect(planOn(BLOCK, { kind: 'add-rule', direction: 'egress', rule }).notes).toEqual([
      'isolates its pods for egress now',
    ])
    expect(planOn(BLOCK, { kind: 'set-policy-types', types: ['egress'] }).notes).toEqual([
      'no longer isolates its pods for ingress: its 2 ingress rules have no effect (ISO-3)',
      'isolates its pods for egress now, and admits nothing there (RUL-4)',
    ])
  })

  it('[SEL-1] says what a selector without requirements selects, and whom a new one matches', () => {
    const emptied = planOn(FLOW, { kind: 'set-selector', selector: SUBJECT, to: {} })
    expect(emptied.notes).toEqual(['the selector selects every pod of shop now (SEL-1)'])
    expect(emptied.selectors).toEqual([{ words: 'all pods of shop', matches: ['web', 'api'] }])
    const unknown = planOn(FLOW, { kind: 'set-label', selector: SUBJECT, key: 'tier', value: 'back' })
    expect(unknown.notes).toEqual(['app=web,tier=back in shop: matches nothing known yet'])
  })

  it('[V8] an absent namespaceSelector and an empty one differ, and both can be said', () => {
    const selector = `${RULE}/from/0/namespaceSelector`
    const empty = textAfter(FLOW, { kind: 'set-selector', selector, to: {} })
    expect(textAfter(empty, { kind: 'set-selector', selector, to: 'absent' })).toBe(FLOW)
  })

  const refusals: readonly (readonly [string, PolicyChange, string, string])[] = [
    ['VAL-1', { kind: 'rename', name: 'No Name' }, 'not-valid', 'metadata.name'],
    ['VAL-1', { kind: 'move', namespace: 'a.b' }, 'not-valid', 'metadata.namespace'],
    ['VAL-2', { kind: 'set-label', selector: SUBJECT, key: 'a b', value: '' }, 'not-valid', 'matchLabels'],
    ['VAL-2', { kind: 'set-label', selector: SUBJECT, key: 'a', value: '-' }, 'not-valid', 'matchLabels'],
    [
      'VAL-3',
      { kind: 'add-expression', selector: SUBJECT, expression: { key: 'a', operator: 'In', values: [] } },
      'not-valid',
      'values',
    ],
    ['VAL-4', { kind: 'set-policy-types', types: [] }, 'not-expressible', 'in one direction at least'],
    [
      'VAL-5',
      { kind: 'set-selector', selector: `${RULE}/from/0/podSelector`, to: 'absent' },
      'not-valid',
      'remove the peer',
    ],
    ['VAL-5', { kind: 'add-peer', rule: RULE, peer: { kind: 'pods' } }, 'not-valid', 'from[1]'],
    [
      'VAL-6',
      { kind: 'add-peer', rule: RULE, peer: { kind: 'block', cidr: '10.0.0.0', except: [] } },
      'not-valid',
      'cidr',
    ],
    [
      'VAL-9',
      { kind: 'add-port', rule: RULE, port: { protocol: 'TCP', port: { kind: 'range', first: 9, last: 2 } } },
      'not-valid',
      'endPort',
    ],
    [
      'RUL-1',
      { kind: 'add-rule', direction: 'ingress', rule: { peers: [], ports: 'any' } },
      'not-expressible',
      'admits anyone',
    ],
    [
      'RUL-2',
      { kind: 'add-rule', direction: 'ingress', rule: { peers: 'any', ports: [] } },
      'not-expressible',
      'every port',
    ],
    ['EDIT', { kind: 'rename', name: 'web' }, 'nothing-to-do', 'already'],
    ['EDIT', { kind: 'rename-label', selector: SUBJECT, key: 'app', to: 'tier' }, 'name-taken', 'tier'],
    [
      'EDIT',
      { kind: 'add-port', rule: RULE, port: { protocol: 'TCP', port: { kind: 'range', first: 8080, last: 8080 } } },
      'nothing-to-do',
      'already',
    ],
    [
      'EDIT',
      { kind: 'add-peer', rule: RULE, peer: { kind: 'pods', podSelector: { matchLabels: { app: 'api' } } } },
      'nothing-to-do',
      'already',
    ],
    ['EDIT', { kind: 'remove-peer', peer: `${RULE}/from/4` }, 'endpoint-gone', 'any more'],
    ['EDIT', { kind: 'remove-rule', rule: 'other.yaml#0/spec/ingress/0' }, 'endpoint-gone', 'any more'],
    ['EDIT', { kind: 'set-label', selector: `${PATH}/metadata`, key: 'a', value: 'b' }, 'endpoint-gone', 'any more'],
  ]
  it.each(refusals)('[%s] refuses %j', (_, change, code, words) => {
    const { edits, obstacles } = planOn(FLOW, change)
    expect(edits).toBeUndefined()
    expect(obstacles).toMatchObject([{ code, words: expect.stringContaining(words) }])
  })

  it('[VAL-10] refuses a name that another policy of the namespace has', () => {
    const other = FLOW.replace('name: web', 'name: api')
    const elsewhere = FLOW.replace('namespace: shop', 'namespace: dmz')
    const text = [FLOW, other, elsewhere].join('---\n')
    expect(planOn(text, { kind: 'rename', name: 'api' }).obstacles).toMatchObject([{ code: 'name-taken' }])
    expect(planOn(text, { kind: 'move', namespace: 'dmz' }).obstacles).toMatchObject([{ code: 'name-taken' }])
  })

  it('[YML-3] refuses what other places share, and says so', () => {
    const shared = FLOW.replace('{matchLabels: {app: web, tier: front}}', '&web {matchLabels: {app: web}}').replace(
      '{matchLabels: {app: api}}',
      '*web',
    )
    const { obstacles } = planOn(shared, { kind: 'set-label', selector: SUBJECT, key: 'a', value: 'b' })
    expect(obstacles).toMatchObject([{ code: 'not-expressible', words: expect.stringContaining('share this text') }])
  })

  it('[V13] refuses policies that are not valid now, and files that cannot be read', () => {
    const invalid = planOn(FLOW.replace('port: 8080', 'port: 0'), { kind: 'rename', name: 'x' })
    expect(invalid.obstacles).toMatchObject([{ code: 'document-broken' }])
    const broken = planOn(`${FLOW}---\na: [\n`, { kind: 'rename', name: 'x' })
    expect(broken.obstacles).toMatchObject([{ code: 'document-broken' }])
  })
})
