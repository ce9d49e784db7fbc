import { describe, expect, it } from 'vitest'
import { contextOf, deployment, pod, SETTINGS, yamlFile } from '../authoring/plan.testing.ts'
import { diagnosticsIn } from '../manifest/manifest.testing.ts'
import type { EngineSettings } from '../model/settings.ts'
import { withCaret } from './assist.testing.ts'
import type { HoverPart } from './hover.ts'
import { hoverAt } from './hover-at.ts'

const CLUSTER = yamlFile(
  'cluster.yaml',
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { team: 'sales' } },
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'billing', labels: { team: 'money' } } },
  deployment('shop', 'web', { app: 'web', tier: 'front' }, [{ name: 'http', containerPort: 8080 }]),
  deployment('shop', 'admin', { app: 'admin', tier: 'front' }, [{ name: 'http', containerPort: 9000 }]),
  deployment('shop', 'db', { app: 'db', tier: 'back' }, [{ name: 'sql', containerPort: 5432 }]),
  deployment('billing', 'ledger', { app: 'ledger' }, []),
  { ...pod('billing', 'probe'), status: { podIP: '10.0.3.7' } },
)

function hover(marked: string, settings: Partial<EngineSettings> = {}) {
  const { text, offset } = withCaret(marked)
  const files = [CLUSTER, { name: 'policy.yaml', text }]
  const { reading, prepared } = contextOf(files, { ...SETTINGS, ...settings })
  const found = hoverAt({ reading, prepared, diagnostics: diagnosticsIn(reading) }, 'policy.yaml', offset)
  return found && { about: text.slice(found.span.start, found.span.end), parts: found.parts.map(toWords) }
}

function toWords(part: HoverPart): string {
  switch (part.kind) {
    case 'why':
      return `${part.rule}: ${part.words}`
    case 'fact':
      return [part.words, part.names.join(', ')].filter((words) => words !== '').join(': ')
    case 'meaning':
      return part.rules.join(' ')
  }
}

const facts = (marked: string, settings?: Partial<EngineSettings>) => hover(marked, settings)?.parts.slice(0, -1)

