import { describe, expect, it } from 'vitest'
import { buildCluster } from '../../inventory/build-cluster.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { afterEdits, contextOf } from '../plan.testing.ts'
import type { PlanContext } from '../plan-context.ts'
import { offerFixes, planFix } from './fixes.ts'

/** A policy of two-space YAML with the given spec, indented by two. */
const policy = (spec: string, metadata = '  name: p\n  namespace: shop\n') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n${metadata}spec:\n${spec}`

/** Everything that is said of a document, by the reader and by the inventory. */
function diagnosticsOf({ reading }: PlanContext): readonly Diagnostic[] {
  const items = reading.files.flatMap((file) => file.items)
  const resources = items.flatMap((item) => item.resources)
  return [...items.flatMap((item) => item.diagnostics), ...buildCluster(resources).diagnostics]
}

const words = ({ code, message }: Diagnostic) => `${code} ${message}`

interface FixCase {
  readonly rule: string
  readonly does: string
  readonly before: string
  /** What the diagnostic says. */
  readonly says: RegExp
  /** All that is offered. */
  readonly offers: readonly string[]
  /** The text after each of them, in that order. */
  readonly after: readonly string[]
}

const CASES: readonly FixCase[] = [
  {
    rule: 'YML-4',
    does: 'renames a key that is nearly right',
    before: policy('  podSelector: {}\n  ingress:\n    - fromm: # who\n        - podSelector: {}\n'),
    says: /unknown field/,
    offers: ['Rename to from'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from: # who\n        - podSelector: {}\n')],
  },
  {
    rule: 'YML-4',
    does: 'moves ports out of a peer',
    before: policy(
      '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n          ports:\n            - port: 80\n',
    ),
    says: /unknown field/,
    offers: ['Move to spec.ingress[0].ports'],
    after: [
      policy(
        '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n      ports:\n        - port: 80\n',
      ),
    ],
  },
  {
    rule: 'YML-4',
    does: 'moves ports that are an item of their own among the peers',
    before: policy(
      '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n        - ports:\n            - port: 80\n',
    ),
    says: /unknown field/,
    offers: ['Move to spec.ingress[0].ports'],
    after: [
      policy(
        '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n      ports:\n        - port: 80\n',
      ),
    ],
  },
  {
    rule: 'YML-4',
    does: 'moves a label under matchLabels',
    before: policy('  podSelector:\n    app: web\n'),
    says: /unknown field/,
    offers: ['Move to spec.podSelector.matchLabels.app'],
    after: [policy('  podSelector:\n    matchLabels:\n      app: web\n')],
  },
  {
    rule: 'YML-4',
    does: 'moves a selector from a rule into its peers',
    before: policy('  podSelector: {}\n  ingress:\n    - podSelector:\n        matchLabels:\n          app: web\n'),
    says: /unknown field/,
    offers: ['Move to spec.ingress[0].from[0].podSelector'],
    after: [
      policy(
        '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector:\n            matchLabels:\n              app: web\n',
      ),
    ],
  },
  {
    rule: 'YML-4',
    does: 'asks whose labels were meant',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - matchLabels: {app: web}\n'),
    says: /unknown field/,
    offers: [
      'Move to spec.ingress[0].from[0].podSelector.matchLabels',
      'Move to spec.ingress[0].from[0].namespaceSelector.matchLabels',
    ],
    after: ['podSelector', 'namespaceSelector'].map((name) =>
      policy(`  podSelector: {}\n  ingress:\n    - from:\n        - ${name}:\n            matchLabels: {app: web}\n`),
    ),
  },
  {
    rule: 'YML-4',
    does: 'moves the rules of a policy under its spec',
    before: `${policy('  podSelector: {}\n')}ingress:\n  - {}\n`,
    says: /unknown field/,
    offers: ['Move to spec.ingress'],
    after: [policy('  podSelector: {}\n  ingress:\n    - {}\n')],
  },
  {
    rule: 'YML-4',
    does: 'makes one peer a list',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        podSelector: {}\n'),
    says: /must be a list/,
    offers: ['Make it a list'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n')],
  },
  {
    rule: 'YML-4',
    does: 'makes a list of labels a mapping',
    before: policy('  podSelector:\n    matchLabels:\n      - app: web\n      - tier: front\n'),
    says: /mapping of labels/,
    offers: ['Make it a mapping'],
    after: [policy('  podSelector:\n    matchLabels:\n      app: web\n      tier: front\n')],
  },
  {
    rule: 'YML-4',
    does: 'takes a number out of its quotes',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 80\n          endPort: "90"\n'),
    says: /a number without quotes/,
    offers: ['Write 90'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 80\n          endPort: 90\n')],
  },
  {
    rule: 'YML-8',
    does: 'writes out an absent subject selector, or removes it',
    before: policy('  podSelector:\n  policyTypes: [Ingress]\n'),
    says: /without a value/,
    offers: ['Write {}', 'Remove podSelector'],
    after: [policy('  podSelector: {}\n  policyTypes: [Ingress]\n'), policy('  policyTypes: [Ingress]\n')],
  },
  {
    rule: 'YML-8',
    does: 'writes out a null rule, or removes it',
    before: policy('  podSelector: {}\n  ingress:\n    -\n'),
    says: /null rule/,
    offers: ['Write {} (admits everything)', 'Remove the null item'],
    after: [policy('  podSelector: {}\n  ingress:\n    - {}\n'), policy('  podSelector: {}\n  ingress: []\n')],
  },
  {
    rule: 'YML-8',
    does: 'writes out a missing spec',
    before: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: p\n  namespace: shop\n',
    says: /spec is missing/,
    offers: ['Write what it means: every pod, Ingress'],
    after: [policy('  podSelector: {}\n  policyTypes:\n    - Ingress\n')],
  },
  {
    rule: 'YML-8',
    does: 'writes out a null label',
    before: policy('  podSelector:\n    matchLabels:\n      app:\n'),
    says: /null label value/,
    offers: ['Write ""'],
    after: [policy('  podSelector:\n    matchLabels:\n      app: ""\n')],
  },
  {
    rule: 'VAL-1',
    does: 'writes the namespace that is read, or one of the file',
    before: `${policy('  podSelector: {}\n', '  name: p # mine\n')}---\n${policy('  podSelector: {}\n', '  name: q\n  namespace: shop\n')}`,
    says: /no namespace is given/,
    offers: ['Write namespace: default', 'Write namespace: shop'],
    after: ['default', 'shop'].map(
      (namespace) =>
        `${policy('  podSelector: {}\n', `  name: p # mine\n  namespace: ${namespace}\n`)}---\n${policy('  podSelector: {}\n', '  name: q\n  namespace: shop\n')}`,
    ),
  },
  {
    rule: 'VAL-1',
    does: 'makes a name valid',
    before: policy('  podSelector: {}\n', '  name: Allow_Web\n  namespace: shop\n'),
    says: /Invalid value/,
    offers: ['Write allow-web'],
    after: [policy('  podSelector: {}\n', '  name: allow-web\n  namespace: shop\n')],
  },
  {
    rule: 'VAL-3',
    does: 'writes the operator that was meant',
    before: policy('  podSelector:\n    matchExpressions:\n      - {key: app, operator: in, values: [web]}\n'),
    says: /not a valid selector operator/,
    offers: ['Write In'],
    after: [policy('  podSelector:\n    matchExpressions:\n      - {key: app, operator: In, values: [web]}\n')],
  },
  {
    rule: 'VAL-3',
    does: 'removes values that may not be, or writes the operator they belong to',
    before: policy('  podSelector:\n    matchExpressions:\n      - {key: app, operator: Exists, values: [web]}\n'),
    says: /Forbidden/,
    offers: ['Remove values', 'Write In'],
    after: [
      policy('  podSelector:\n    matchExpressions:\n      - {key: app, operator: Exists}\n'),
      policy('  podSelector:\n    matchExpressions:\n      - {key: app, operator: In, values: [web]}\n'),
    ],
  },
  {
    rule: 'VAL-4',
    does: 'writes a type in its case',
    before: policy('  podSelector: {}\n  policyTypes: [ingress]\n'),
    says: /Unsupported value/,
    offers: ['Write Ingress'],
    after: [policy('  podSelector: {}\n  policyTypes: [Ingress]\n')],
  },
  {
    rule: 'VAL-4',
    does: 'writes each of too many types once',
    before: policy('  podSelector: {}\n  policyTypes: [Ingress, Egress, Egress]\n'),
    says: /more than two/,
    offers: ['Write Ingress and Egress once'],
    after: [policy('  podSelector: {}\n  policyTypes: [Ingress, Egress]\n')],
  },
  {
    rule: 'ISO-3',
    does: 'brings inert rules into effect, or removes them',
    before: policy('  podSelector: {}\n  policyTypes:\n    - Ingress\n  egress:\n    - {}\n'),
    says: /inert/,
    offers: ['Add Egress to policyTypes', 'Remove the inert egress rules'],
    after: [
      policy('  podSelector: {}\n  policyTypes:\n    - Ingress\n    - Egress\n  egress:\n    - {}\n'),
      policy('  podSelector: {}\n  policyTypes:\n    - Ingress\n'),
    ],
  },
  {
    rule: 'VAL-5',
    does: 'says whom an empty peer means, and removes it only beside others',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - {}\n'),
    says: /must specify a peer/,
    offers: ['Write podSelector: {} (every pod of this namespace)', 'Write namespaceSelector: {} (every pod)'],
    after: ['podSelector', 'namespaceSelector'].map((name) =>
      policy(`  podSelector: {}\n  ingress:\n    - from:\n        - ${name}: {}\n`),
    ),
  },
  {
    rule: 'VAL-5',
    does: 'splits a block from the selectors beside it',
    before: policy(
      '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n          ipBlock:\n            cidr: 10.0.0.0/8\n',
    ),
    says: /may not specify both/,
    offers: ['Split into two peers (either may match)'],
    after: [
      policy(
        '  podSelector: {}\n  ingress:\n    - from:\n        - podSelector: {}\n        - ipBlock:\n            cidr: 10.0.0.0/8\n',
      ),
    ],
  },
  {
    rule: 'VAL-6',
    does: 'masks host bits',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: "10.1.2.3/8"} # lan\n'),
    says: /bits set beyond/,
    offers: ['Write 10.0.0.0/8'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: "10.0.0.0/8"} # lan\n')],
  },
  {
    rule: 'VAL-6',
    does: 'gives an address its prefix',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 192.0.2.7}\n'),
    says: /must be a valid CIDR/,
    offers: ['Write 192.0.2.7/32'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 192.0.2.7/32}\n')],
  },
  {
    rule: 'VAL-6',
    does: 'removes an exception that lies outside',
    before: policy(
      '  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock:\n            cidr: 10.0.0.0/8\n            except:\n              - 10.1.0.0/16\n              - 192.0.2.0/24\n',
    ),
    says: /strict subset/,
    offers: ['Remove the exception 192.0.2.0/24'],
    after: [
      policy(
        '  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock:\n            cidr: 10.0.0.0/8\n            except:\n              - 10.1.0.0/16\n',
      ),
    ],
  },
  {
    rule: 'IPB-5',
    does: 'writes a mapped block as what it is read as',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: "::ffff:10.0.0.0/104"}\n'),
    says: /IPv4-mapped/,
    offers: ['Write 10.0.0.0/8'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: "10.0.0.0/8"}\n')],
  },
  {
    rule: 'VAL-7',
    does: 'writes a protocol in capitals',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - {protocol: tcp, port: 80}\n'),
    says: /Unsupported value/,
    offers: ['Write TCP'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - {protocol: TCP, port: 80}\n')],
  },
  {
    rule: 'VAL-8',
    does: 'takes a port out of its quotes',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: "80" # web\n'),
    says: /at least one letter/,
    offers: ['Write 80 without quotes'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 80 # web\n')],
  },
  {
    rule: 'VAL-8',
    does: 'writes a range as two numbers',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 8000-8090 # debug\n'),
    says: /at least one letter/,
    offers: ['Write port 8000 and endPort 8090'],
    after: [
      policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 8000 # debug\n          endPort: 8090\n'),
    ],
  },
  {
    rule: 'VAL-6',
    does: 'writes a netmask as a prefix',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 10.1.2.0/255.255.0.0}\n'),
    says: /must be a valid CIDR/,
    offers: ['Write 10.1.0.0/16'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 10.1.0.0/16}\n')],
  },
  {
    rule: 'VAL-6',
    does: 'writes a range that is one block, and no other',
    before: policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 10.0.0.0-10.0.3.255}\n'),
    says: /must be a valid CIDR/,
    offers: ['Write 10.0.0.0/22'],
    after: [policy('  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: {cidr: 10.0.0.0/22}\n')],
  },
  {
    rule: 'VAL-1',
    does: 'names a policy after whom it selects',
    before: policy('  podSelector:\n    matchLabels:\n      app: Web\n', '  namespace: shop\n'),
    says: /name or generateName/,
    offers: ['Write name: web'],
    after: [policy('  podSelector:\n    matchLabels:\n      app: Web\n', '  name: web\n  namespace: shop\n')],
  },
  {
    rule: 'YML-6',
    does: 'writes an apiVersion that is missing',
    before: policy('  podSelector: {}\n').replace(/apiVersion.*\n/, '# here\n'),
    says: /apiVersion is not set/,
    offers: ['Write apiVersion: networking.k8s.io/v1'],
    after: [policy('  podSelector: {}\n').replace('apiVersion', '# here\napiVersion')],
  },
  {
    rule: 'YML-6',
    does: 'writes it in brackets as well',
    before: '{"kind": "NetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": {"podSelector": {}}}\n',
    says: /apiVersion is not set/,
    offers: ['Write apiVersion: networking.k8s.io/v1'],
    after: [
      '{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": {"podSelector": {}}}\n',
    ],
  },
  {
    rule: 'VAL-8',
    does: 'writes a port name in small letters',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: HTTP\n'),
    says: /alpha-numeric/,
    offers: ['Write http'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: http\n')],
  },
  {
    rule: 'VAL-9',
    does: 'turns a range round',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - {port: 90, endPort: 80}\n'),
    says: /greater than or equal/,
    offers: ['Write 80-90'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - {port: 80, endPort: 90}\n')],
  },
  {
    rule: 'VAL-9',
    does: 'removes an end without a number to begin with',
    before: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: http\n          endPort: 80\n'),
    says: /non-numeric/,
    offers: ['Remove endPort'],
    after: [policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: http\n')],
  },
  {
    rule: 'VAL-10',
    does: 'removes a copy',
    before: `${policy('  podSelector: {}\n')}---\n${policy('  podSelector: {}\n')}`,
    says: /is the same as/,
    offers: ['Remove this copy'],
    after: [policy('  podSelector: {}\n')],
  },
  {
    rule: 'VAL-10',
    does: 'removes the one that is not in force, or gives the other a name',
    before: `${policy('  podSelector: {}\n')}---\n${policy('  podSelector: {}\n  policyTypes: [Egress]\n')}`,
    says: /already defined differently/,
    offers: ['Remove the earlier one', 'Rename to p-2'],
    after: [
      policy('  podSelector: {}\n  policyTypes: [Egress]\n'),
      `${policy('  podSelector: {}\n')}---\n${policy('  podSelector: {}\n  policyTypes: [Egress]\n', '  name: p-2\n  namespace: shop\n')}`,
    ],
  },
  {
    rule: 'END-3',
    does: 'writes the name of a namespace into its label',
    before:
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    kubernetes.io/metadata.name: other\n',
    says: /always the namespace's name/,
    offers: ['Write shop'],
    after: [
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    kubernetes.io/metadata.name: shop\n',
    ],
  },
]

describe('fixes', () => {
  it.each(CASES.map((one) => [`[${one.rule}] ${one.does}`, one] as const))(
    '%s',
    (_, { before, says, offers, after, rule }) => {
      const context = contextOf([{ name: 'a.yaml', text: before }])
      const all = diagnosticsOf(context)
      const finding = all.find(({ code, message }) => code === rule && says.test(message))
      if (!finding) throw new Error(`not found among ${all.map(words).join('\n')}`)
      const offered = offerFixes(context.reading, finding)
      expect(offered.map(({ title }) => title)).toEqual(offers)
      for (const [index, { intention }] of offered.entries()) {
        const plan = planFix(context, JSON.parse(JSON.stringify(intention)))
        expect(plan.obstacles).toEqual([])
        const repaired = afterEdits(context, plan.edits)
        expect(repaired.document.files[0]?.text).toBe(after[index])
        const left = diagnosticsOf(repaired).map(words)
        expect(left).not.toContain(words(finding))
        const before = all.map(words)
        expect(left.filter((one) => !before.includes(one))).toEqual([])
      }
    },
  )

  it('[VAL-5] offers to remove an empty peer beside others, and the last one never', () => {
    const text = policy('  podSelector: {}\n  ingress:\n    - from:\n        - {}\n        - podSelector: {}\n')
    const context = contextOf([{ name: 'a.yaml', text }])
    const [finding] = diagnosticsOf(context).filter(({ code }) => code === 'VAL-5')
    const [first] = finding ? offerFixes(context.reading, finding) : []
    expect(first?.title).toBe('Remove the empty peer')
  })

  it('[V14] repairs the text as it is, where the last valid form is shown', () => {
    const good = { name: 'a.yaml', text: policy('  podSelector: {}\n  ingress:\n    - ports:\n        - port: 80\n') }
    const bad = { name: 'a.yaml', text: good.text.replace('80', '"81"') }
    const context = contextOf([bad], undefined, contextOf([good]))
    const [finding] = diagnosticsOf(context).filter(({ code }) => code === 'VAL-8')
    const [fix] = finding ? offerFixes(context.reading, finding) : []
    expect(fix?.title).toBe('Write 81 without quotes')
    const plan = fix && planFix(context, fix.intention)
    expect(afterEdits(context, plan?.edits).document.files[0]?.text).toBe(good.text.replace('80', '81'))
  })

  it('[EDIT] refuses to lose a comment, to change other places, and to repair what is repaired', () => {
    const commented = policy(
      '  podSelector: {}\n  ingress:\n    - from:\n        podSelector: # those\n          matchLabels: {app: web}\n',
    )
    const context = contextOf([{ name: 'a.yaml', text: commented }])
    const [finding] = diagnosticsOf(context).filter(({ code }) => code === 'YML-4')
    const [fix] = finding ? offerFixes(context.reading, finding) : []
    if (!fix) throw new Error('no fix')
    expect(planFix(context, fix.intention).obstacles).toEqual([
      { code: 'not-expressible', words: 'a comment would be lost there: repair it by hand' },
    ])
    const repaired = contextOf([{ name: 'a.yaml', text: policy('  podSelector: {}\n') }])
    expect(planFix(repaired, fix.intention).obstacles.map(({ code }) => code)).toEqual(['nothing-to-do'])
  })
})
