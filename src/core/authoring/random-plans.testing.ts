/** Random documents of policies over one small cluster, and random wishes, for the laws of plans. */
import fc from 'fast-check'
import { anchoredHabits, habits, rollDice, writeYaml } from '../edits/random-manifest.testing.ts'
import type { JsonValue } from '../model/json.ts'
import type { PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, unionTraffic } from '../net/ports-by-protocol.ts'
import { contextOf, deployment, pod, yamlFile } from './plan.testing.ts'
import type { ConnectEnd, WantedPort } from './plan.ts'
import type { PlanContext } from './plan-context.ts'

const CLUSTER = yamlFile(
  'cluster.yaml',
  deployment('shop', 'web'),
  deployment('shop', 'api', { app: 'api', tier: 'back' }, [
    { name: 'http', containerPort: 8080 },
    { containerPort: 9090 },
  ]),
  pod('shop', 'tool', { app: 'tool' }),
  deployment('data', 'db', { app: 'db', tier: 'back' }, [{ name: 'sql', containerPort: 5432 }]),
)

const app = fc.constantFrom('web', 'api', 'tool', 'db', 'ghost')
const selector: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant({}),
  app.map((name) => ({ matchLabels: { app: name } })),
  fc.constant({ matchLabels: { tier: 'back' } }),
  app.map((name) => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [name] }] })),
)
export const randomNamespace = fc.constantFrom('shop', 'data')
const inNamespace = randomNamespace.map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } }))
const peer: fc.Arbitrary<JsonValue> = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  inNamespace.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ namespaceSelector: inNamespace, podSelector: selector }),
  fc.constantFrom('10.0.0.0/8', '0.0.0.0/0').map((cidr) => ({ ipBlock: { cidr } })),
)
const port: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(8080, 9090, 5432, 80).map((number) => ({ protocol: 'TCP', port: number })),
  fc.constant({ port: 'http' }),
  fc.constant({ protocol: 'TCP', port: 8000, endPort: 9000 }),
  fc.constant({ protocol: 'UDP' }),
)
const rules = (key: 'from' | 'to') =>
  fc.array(
    fc
      .record({
        peers: fc.option(fc.array(peer, { maxLength: 3 })),
        ports: fc.option(fc.array(port, { maxLength: 2 })),
      })
      .map(({ peers, ports }) => ({ ...(peers ? { [key]: peers } : {}), ...(ports ? { ports } : {}) })),
    { maxLength: 2 },
  )
const policies = fc.array(
  fc.record({
    namespace: randomNamespace,
    podSelector: selector,
    policyTypes: fc.option(fc.subarray(['Ingress', 'Egress'])),
    ingress: fc.option(rules('from')),
    egress: fc.option(rules('to')),
  }),
  { minLength: 1, maxLength: 4 },
)

/** Documents in every style: one YAML document per policy, a List, JSON; with comments, and some with anchors. */
export const randomContexts: fc.Arbitrary<PlanContext> = fc
  .record({
    policies,
    style: fc.oneof(habits, anchoredHabits),
    seed: fc.nat(),
    shape: fc.constantFrom('yaml', 'list', 'json'),
  })
  .map(({ policies: all, style, seed, shape }) => {
    const objects = all.map(({ namespace: own, podSelector, policyTypes, ingress, egress }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `p${index}`, namespace: own },
      spec: {
        podSelector,
        ...(policyTypes ? { policyTypes } : {}),
        ...(ingress ? { ingress } : {}),
        ...(egress ? { egress } : {}),
      },
    }))
    const list = { apiVersion: 'v1', kind: 'List', items: objects }
    const dice = rollDice(seed)
    const write = (value: JsonValue) => writeYaml(value, { ...style, finalBreak: true }, dice)
    const text = {
      yaml: () => objects.map(write).join(`---${style.lineBreak}`),
      list: () => writeYaml(list, style, dice),
      json: () => JSON.stringify(list, null, [0, 2, 4][dice(3)]),
    }[shape]()
    return printable(contextOf([CLUSTER, { name: 'policies.yaml', text }]))
  })

/** Shown by a failing property as the text of its policies alone. */
function printable(context: PlanContext): PlanContext {
  const text = () => `\n${context.document.files[1]?.text.replaceAll('\r', '␍')}\n`
  return Object.assign(context, { [fc.toStringMethod]: text })
}

export const WORKLOADS = ['shop/deployment/web', 'shop/deployment/api', 'shop/pod/tool', 'data/deployment/db']
export const randomWorkload = fc.constantFrom(...WORKLOADS)
export const randomEnd: fc.Arbitrary<ConnectEnd> = fc.oneof(
  { weight: 4, arbitrary: randomWorkload.map((id): ConnectEnd => ({ kind: 'workload', id })) },
  randomNamespace.map((name): ConnectEnd => ({ kind: 'namespace', namespace: name })),
  fc.constantFrom('192.0.2.0/24', '10.0.0.0/8').map((cidr): ConnectEnd => ({ kind: 'block', cidr, except: [] })),
  fc.constantFrom('outside' as const, 'anyone' as const).map((reach): ConnectEnd => ({ kind: 'internet', reach })),
)
export const randomPorts: fc.Arbitrary<'every' | readonly WantedPort[]> = fc.oneof(
  fc.constant('every' as const),
  fc.uniqueArray(
    fc.constantFrom<WantedPort>(
      { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 },
      { kind: 'range', protocol: 'TCP', first: 8000, last: 9999 },
      { kind: 'range', protocol: 'UDP', first: 1, last: 65535 },
      { kind: 'range', protocol: 'SCTP', first: 7, last: 7 },
    ),
    { minLength: 1 },
  ),
)

/** The ports of a wish whose ports are all numbers. */
export function askedTraffic(ports: 'every' | readonly WantedPort[]): PortsByProtocol {
  if (ports === 'every') return ALL_TRAFFIC
  return ports
    .map((one) => (one.kind === 'range' ? { [one.protocol]: [{ first: one.first, last: one.last }] } : {}))
    .reduce(unionTraffic, {})
}
