/** A random change of a policy's form. */
import fc from 'fast-check'
import { joinPath, type Path } from '../../model/path.ts'
import { DIRECTIONS, type NetworkPolicy } from '../../model/policy.ts'
import type { PeerForm, PolicyChange, PortForm } from './policy-form-change.ts'

const selectorForm = fc.constantFrom(
  {},
  { matchLabels: { app: 'web' } },
  { matchLabels: { app: 'yes' }, matchExpressions: [{ key: 'tier', operator: 'Exists' as const, values: [] }] },
)
const peerForm: fc.Arbitrary<PeerForm> = fc.oneof(
  selectorForm.map((podSelector): PeerForm => ({ kind: 'pods', podSelector })),
  fc.constant<PeerForm>({ kind: 'block', cidr: '203.0.113.0/24', except: ['203.0.113.8/29'] }),
)
const portForm = fc.constantFrom<PortForm>(
  { protocol: 'TCP', port: { kind: 'range', first: 8080, last: 8080 } },
  { protocol: 'UDP', port: { kind: 'range', first: 8000, last: 9000 } },
  { protocol: 'TCP', port: { kind: 'named', name: 'http' } },
  { protocol: 'SCTP', port: { kind: 'every' } },
)
const expression = fc.constantFrom(
  { key: 'app', operator: 'In' as const, values: ['web', 'no'] },
  { key: 'tier', operator: 'DoesNotExist' as const, values: [] },
)

/** A change at a place that the policy has; some are refused all the same. */
export function randomPolicyChange(policy: NetworkPolicy): fc.Arbitrary<PolicyChange> {
  const rules = DIRECTIONS.flatMap((direction) => policy.rules[direction])
  const peers = rules.flatMap((rule) => (rule.peers === 'any' ? [] : rule.peers))
  const ports = rules.flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports)).map(({ path }) => path)
  const blocks = peers.flatMap((peer) => (peer.kind === 'block' ? [peer.path] : []))
  const selectors = peers.flatMap((peer) => (peer.kind === 'pods' ? [joinPath(peer.path, 'podSelector')] : []))
  return fc.oneof(
    headChange,
    fc
      .constantFrom(joinPath(policy.path, 'spec', 'podSelector'), ...selectors)
      .chain((selector) => selectorChange.map((change) => ({ ...change, selector }))),
    fc.record({
      kind: fc.constant('add-rule' as const),
      direction: fc.constantFrom(...DIRECTIONS),
      rule: fc.record({ peers: fc.constantFrom('any' as const, []), ports: fc.array(portForm, { maxLength: 2 }) }),
    }),
    ...at(
      rules.map(({ path }) => path),
      (rule) => [
        fc.constant({ kind: 'remove-rule' as const, rule }),
        fc.constant({ kind: 'duplicate-rule' as const, rule }),
        fc.constant({ kind: 'allow-anyone' as const, rule }),
        fc.constant({ kind: 'allow-every-port' as const, rule }),
        peerForm.map((peer) => ({ kind: 'add-peer' as const, rule, peer })),
        portForm.map((port) => ({ kind: 'add-port' as const, rule, port })),
      ],
    ),
    ...at(
      peers.map(({ path }) => path),
      (peer) => [fc.constant({ kind: 'remove-peer' as const, peer })],
    ),
    ...at(blocks, (peer) => [
      fc.constant({ kind: 'set-cidr' as const, peer, cidr: '10.0.0.0/9' }),
      fc.constant({ kind: 'add-except' as const, peer, cidr: '10.1.0.0/16' }),
    ]),
    ...at(ports, (port) => [
      fc.constant({ kind: 'remove-port' as const, port }),
      portForm.map((to) => ({ kind: 'set-port' as const, port, to })),
    ]),
  )
}

const headChange: fc.Arbitrary<PolicyChange> = fc.oneof(
  fc.constantFrom('other', 'p1').map((name) => ({ kind: 'rename' as const, name })),
  fc.constantFrom('data', 'shop').map((namespace) => ({ kind: 'move' as const, namespace })),
  fc.constantFrom('what it does', 'over\ntwo lines', '').map((text) => ({ kind: 'describe' as const, text })),
  fc
    .constantFrom<'derived' | ('ingress' | 'egress')[]>('derived', ['ingress'], ['egress'], ['ingress', 'egress'])
    .map((types) => ({ kind: 'set-policy-types' as const, types })),
)

const selectorChange = fc.oneof(
  fc.constantFrom('web', 'yes').map((value) => ({ kind: 'set-label' as const, key: 'app', value })),
  fc.constant({ kind: 'remove-label' as const, key: 'app' }),
  fc.constant({ kind: 'rename-label' as const, key: 'app', to: 'role' }),
  fc.constant({ kind: 'label-to-expression' as const, key: 'app' }),
  fc.constant({ kind: 'expression-to-label' as const, index: 0 }),
  fc.constant({ kind: 'remove-expression' as const, index: 0 }),
  expression.map((one) => ({ kind: 'add-expression' as const, expression: one })),
  expression.map((one) => ({ kind: 'set-expression' as const, index: 0, expression: one })),
  selectorForm.map((to) => ({ kind: 'set-selector' as const, to })),
)

/** Changes at one of some places, none where there are no places. */
function at(
  places: readonly Path[],
  changesAt: (place: Path) => readonly fc.Arbitrary<PolicyChange>[],
): readonly fc.Arbitrary<PolicyChange>[] {
  return places.length === 0 ? [] : [fc.constantFrom(...places).chain((place) => fc.oneof(...changesAt(place)))]
}
