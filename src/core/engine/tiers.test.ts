import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Protocol } from '../net/ports.ts'
import { toBits } from './naive/addresses.testing.ts'
import { isSettled, judgeTiers, type TierEnd } from './naive/tiers.testing.ts'
import {
  createAsk,
  type Scenery,
  setScene,
  type TierNote,
  type TierPolicyNote,
  type TierRuleNote,
} from './tiers.testing.ts'

const BLOCKS = ['203.0.113.0/24', '198.51.100.0/24']

/** `lost` is somewhere in four addresses. */
const scene = setScene(
  {
    workloads: [
      { id: 'a/x', ips: ['10.0.0.1'], ports: ['http:80', 'dns:53/UDP'] },
      { id: 'a/y', ips: ['10.0.0.2'], ports: ['http:8080'] },
      { id: 'b/z', ips: ['10.0.1.1'] },
      { id: 'b/lost', ports: ['http:80'] },
    ],
  },
  BLOCKS,
  '10.9.0.0/30',
)

const PODS = ['x', 'y', 'z', 'lost']
const NAMES = [...PODS, '203.0.113.0/24']
const PORTS: readonly (readonly [Protocol, number])[] = [
  ['TCP', 80],
  ['TCP', 81],
  ['TCP', 8080],
  ['UDP', 53],
  ['UDP', 80],
  ['SCTP', 80],
]

function endOf({ members, placeOf }: Scenery, name: string): TierEnd {
  const member = members[placeOf(name)]
  if (!member) throw new Error(`nobody is at the place of ${name}`)
  const ranges = member.location.possible.get(4) ?? []
  const all = ranges.flatMap(({ first, last }) =>
    member.pod ? Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index)) : [first],
  )
  return {
    name,
    ...(member.pod ? { pod: member.pod } : {}),
    addresses: all.map((value) => toBits({ family: 4, value })),
  }
}

const maybe = (mark: boolean, names: readonly string[]) =>
  mark ? fc.constantFrom(...names, ...names.map((name) => `${name}?`)) : fc.constantFrom(...names)

const ruleNote = (mark: boolean): fc.Arbitrary<TierRuleNote> =>
  fc.record(
    {
      action: fc.constantFrom('allow' as const, 'deny' as const, 'pass' as const),
      rank: fc.nat(2),
      peers: fc.array(
        fc.oneof(
          maybe(mark, PODS),
          maybe(mark, ['203.0.113.0/24', '10.0.0.0/24', '0.0.0.0/0', ...(mark ? ['10.9.0.0/31'] : [])]),
        ),
        { maxLength: 3 },
      ),
      ports: fc.array(maybe(mark, ['TCP 80', 'TCP 80-8080', 'UDP 1-65535', 'TCP http', 'UDP dns']), {
        minLength: 1,
        maxLength: 2,
      }),
    },
    { requiredKeys: ['action'] },
  )

const policyNote = (mark: boolean): fc.Arbitrary<TierPolicyNote> =>
  fc.record(
    {
      subjects: fc.uniqueArray(maybe(mark, PODS), { maxLength: 3, selector: (name) => name.replace('?', '') }),
      isolates: fc.subarray(['ingress' as const, 'egress' as const]),
      ingress: fc.array(ruleNote(mark), { maxLength: 3 }),
      egress: fc.array(ruleNote(mark), { maxLength: 3 }),
    },
    { requiredKeys: ['subjects'] },
  )

const tierNotes = (mark: boolean): fc.Arbitrary<readonly TierNote[]> =>
  fc.array(
    fc.record({
      end: fc.constantFrom('deny' as const, 'pass' as const),
      policies: fc.array(policyNote(mark), { maxLength: 3 }),
    }),
    { maxLength: 3 },
  )

function eachFlow(
  tiers: readonly TierNote[],
  visit: (flow: Parameters<typeof judgeTiers>[0], name: string) => void,
): void {
  for (const source of NAMES) {
    for (const target of NAMES) {
      if (source === target) continue
      const [from, to] = [endOf(scene, source), endOf(scene, target)]
      for (const [protocol, port] of PORTS) {
        visit({ tiers, from, to, protocol, port }, `${source} → ${target} ${port}/${protocol}`)
      }
    }
  }
}

describe('tiers', () => {
  it('are asked in order, rank by rank: the engine answers as their words say', () => {
    fc.assert(
      fc.property(tierNotes(false), (tiers) => {
        const ask = createAsk(scene, tiers)
        eachFlow(tiers, (flow, name) => {
          expect(ask(flow.from.name, flow.to.name, flow.protocol as Protocol, flow.port), name).toBe(judgeTiers(flow))
        })
      }),
      { numRuns: 150 },
    )
  })

  it('are never surer than what nobody knows lets them be, and sure of what is settled', () => {
    fc.assert(
      fc.property(tierNotes(true), (tiers) => {
        const ask = createAsk(scene, tiers)
        eachFlow(tiers, (flow, name) => {
          const answer = ask(flow.from.name, flow.to.name, flow.protocol as Protocol, flow.port)
          const expected = judgeTiers(flow)
          if (answer !== 'depends' || isSettled(flow)) expect(answer, name).toBe(expected)
        })
      }),
      { numRuns: 150 },
    )
  })
})
