/** A random intention of any kind for a random document. */
import fc from 'fast-check'
import { peerMatches, subjectsOf } from '../engine/rule-matches.ts'
import { DIRECTIONS } from '../model/policy.ts'
import type { ChangeIntention } from './plan-change.ts'
import type { PlanContext } from './plan-context.ts'
import { randomEnd, randomNamespace, randomPorts, randomWorkload } from './random-plans.testing.ts'

type Kind = ChangeIntention['kind']
type Making<K extends Kind> = (context: PlanContext) => fc.Arbitrary<Extract<ChangeIntention, { readonly kind: K }>>

/** Per kind, wishes that make sense for a document: some are refused all the same. */
export const RANDOM_INTENTIONS: { readonly [K in Kind]?: Making<K> } = {
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
        randomNamespace.map((name) => ({ kind: 'namespace' as const, namespace: name })),
        fc.constant({ kind: 'all-namespaces' as const }),
      ),
      directions: fc.subarray(DIRECTIONS.slice(), { minLength: 1 }),
      keepDns: fc.boolean(),
      allowForBoth: fc.constant(true),
    }),
  generate: () =>
    fc.record(
      {
        kind: fc.constant('generate' as const),
        flows: fc.oneof(
          fc.constant('drawn' as const),
          fc.array(fc.record({ from: randomEnd, to: randomEnd, ports: randomPorts }), { minLength: 1, maxLength: 3 }),
        ),
        directions: fc.subarray(DIRECTIONS.slice(), { minLength: 1 }),
        keepDns: fc.boolean(),
        replace: fc.boolean(),
        leaveOut: fc.constant(true),
        allowForBoth: fc.constant(true),
      },
      { requiredKeys: ['kind', 'flows', 'leaveOut', 'allowForBoth'] },
    ),
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
