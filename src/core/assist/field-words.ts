import type { Steps } from './loose-tree.ts'

/** What a field of a NetworkPolicy means, in a sentence, and the rules of docs/semantics.md behind it. */
export interface FieldWords {
  readonly words: string
  readonly rules: readonly string[]
}

/** What the field at these steps of a NetworkPolicy means; undefined for fields that are only accepted. */
export function fieldWords(steps: Steps): FieldWords | undefined {
  const pattern = steps.map((step) => (typeof step === 'number' ? '*' : step)).join('/')
  return ofPolicy(pattern) ?? ofRule(pattern) ?? ofSelector(pattern)
}

function words(text: string, ...rules: readonly string[]): FieldWords {
  return { words: text, rules }
}

const POLICY: Readonly<Record<string, FieldWords>> = {
  apiVersion: words('Which API reads the object. Network policies are read from networking.k8s.io/v1 only.', 'YML-5'),
  kind: words('What the object is. It counts only together with its apiVersion.', 'YML-6'),
  metadata: words('Names the object, and the namespace whose pods it is about.', 'VAL-1'),
  'metadata/name': words('A second policy of the same name in the namespace takes the place of the first.', 'VAL-10'),
  'metadata/generateName': words(
    'The API server adds letters to it, so that every policy made from it is another.',
    'VAL-1',
  ),
  'metadata/namespace': words(
    'A policy selects pods of its own namespace only. Left out, it is read as default.',
    'SEL-5',
    'VAL-1',
  ),
  'metadata/labels': words('Labels of the policy itself. No verdict rests on them.'),
  spec: words(
    'Whom the policy selects and what it admits. Left out, it isolates the whole namespace for ingress.',
    'YML-8',
  ),
  'spec/podSelector': words('Whom the policy is about: pods of its own namespace. {} is all of them.', 'SEL-5'),
  'spec/policyTypes': words(
    'The directions in which the selected pods are isolated. Left out: ingress, and egress once there is an egress rule.',
    'ISO-2',
    'ISO-3',
  ),
  'spec/policyTypes/*': words(
    'The selected pods are isolated in this direction: only what a rule admits passes.',
    'ISO-3',
    'ISO-4',
  ),
  'spec/ingress': words(
    'What may connect to the selected pods. Rules add up; without any, nothing may.',
    'ISO-5',
    'RUL-4',
  ),
  'spec/egress': words('What the selected pods may connect to. Rules add up; without any, nothing.', 'ISO-5', 'RUL-4'),
}

function ofPolicy(pattern: string): FieldWords | undefined {
  return Object.hasOwn(POLICY, pattern) ? POLICY[pattern] : undefined
}

const RULE: Readonly<Record<string, FieldWords>> = {
  '': words('Admits what matches one of its peers and one of its ports. {} admits everything.', 'RUL-3'),
  from: words('Who may connect: any one entry is enough. Left out or empty: anybody, inside and outside.', 'RUL-1'),
  to: words(
    'Where connections may go: any one entry is enough. Left out or empty: anywhere, inside and outside.',
    'RUL-1',
  ),
  ports: words(
    'On which ports of the pod that is connected to. Left out or empty: every port of every protocol.',
    'RUL-2',
  ),
  peer: words('What stands in one entry must all hold; another entry is another way in.', 'PEE-3'),
  'peer/podSelector': words(
    'Pods by their labels: of the policy’s own namespace, or of those a namespaceSelector beside it matches.',
    'PEE-1',
    'PEE-3',
  ),
  'peer/namespaceSelector': words(
    'Namespaces by their labels. Alone it is every pod in them; {} is every namespace, and nothing outside.',
    'PEE-2',
  ),
  'peer/ipBlock': words(
    'Addresses, meant for what is outside. Whether they match pods as well is up to the network plugin.',
    'IPB-1',
    'IPB-3',
  ),
  'peer/ipBlock/cidr': words(
    'The block of addresses: 10.0.0.0/8 is every address that begins with 10.',
    'IPB-1',
    'VAL-6',
  ),
  'peer/ipBlock/except': words(
    'Parts of the block that are left out. Another peer or policy may admit them still.',
    'IPB-2',
  ),
  'ports/*': words('One port or range. {} is every TCP port.', 'POR-2'),
  'ports/*/protocol': words('TCP, UDP or SCTP. Left out, it is TCP.', 'POR-1', 'VAL-7'),
  'ports/*/port': words(
    'A port of the pod, not of a Service: a number, or the name a container gives it. Left out: every port.',
    'POR-4',
    'END-7',
  ),
  'ports/*/endPort': words('The last port of the range that begins at port.', 'POR-3', 'VAL-9'),
}

function ofRule(pattern: string): FieldWords | undefined {
  const [, side = '', below = ''] = /^spec\/(ingress|egress)\/\*(?:\/(.*))?$/.exec(pattern) ?? []
  if (side === '') return undefined
  const own = below.replace(side === 'ingress' ? /^from\/\*/ : /^to\/\*/, 'peer')
  return Object.hasOwn(RULE, own) ? RULE[own] : undefined
}

const SELECTOR: Readonly<Record<string, FieldWords>> = {
  matchLabels: words('Labels that must all be there, with just these values.', 'SEL-2'),
  matchExpressions: words('Conditions on labels. All must hold, and matchLabels too.', 'SEL-2'),
  'matchExpressions/*/key': words('The label that the condition is about.', 'SEL-2'),
  'matchExpressions/*/operator': words(
    'In, NotIn, Exists or DoesNotExist. A pod without the label passes NotIn and DoesNotExist.',
    'SEL-3',
    'SEL-4',
  ),
  'matchExpressions/*/values': words('What In and NotIn compare with. Exists and DoesNotExist take none.', 'VAL-3'),
}

function ofSelector(pattern: string): FieldWords | undefined {
  const [, own = ''] = /(?:pod|namespace)Selector\/(.*)$/.exec(pattern) ?? []
  return Object.hasOwn(SELECTOR, own) ? SELECTOR[own] : undefined
}
