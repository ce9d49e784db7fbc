import fc from 'fast-check'
import type { EngineSettings } from '../model/settings.ts'
import type { AddressSet } from '../net/address.ts'
import { toAddressSet } from '../net/address.ts'
import { readCidr } from '../net/cidr.ts'
import type {
  ClusterNote,
  LabelsNote,
  PeerNote,
  PodNote,
  PolicyNote,
  PortNote,
  RuleNote,
  SelectorNote,
  WorkloadNote,
} from './cluster.testing.ts'

const NAMESPACES = ['a', 'b', 'c']
const IPS = ['10.0.0.1', '10.0.0.2', '10.128.0.1', '172.16.0.1', '192.168.1.1', '203.0.113.7', '9.255.255.255']
const IPV6 = ['fd00::1', 'fd00::2', '2001:db8::1']
const PORTS = ['http:80', 'http:8080', 'alt:80', 'dns:53/UDP', 'dns:53', 'http:80/UDP', ':9090', 'sig:3868/SCTP']

const labels: fc.Arbitrary<LabelsNote> = fc.record(
  { app: fc.constantFrom('x', 'y', ''), tier: fc.constantFrom('1', '2') },
  { requiredKeys: [] },
)

const requirement = (keys: readonly string[], values: readonly string[]) =>
  fc.oneof(
    fc.record({
      key: fc.constantFrom(...keys),
      operator: fc.constantFrom('In' as const, 'NotIn' as const),
      values: fc.subarray([...values], { minLength: 1 }),
    }),
    fc.record({
      key: fc.constantFrom(...keys),
      operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
    }),
  )

const podSelector: fc.Arbitrary<SelectorNote> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: labels.map((matchLabels) => ({ matchLabels })) },
  {
    weight: 2,
    arbitrary: fc
      .array(requirement(['app', 'tier', 'hash'], ['x', 'y', '1', '']), { minLength: 1, maxLength: 2 })
      .map((matchExpressions) => ({ matchExpressions })),
  },
)

const namespaceSelector: fc.Arbitrary<SelectorNote> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES, 'd').map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constantFrom('red', 'blue').map((team) => ({ matchLabels: { team } })),
  requirement(['team', 'env', 'kubernetes.io/metadata.name'], ['red', 'a', 'b', 'prod']).map((one) => ({
    matchExpressions: [one],
  })),
)

const block = fc.constantFrom<NonNullable<PeerNote['ipBlock']>>(
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '10.0.0.0/8' },
  { cidr: '10.0.0.0/8', except: ['10.0.0.0/30', '10.128.0.0/9'] },
  { cidr: '10.0.0.0/8', except: ['10.0.0.0/16', '10.0.0.0/30'] },
  { cidr: '010.1.2.3/9' },
  { cidr: '10.128.0.0/9' },
  { cidr: '10.0.0.1/32' },
  { cidr: '172.16.0.0/12' },
  { cidr: '192.168.0.0/16' },
  { cidr: '192.168.0.0/15' },
  { cidr: '203.0.113.0/24' },
  { cidr: '::ffff:10.0.0.0/104' },
  { cidr: '::ffff:0.0.0.0/90' },
  { cidr: '::/0' },
  { cidr: 'fc00::/7', except: ['fd00::/127'] },
  { cidr: 'fd00::/8' },
  { cidr: '2001:db8::/32' },
)

const peer: fc.Arbitrary<PeerNote> = fc.oneof(
  podSelector.map((selector) => ({ podSelector: selector })),
  namespaceSelector.map((selector) => ({ namespaceSelector: selector })),
  fc.record({ podSelector, namespaceSelector }),
  { weight: 3, arbitrary: block.map((ipBlock) => ({ ipBlock })) },
)

