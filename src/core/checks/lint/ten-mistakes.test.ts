import { describe, expect, it } from 'vitest'
import { blockFile, contextOf, deployment, pod } from '../../authoring/plan.testing.ts'
import { lint } from './lint.ts'
import { namespace, service } from './scenarios.testing.ts'

/** A shop that is watched from another namespace, and the DNS of the cluster. */
const CLUSTER = blockFile(
  'cluster.yaml',
  namespace('shop'),
  namespace('monitoring'),
  deployment('shop', 'web'),
  deployment('shop', 'api'),
  deployment('shop', 'test'),
  deployment('monitoring', 'prometheus'),
  service('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', protocol: 'UDP', port: 53, targetPort: 5353 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53, targetPort: 5353 },
  ]),
  pod(
    'kube-system',
    'coredns',
    { 'k8s-app': 'kube-dns' },
    {
      containers: [
        {
          name: 'dns',
          image: 'x',
          ports: [
            { containerPort: 5353, protocol: 'UDP' },
            { containerPort: 5353, protocol: 'TCP' },
          ],
        },
      ],
    },
  ),
)

const policy = (name: string, spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\n  namespace: shop\nspec:\n${spec}`

const web = '  podSelector: {matchLabels: {app: web}}\n'

/** What somebody believes, the text they would write, and the rule that tells them, with some of its words. */
interface Mistake {
  readonly believes: string
  readonly text: string
  readonly rule: string
  readonly says: RegExp
}

const MISTAKES: readonly Mistake[] = [
  {
    believes: 'without policyTypes egress rules do nothing',
    text: policy('web', `${web}  egress:\n    - to: [{podSelector: {matchLabels: {app: api}}}]\n`),
    rule: 'NP015',
    says: /^web isolates the egress of web only because it has egress rules/,
  },
  {
    believes: 'of two policies of one pod both must agree',
    text: [
      policy('same-namespace', `${web}  policyTypes: [Ingress]\n  ingress:\n    - from: [{podSelector: {}}]\n`),
      policy(
        'only-api',
        `${web}  policyTypes: [Ingress]\n  ingress:\n    - from: [{podSelector: {matchLabels: {app: api}}}]\n      ports: [{protocol: TCP, port: 8080}]\n`,
      ),
    ].join('---\n'),
    rule: 'NP038',
    says: /^only-api adds nothing .* same-namespace does all of it/,
  },
  {
    believes: 'a policy can keep somebody out by naming them',
    text: policy(
      'deny-test',
      `${web}  policyTypes: [Ingress]\n  ingress:\n    - from: [{podSelector: {matchLabels: {app: test}}}]\n`,
    ),
    rule: 'NP035',
    says: /^deny-test is called a denial, and admits app=test in shop: whoever it does not name is closed out$/,
  },
  {
    believes: 'a podSelector finds pods of every namespace',
    text: policy(
      'scrape',
      `${web}  policyTypes: [Ingress]\n  ingress:\n    - from: [{podSelector: {matchLabels: {app: prometheus}}}]\n`,
    ),
    rule: 'NP019',
    says: /^no pod is app=prometheus in shop: .* a podSelector alone does not reach 1 pod in monitoring$/,
  },
  {
    believes: 'replies need a rule of their own',
    text: policy(
      'web',
      `${web}  policyTypes: [Egress]\n  egress:\n    - to: [{podSelector: {matchLabels: {app: api}}}]\n      ports: [{protocol: TCP, port: 32768, endPort: 60999}]\n`,
    ),
    rule: 'NP034',
    says: /if they are for replies, those pass without a rule$/,
  },
  {
    believes: 'from: [] is nobody',
    text: policy('closed', `${web}  policyTypes: [Ingress]\n  ingress:\n    - from: []\n`),
    rule: 'NP029',
    says: /^closed admits everybody on every port: from: \[\] is everybody, not nobody$/,
  },
  {
    believes: 'names are looked up over UDP 53 alone',
    text: policy(
      'web',
      `${web}  policyTypes: [Egress]\n  egress:\n    - to:\n        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n      ports: [{protocol: UDP, port: 5353}]\n`,
    ),
    rule: 'NP028',
    says: /^web cannot look names up: web isolates egress, and nothing admits TCP 53/,
  },
  {
    believes: 'a namespace has a label with its name, called name',
    text: policy(
      'web',
      `${web}  policyTypes: [Egress]\n  egress:\n    - to: [{namespaceSelector: {matchLabels: {name: kube-system}}}]\n`,
    ),
    rule: 'NP020',
    says: /label name is not set by Kubernetes, kubernetes\.io\/metadata\.name is$/,
  },
  {
    believes: '0.0.0.0/0 is the internet and no pod',
    text: policy('web', `${web}  policyTypes: [Egress]\n  egress:\n    - to: [{ipBlock: {cidr: 0.0.0.0/0}}]\n`),
    rule: 'NP031',
    says: /^web names every address as a peer: 0\.0\.0\.0\/0/,
  },
  {
    believes: 'a policy that is applied is enforced',
    text: policy('closed', `${web}  policyTypes: [Ingress]\n`),
    rule: 'NP046',
    says: /whether these policies are enforced/,
  },
]

describe('what articles teach wrongly', () => {
  it.each(MISTAKES)('"$believes": $rule tells better', ({ text, rule, says }) => {
    const { reading, prepared } = contextOf([CLUSTER, { name: 'policies.yaml', text }])
    const found = lint(reading, prepared).filter((one) => one.rule === rule)
    expect(found.map(({ message }) => message)).toContainEqual(expect.stringMatching(says))
  })
})
