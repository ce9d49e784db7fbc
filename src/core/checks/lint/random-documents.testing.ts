/** Random documents for the laws of lint: a small cluster with all that rules look at, and policies in every style. */
import fc from 'fast-check'
import { contextOf, deployment, pod, SETTINGS } from '../../authoring/plan.testing.ts'
import type { PlanContext } from '../../authoring/plan-context.ts'
import {
  anchoredHabits,
  type Dice,
  type Habits,
  habits,
  rollDice,
  writeYaml,
} from '../../edits/random-manifest.testing.ts'
import type { TextFile } from '../../model/edit.ts'
import type { JsonObject, JsonValue } from '../../model/json.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { namespace, service } from './scenarios.testing.ts'

const http = { name: 'http', containerPort: 8080 }

/** Who may be there; each of them may be missing. */
const INVENTORY = [
  namespace('shop', { team: 'a' }),
  namespace('data', { team: 'b', name: 'data' }),
  namespace('empty'),
  deployment('shop', 'web', { app: 'web', tier: 'front' }, [http]),
  deployment('shop', 'api', { app: 'api', tier: 'back' }, [http, { name: 'admin', containerPort: 9090 }]),
  pod('shop', 'tool', { app: 'tool' }),
  deployment('data', 'db', { app: 'db', tier: 'back' }, [{ name: 'sql', containerPort: 5432 }]),
  deployment('data', 'cache', { app: 'cache' }, []),
  pod('data', 'agent', { app: 'agent' }, { hostNetwork: true, nodeName: 'n1' }),
  {
    ...pod('shop', 'placed', { app: 'placed' }),
    status: { podIP: '10.1.2.3', podIPs: [{ ip: '10.1.2.3' }, { ip: 'fd00::3' }] },
  },
  deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, [
    { containerPort: 53, protocol: 'UDP' },
    { containerPort: 53, protocol: 'TCP' },
  ]),
  service('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', protocol: 'UDP', port: 53 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53 },
  ]),
  service('shop', 'api', { app: 'api' }, [{ port: 80, targetPort: 8080 }]),
  service('data', 'db', { app: 'db' }, [{ port: 3306, targetPort: 'sql' }]),
]

const app = fc.constantFrom('web', 'api', 'tool', 'db', 'ghost', 'wep')
const expression: fc.Arbitrary<JsonValue> = fc.oneof(
  app.map((name) => ({ key: 'app', operator: 'In', values: [name] })),
  fc.tuple(app, app).map(([one, other]) => ({ key: 'app', operator: 'NotIn', values: [one, other] })),
  fc.constant({ key: 'tier', operator: 'Exists' }),
  fc.constant({ key: 'tier', operator: 'DoesNotExist' }),
)
const podSelector: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant({}),
  app.map((name) => ({ matchLabels: { app: name } })),
  fc.constantFrom('front', 'back', 'fronts').map((tier) => ({ matchLabels: { tier } })),
  expression.map((one) => ({ matchExpressions: [one] })),
  fc.tuple(app, expression).map(([name, one]) => ({ matchLabels: { app: name }, matchExpressions: [one] })),
)
const spaces = fc.constantFrom('shop', 'data')
const namespaceSelector: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant({}),
  spaces.map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  spaces.map((name) => ({ matchLabels: { name } })),
  fc.constantFrom('a', 'b', 'c').map((team) => ({ matchLabels: { team } })),
)
const BLOCKS: readonly JsonObject[] = [
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.0.0/16'] },
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  { cidr: '10.1.2.0/24' },
  { cidr: '10.1.2.3/32' },
  { cidr: '169.254.169.254/32' },
  { cidr: '192.168.0.0/16' },
  { cidr: '::/0' },
  { cidr: 'fd00::/8', except: ['fd00:1::/32'] },
]
const peer: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 3, arbitrary: podSelector.map((one) => ({ podSelector: one })) },
  { weight: 2, arbitrary: namespaceSelector.map((one) => ({ namespaceSelector: one })) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector }) },
  { weight: 3, arbitrary: fc.constantFrom(...BLOCKS).map((ipBlock) => ({ ipBlock })) },
)
const port: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(8080, 9090, 5432, 80, 3306, 53).map((number) => ({ protocol: 'TCP', port: number })),
  fc.constantFrom('http', 'sql', 'admin', 'nothing').map((name) => ({ port: name })),
  fc.constant({ protocol: 'UDP', port: 53 }),
  fc.constant({ protocol: 'TCP', port: 8000, endPort: 9000 }),
  fc.constant({ protocol: 'TCP', port: 1024, endPort: 65535 }),
  fc.constantFrom('UDP', 'SCTP').map((protocol) => ({ protocol })),
)
const rules = (key: 'from' | 'to') =>
  fc.array(
    fc
      .record({
        peers: fc.option(fc.array(peer, { maxLength: 3 })),
        ports: fc.option(fc.array(port, { maxLength: 3 })),
      })
      .map(({ peers, ports }) => ({ ...(peers ? { [key]: peers } : {}), ...(ports ? { ports } : {}) })),
    { maxLength: 3 },
  )