const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const)
const port: fc.Arbitrary<PortNote> = fc.oneof(
  fc.constant({}),
  protocol.map((one) => ({ protocol: one })),
  fc.constantFrom(80, 81, 53, 9090, 1, 65535).map((number) => ({ port: number })),
  fc.record({ protocol, port: fc.constantFrom(53, 80) }),
  fc.constantFrom({ port: 79, endPort: 90 }, { port: 1, endPort: 80 }, { port: 81, endPort: 65535 }),
  fc.constantFrom('http', 'dns', 'alt', 'none').map((name) => ({ port: name })),
  fc.record({ protocol, port: fc.constantFrom('http', 'dns', 'sig') }),
)

const rule = (side: 'from' | 'to'): fc.Arbitrary<RuleNote> =>
  fc
    .tuple(fc.array(peer, { maxLength: 3 }), fc.array(port, { maxLength: 2 }))
    .map(([peers, ports]) => ({ [side]: peers, ports }))

const policy: fc.Arbitrary<Omit<PolicyNote, 'name'>> = fc.record(
  {
    namespace: fc.constantFrom(...NAMESPACES),
    podSelector,
    policyTypes: fc.constantFrom<readonly ('Ingress' | 'Egress')[]>([], ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: fc.array(rule('from'), { maxLength: 3 }),
    egress: fc.array(rule('to'), { maxLength: 3 }),
  },
  { requiredKeys: ['namespace'] },
)

const pod: fc.Arbitrary<PodNote> = fc.record(
  {
    labels,
    unknown: fc.constantFrom([], [], ['hash']),
    ports: fc.subarray(PORTS, { maxLength: 3 }),
    ips: fc.oneof(
      fc.constant([]),
      fc.constantFrom(...IPS).map((ip) => [ip]),
      fc.constantFrom(...IPV6).map((ip) => [ip]),
      fc.tuple(fc.constantFrom(...IPS), fc.constantFrom(...IPV6)).map((both) => [...both]),
    ),
    host: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    node: fc.constantFrom('n1', 'n2'),
  },
  { requiredKeys: [] },
)

const workload: fc.Arbitrary<Omit<WorkloadNote, 'id'> & { readonly namespace: string }> = fc.oneof(
  fc.tuple(fc.constantFrom(...NAMESPACES), pod).map(([namespace, one]) => ({ namespace, ...one })),
  fc
    .tuple(fc.constantFrom(...NAMESPACES), fc.array(pod, { minLength: 1, maxLength: 3 }))
    .map(([namespace, pods]) => ({ namespace, pods })),
)

/** Small clusters in which every feature of policies meets every other. */
export const randomCluster: fc.Arbitrary<ClusterNote> = fc
  .record({
    namespaces: fc.record(
      {
        a: fc.constantFrom<LabelsNote>({}, { team: 'red' }, { team: 'blue', env: 'prod' }),
        b: fc.constantFrom<LabelsNote>({}, { team: 'red' }),
      },
      { requiredKeys: [] },
    ),
    workloads: fc.array(workload, { minLength: 1, maxLength: 4 }),
    policies: fc.array(policy, { maxLength: 4 }),
  })
  .map(({ namespaces, workloads, policies }) => ({
    namespaces,
    workloads: workloads.map(({ namespace, ...note }, index) => ({
      ...note,
      id: note.pods ? `${namespace}/Deployment/w${index}` : `${namespace}/w${index}`,
    })),
    policies: policies.map((note, index) => ({ ...note, name: `p${index}` })),
  }))

const ranges = fc.constantFrom<AddressSet | 'any' | undefined>(
  undefined,
  undefined,
  'any',
  rangesOf('10.0.0.0/9'),
  rangesOf('10.0.0.0/30', 'fd00::/120'),
  rangesOf('fd00::/120'),
)

export const randomSettings: fc.Arbitrary<EngineSettings> = fc
  .tuple(fc.constantFrom('upstream' as const, 'upstream' as const, 'cilium' as const), ranges, fc.boolean())
  .map(([cni, podRanges, implied]) => ({ cni, implied, ...(podRanges === undefined ? {} : { podRanges }) }))

function rangesOf(...cidrs: readonly string[]): AddressSet {
  return toAddressSet(cidrs.map(readCidr).flatMap((reading) => (reading.kind === 'cidr' ? [reading.range] : [])))
}
