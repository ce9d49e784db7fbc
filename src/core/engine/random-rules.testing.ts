/** Random selectors, peers, ports and rules in the shape of manifests. */
import fc from 'fast-check'
import type { LabelsNote, PeerNote, PortNote, RuleNote, SelectorNote } from './cluster.testing.ts'

export const NAMESPACES = ['a', 'b', 'c']
export const IPV4 = ['10.0.0.1', '10.0.0.2', '10.128.0.1', '172.16.0.1', '192.168.1.1', '203.0.113.7', '9.255.255.255']
export const IPV6 = ['fd00::1', 'fd00::2', '2001:db8::1']

export const labels: fc.Arbitrary<LabelsNote> = fc.record(
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

const podRequirements = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: requirement(['app', 'tier'], ['x', 'y', '1', '']) },
    { weight: 1, arbitrary: requirement(['hash', 'uid'], ['x', 'y']) },
  ),
  { maxLength: 2 },
)

export const podSelector: fc.Arbitrary<SelectorNote> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ matchLabels: labels }) },
  {
    weight: 3,
    arbitrary: fc.record({ matchLabels: labels, matchExpressions: podRequirements }, { requiredKeys: [] }),
  },
)

const NAME = 'kubernetes.io/metadata.name'

const namespaceSelector: fc.Arbitrary<SelectorNote> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES, 'd').map((name) => ({ matchLabels: { [NAME]: name } })),
  fc.constantFrom('red', 'blue').map((team) => ({ matchLabels: { team } })),
  fc.record({
    matchExpressions: fc.array(requirement(['team', 'env', NAME], ['red', 'a', 'b', 'prod']), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
)

type Block = NonNullable<PeerNote['ipBlock']>

const notableBlock = fc.constantFrom<Block>(
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '10.0.0.0/8' },
  { cidr: '10.0.0.0/8', except: ['10.0.0.0/30', '10.128.0.0/9'] },
  { cidr: '10.0.0.0/8', except: ['10.0.0.0/16', '10.0.0.0/30'] },
  { cidr: '010.1.2.3/9' },
  { cidr: '10.128.0.0/9' },
  { cidr: '172.16.0.0/12' },
  { cidr: '192.168.0.0/16' },
  { cidr: '192.168.0.0/15' },
  { cidr: '203.0.113.0/24' },
  { cidr: '::ffff:10.0.0.0/104' },
  { cidr: '::ffff:10.0.0.0/104', except: ['::ffff:10.0.0.0/112'] },
  { cidr: '::ffff:0.0.0.0/90' },
  { cidr: '::/0' },
  { cidr: '::/0', except: ['fc00::/7'] },
  { cidr: 'fc00::/7', except: ['fd00::/127'] },
  { cidr: '2001:db8::/32' },
)

/** Around known addresses, with host bits as they fall, and narrower blocks around the same address taken out. */
const anyBlock = (addresses: readonly string[], lengths: readonly number[]): fc.Arbitrary<Block> =>
  fc
    .tuple(fc.constantFrom(...addresses), fc.subarray([...lengths], { minLength: 1, maxLength: 3 }))
    .map(([address, [length = 0, ...longer]]) => ({
      cidr: `${address}/${length}`,
      ...(longer.length > 0 ? { except: longer.map((one) => `${address}/${one}`) } : {}),
    }))

const block = fc.oneof(
  { weight: 3, arbitrary: notableBlock },
  { weight: 2, arbitrary: anyBlock(IPV4, [0, 1, 7, 8, 9, 16, 24, 30, 31, 32]) },
  { weight: 1, arbitrary: anyBlock(IPV6, [0, 7, 8, 64, 126, 127, 128]) },
)

const peer: fc.Arbitrary<PeerNote> = fc.oneof(
  podSelector.map((selector) => ({ podSelector: selector })),
  namespaceSelector.map((selector) => ({ namespaceSelector: selector })),
  fc.record({ podSelector, namespaceSelector }),
  { weight: 3, arbitrary: block.map((ipBlock) => ({ ipBlock })) },
)

const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const)

export const port: fc.Arbitrary<PortNote> = fc.oneof(
  fc.constant({}),
  protocol.map((one) => ({ protocol: one })),
  fc.constantFrom(80, 81, 53, 9090, 1, 65535).map((number) => ({ port: number })),
  fc.record({ protocol, port: fc.constantFrom(53, 80) }),
  fc.constantFrom(
    { port: 79, endPort: 90 },
    { port: 1, endPort: 80 },
    { port: 81, endPort: 65535 },
    { port: 80, endPort: 80 },
    { protocol: 'UDP' as const, port: 53, endPort: 80 },
    { protocol: 'SCTP' as const, port: 1, endPort: 65535 },
  ),
  fc.constantFrom('http', 'dns', 'alt', 'none').map((name) => ({ port: name })),
  fc.record({ protocol, port: fc.constantFrom('http', 'dns', 'sig') }),
)

/** Peers and ports may be absent, empty or given. */
export const rule = (side: 'from' | 'to'): fc.Arbitrary<RuleNote> =>
  fc.record({ [side]: fc.array(peer, { maxLength: 3 }), ports: fc.array(port, { maxLength: 2 }) }, { requiredKeys: [] })