const spec = fc
  .record({
    podSelector,
    policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'])),
    ingress: fc.option(rules('from')),
    egress: fc.option(rules('to')),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as JsonObject)

interface Wished {
  readonly specs: readonly { readonly at: string; readonly spec: JsonObject }[]
  readonly style: Habits
  readonly seed: number
  readonly shape: 'yaml' | 'list' | 'json'
  readonly isTwice: boolean
}

function writePolicies({ specs, style, seed, shape, isTwice }: Wished): TextFile {
  const all = isTwice ? [...specs, ...specs.slice(0, 1)] : specs
  const objects = all.map(({ at, spec: own }, index) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `p${index}`, namespace: at },
    spec: own,
  }))
  return { name: 'policies.yaml', text: writeObjects(objects, shape, style, rollDice(seed)) }
}

function writeObjects(objects: readonly JsonObject[], shape: Wished['shape'], style: Habits, dice: Dice): string {
  const list = { apiVersion: 'v1', kind: 'List', items: objects }
  if (shape === 'json') return JSON.stringify(list, null, [0, 2, 4][dice(3)])
  if (shape === 'list') return writeYaml(list, style, dice)
  return objects.map((one) => writeYaml(one, { ...style, finalBreak: true }, dice)).join(`---${style.lineBreak}`)
}

const policies: fc.Arbitrary<TextFile> = fc
  .record({
    specs: fc.array(fc.record({ at: spaces, spec }), { minLength: 1, maxLength: 5 }),
    style: fc.oneof(habits, anchoredHabits),
    seed: fc.nat(),
    shape: fc.constantFrom('yaml', 'yaml', 'list', 'json'),
    isTwice: fc.boolean(),
  })
  .map(writePolicies)

const inventory: fc.Arbitrary<TextFile> = fc.array(fc.nat(INVENTORY.length - 1), { maxLength: 3 }).map((gone) => ({
  name: 'cluster.yaml',
  text: INVENTORY.filter((_, index) => !gone.includes(index))
    .map((one) => `---\n${JSON.stringify(one)}\n`)
    .join(''),
}))

/** Two files: who is there, and the policies. */
export const randomFiles: fc.Arbitrary<readonly TextFile[]> = fc.tuple(inventory, policies).map((files) => files)

/** Implied endpoints would come and go with what selectors say: without them the ends of flows stay. */
const settings: fc.Arbitrary<EngineSettings> = fc
  .constantFrom('upstream', 'upstream', 'calico', 'cilium', 'weave')
  .map((cni) => ({ ...SETTINGS, cni, implied: false }))

/** Such documents, read; shown by a failing property as their texts. */
export const randomDocuments: fc.Arbitrary<PlanContext> = fc.tuple(randomFiles, settings).map(([files, under]) => {
  const context = contextOf(files, under)
  const text = () => `\n${under.cni}\n${files.map(({ text: own }) => own.replaceAll('\r', '␍')).join('\n=====\n')}\n`
  return Object.assign(context, { [fc.toStringMethod]: text })
})