const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: shop}\nspec:\n${spec}`

describe('hover on selectors', () => {
  it('[SEL-5] says whom a policy selects', () => {
    expect(hover(policy('  podSel|ector: {matchLabels: {tier: front}}'))).toEqual({
      about: 'podSelector',
      parts: ['selects 2 of 3 pods in shop: web, admin', 'SEL-5'],
    })
    expect(facts(policy('  podSel|ector: {matchLabels: {app: nobody}}'))).toEqual(['selects no pod of 3 in shop'])
  })

  it('[SEL-2] says what one condition does alone', () => {
    expect(hover(policy('  podSelector: {matchLabels: {tier: fr|ont, app: web}}'))).toEqual({
      about: 'front',
      parts: ['tier=front alone: 2 of 3 pods', 'selects 1 of 3 pods in shop: web'],
    })
    const expression = '{key: tier, operator: NotIn, values: [back]}'
    expect(
      facts(
        policy(
          `  podSelector: {matchLabels: {app: web}, matchExpressions: [${expression.replace('NotIn', 'No|tIn')}]}`,
        ),
      ),
    ).toEqual(['tier!=back alone: 2 of 3 pods', 'selects 1 of 3 pods in shop: web'])
  })

  it('[PEE-1, PEE-2, PEE-3] says whom a peer matches', () => {
    const from = (peer: string) => policy(`  podSelector: {}\n  ingress:\n    - from:\n        - ${peer}`)
    expect(facts(from('podSel|ector: {matchLabels: {app: db}}'))).toEqual([
      'this peer matches 1 of 3 pods in shop, the policy’s own namespace: db',
    ])
    expect(facts(from('namespaceSel|ector: {matchLabels: {team: money}}'))).toEqual([
      'matches 1 of 2 namespaces: billing',
      'this peer matches 2 of 2 pods in namespaces with team=money: billing/ledger, billing/probe',
    ])
    expect(facts(from('podSelector: {matchLabels: {app: ledger}}\n          namespaceSel|ector: {}'))).toEqual([
      'matches 2 of 2 namespaces: shop, billing',
      'this peer matches 1 of 5 pods in every namespace: billing/ledger',
    ])
  })
})

describe('hover on ports', () => {
  const ports = (entry: string, subject = '{}') =>
    policy(`  podSelector: ${subject}\n  ingress:\n    - ports:\n        - ${entry}`)

  it('[POR-4] looks a name up on every destination', () => {
    expect(facts(ports('port: ht|tp'))).toEqual([
      'http is 8080 on 1 pod: web',
      'http is 9000 on 1 pod: admin',
      '1 pod without a TCP port of this name: nothing is admitted there: db',
    ])
  })

  it('[POR-6] says who declares a number, and that nobody has to', () => {
    expect(facts(ports('port: 54|32'))).toEqual(['1 of 3 pods declares TCP 5432: db'])
    expect(facts(ports('port: 80|80, endPort: 9000'.replace(', ', '\n          ')))).toEqual([
      '2 of 3 pods declare a TCP port from 8080 to 9000: web, admin',
    ])
    expect(facts(ports('port: 2|2'))?.[0]).toMatch(/none of the selected pods declares TCP 22: .* all the same/)
  })

  it('[POR-4] looks at the peers for egress', () => {
    const egress =
      '  podSelector: {}\n  egress:\n    - to: [{podSelector: {matchLabels: {app: db}}}]\n      ports: [{port: 54|32}]'
    expect(facts(policy(egress))).toEqual(['1 of 1 pod declares TCP 5432: db'])
  })
})

describe('hover on blocks', () => {
  const block = (peer: string) => policy(`  podSelector: {}\n  egress:\n    - to:\n        - ipBlock: ${peer}`)

  it('[IPB-1] counts the addresses, and the pods inside as far as they are known', () => {
    expect(facts(block('{cidr: 10.0.0.0/1|6, except: [10.0.8.0/24]}'))).toEqual([
      '65,280 IPv4 addresses, 256 of 65,536 left out by except',
      '1 pod inside it: probe',
      '4 pods of unknown address may be inside or not',
    ])
  })

  it('[CNI-2e] says when blocks match no pods', () => {
    expect(facts(block('{cidr: 10.0.0.0/1|6}'), { cni: 'cilium' })).toContain(
      'under cilium it matches no pods, only addresses outside',
    )
  })

  it('[IPB-5] counts IPv6 by powers of two', () => {
    expect(facts(block('{cidr: "fd00::/|8"}'))?.[0]).toBe('2^120 IPv6 addresses')
  })
})

describe('hover on directions', () => {
  it('[ISO-2, ISO-3] says what is isolated, and why', () => {
    expect(facts(policy('  podSelector: {}\n  policyTypes: [Eg|ress]\n  ingress: [{}]'))).toEqual([
      'isolates egress, as policyTypes says',
      'policyTypes leaves ingress out: its rule does nothing',
    ])
  })

  it('[RUL-4] counts rules', () => {
    expect(facts(policy('  podSelector: {}\n  ing|ress: []'))).toEqual(['no rule: admits nothing'])
    expect(facts(policy('  podSelector: {}\n  ing|ress: [{}, {}]'))).toEqual(['2 rules: any one is enough'])
  })

  it('[CNI-2a] says what the plugin lacks', () => {
    expect(facts(policy('  podSelector: {}\n  eg|ress: [{}]'), { cni: 'flannel' })).toContain(
      'under flannel it isolates nobody for egress',
    )
  })
})

describe('hover on findings', () => {
  it('[YML-4] says why they matter', () => {
    expect(hover(policy('  podSelectr|: {}'))).toEqual({
      about: 'podSelectr',
      parts: [expect.stringMatching(/^YML-4: The API server refuses what it does not know/)],
    })
  })

  it('[ISO-3] comes before what the field means', () => {
    expect(hover(policy('  podSelector: {}\n  policyTypes: [Ingress]\n  egress: [{|}]'))?.parts).toEqual([
      expect.stringMatching(/^ISO-3: /),
      'RUL-3',
    ])
  })
})

describe('hover elsewhere', () => {
  it('[VAL-1] means what the field is for', () => {
    expect(hover(policy('  podSelector: {}').replace('namespace:', 'name|space:'))).toEqual({
      about: 'namespace',
      parts: ['SEL-5 VAL-1'],
    })
  })

  it('is silent where nothing stands, and about other objects', () => {
    expect(hover(`${policy('  podSelector: {}')}\n |`)).toBeUndefined()
    expect(hover('kind: Nam|espace\napiVersion: v1\nmetadata: {name: x}')).toBeUndefined()
  })
})
