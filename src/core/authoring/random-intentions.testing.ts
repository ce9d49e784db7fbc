/** A random intention of any kind for a random document. */
import fc from 'fast-check'
import { peerMatches, subjectsOf } from '../engine/rule-matches.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { randomFlow, randomPath } from './expectations/random-expectations.testing.ts'
import { offerFixes } from './fix/fixes.ts'
import type { ChangeIntention } from './plan-change.ts'
import type { PlanContext } from './plan-context.ts'
import { randomPolicyChange } from './policy-form/random-policy-changes.testing.ts'
import { randomEnd, randomNamespace, randomPorts, randomWorkload } from './random-plans.testing.ts'
import type { StructureTarget } from './structure/structure-find.ts'
import { TEMPLATES } from './templates/templates.ts'

/** All but `ignore`, which writes a comment: JSON has none, and its own tests know all styles. */
export type Kind = Exclude<ChangeIntention['kind'], 'ignore'>
type Making<K extends Kind> = (context: PlanContext) => fc.Arbitrary<Extract<ChangeIntention, { readonly kind: K }>>

const directions = fc.subarray(DIRECTIONS.slice(), { minLength: 1 })
const newName = fc.constantFrom('fresh', 'p0', 'web', 'data', 'Not-A-Name')
const label = fc.constantFrom('app', 'tier', 'team')
const labelChange = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key: label, value: fc.constantFrom('x', 'yes', '1.10') }),
  fc.record({ kind: fc.constant('remove' as const), key: label }),
  fc.record({
    kind: fc.constant('rename' as const),
    key: label,
    to: fc.constantFrom('app.kubernetes.io/name', 'role'),
  }),
)

/** Per kind, wishes that make sense for a document: some are refused all the same. */
export const RANDOM_INTENTIONS: { readonly [K in Kind]: Making<K> } = {
  connect: () =>
    fc.record(
      {
        kind: fc.constant('connect' as const),
        from: randomEnd,
        to: randomEnd,
        ports: randomPorts,
        isolate: fc.boolean(),
        strict: fc.boolean(),
        keepDns: fc.boolean(),
        allowForBoth: fc.constant(true),
      },
      { requiredKeys: ['kind', 'from', 'to', 'ports', 'allowForBoth'] },
    ),
  disconnect: (context) => {
    const edges = edgesOf(context)
    const pairs = fc.tuple(randomWorkload, randomWorkload).map(([from, to]) => ({ rules: [], from: [from], to: [to] }))
    const edge = edges.length === 0 ? pairs : fc.oneof(fc.constantFrom(...edges), pairs)
    return edge.map((sides) => ({ kind: 'disconnect' as const, ...sides }))
  },
  isolate: () =>
    fc.record({
      kind: fc.constant('isolate' as const),
      scope: fc.oneof(
        randomWorkload.map((id) => ({ kind: 'workload' as const, id })),
        fc.array(randomWorkload, { minLength: 1, maxLength: 3 }).map((ids) => ({ kind: 'workloads' as const, ids })),
        randomNamespace.map((name) => ({ kind: 'namespace' as const, namespace: name })),
        fc.constant({ kind: 'all-namespaces' as const }),
      ),
      directions,
      keepDns: fc.boolean(),
      allowForBoth: fc.constant(true),
    }),
  template: () =>
    fc.record({
      kind: fc.constant('template' as const),
      template: fc.constantFrom(...TEMPLATES.map(({ id }) => id)),
      parameters: fc.constant({}),
    }),
  generate: () =>
    fc.record(
      {
        kind: fc.constant('generate' as const),
        flows: fc.oneof(
          fc.constant('drawn' as const),
          fc.array(fc.record({ from: randomEnd, to: randomEnd, ports: randomPorts }), { minLength: 1, maxLength: 3 }),
        ),
        directions,
        keepDns: fc.boolean(),
        replace: fc.boolean(),
        leaveOut: fc.constant(true),
        allowForBoth: fc.constant(true),
      },
      { requiredKeys: ['kind', 'flows', 'leaveOut', 'allowForBoth'] },
    ),
  fix: ({ reading, prepared }) => {
    const diagnostics = reading.files.flatMap(({ items }) => items.flatMap((item) => item.diagnostics))
    const offered = diagnostics
      .flatMap((diagnostic) => offerFixes(reading, diagnostic))
      .map(({ intention }) => intention)
    const place = { kind: 'path' as const, path: 'policies.yaml#0' }
    const gone = { kind: 'fix' as const, finding: { code: 'VAL-8', message: '', place }, title: 'Write 80' }
    const rules = prepared.cluster.policies.flatMap((policy) => DIRECTIONS.flatMap((one) => policy.rules[one]))
    const ports = rules.flatMap((rule) => (rule.ports === 'any' ? [] : rule.ports))
    const protocols = ports.map(({ path }) => {
      const finding = { code: 'POR-1', message: '', place: { kind: 'path' as const, path } }
      return { kind: 'fix' as const, finding, title: 'Write protocol: TCP' }
    })
    return fc.constantFrom(...offered, ...protocols, gone)
  },
  'edit-policy': (context) => {
    const { policies } = context.prepared.cluster
    return fc
      .constantFrom(...policies)
      .chain((policy) =>
        randomPolicyChange(policy).map((change) => ({ kind: 'edit-policy' as const, policy: policy.path, change })),
      )
  },
  add: () =>
    fc.record({
      kind: fc.constant('add' as const),
      resource: fc.oneof(
        newName.map((name) => ({ kind: 'Namespace' as const, name })),
        fc.record({
          kind: fc.constantFrom('Deployment' as const, 'Pod' as const, 'NetworkPolicy' as const),
          namespace: randomNamespace,
          name: newName,
        }),
      ),
    }),
  expect: () =>
    fc.record({ kind: fc.constant('expect' as const), flows: fc.array(randomFlow, { minLength: 1, maxLength: 3 }) }),
  'remove-expectation': (context) =>
    fc.record({ kind: fc.constant('remove-expectation' as const), path: randomPath(context) }),
  'flip-expectation': (context) =>
    fc.record({ kind: fc.constant('flip-expectation' as const), path: randomPath(context) }),
  rename: (context) => fc.record({ kind: fc.constant('rename' as const), target: randomTarget(context), to: newName }),
  duplicate: (context) => fc.record({ kind: fc.constant('duplicate' as const), target: randomTarget(context) }),
  delete: (context) => fc.record({ kind: fc.constant('delete' as const), target: randomTarget(context) }),
  move: () => fc.record({ kind: fc.constant('move' as const), id: randomWorkload, namespace: randomNamespace }),
  'workload-labels': () =>
    fc.record({
      kind: fc.constant('workload-labels' as const),
      id: randomWorkload,
      changes: fc.array(labelChange, { minLength: 1, maxLength: 2 }),
    }),
  'namespace-labels': () =>
    fc.record({
      kind: fc.constant('namespace-labels' as const),
      namespace: randomNamespace,
      changes: fc.array(labelChange, { minLength: 1, maxLength: 2 }),
    }),
}

/** A namespace, workload or policy of a document. */
function randomTarget({ prepared }: PlanContext): fc.Arbitrary<StructureTarget> {
  return fc.oneof(
    randomNamespace.map((name) => ({ kind: 'namespace' as const, namespace: name })),
    randomWorkload.map((id) => ({ kind: 'workload' as const, id })),
    fc.constantFrom(...prepared.cluster.policies.map(({ path }) => ({ kind: 'policy' as const, path }))),
  )
}

/** An edge per rule in effect: whom it speaks for, and whom its peers match. */
export function edgesOf({ prepared }: PlanContext) {
  return prepared.cluster.policies.flatMap((one) =>
    DIRECTIONS.filter((direction) => one.isolates[direction]).flatMap((direction) =>
      one.rules[direction].flatMap((rule) => {
        const near = subjectsOf(prepared, one.path)
        const far =
          rule.peers === 'any'
            ? prepared.endpoints.map(({ id }) => id)
            : rule.peers.flatMap(({ path }) => peerMatches(prepared, path).map(({ endpoint }) => endpoint))
        const [from, to] = direction === 'ingress' ? [far, near] : [near, far]
        return from.length === 0 || to.length === 0 ? [] : [{ rules: [rule.path], from, to }]
      }),
    ),
  )
}
