import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../model/endpoint.ts'
import type { Answer } from '../model/verdict.ts'
import { containsPort, type Protocol } from '../net/ports.ts'
import { makeCluster } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { allBlocks, bordersOf, judgeNaively, type NaiveEnd } from './naive.testing.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { eachFlow, flowBetween } from './reachability.ts'

const PORTS: readonly (readonly [Protocol, number])[] = [
  ...[1, 53, 78, 79, 80, 81, 90, 91, 8080, 9090, 65535].map((port) => ['TCP', port] as const),
  ...[53, 80, 3868].map((port) => ['UDP', port] as const),
  ...[53, 3868].map((port) => ['SCTP', port] as const),
]

const somePorts = fc.subarray([...PORTS], { minLength: 3, maxLength: 5 })

/** The pods or addresses that stand for an endpoint, as the naive evaluator sees them. */
function naiveEnds(prepared: Prepared, endpoint: Endpoint): readonly NaiveEnd[] {
  if (endpoint.kind === 'outside') {
    const borders = [...allBlocks(prepared.cluster), '0.0.0.0/0', '::/0'].flatMap(bordersOf)
    const inside = [...new Set(borders)].filter((bits) =>
      endpoint.addresses.some(({ family, first, last }) => {
        const value = BigInt(`0b${bits}`)
        return bits.length === (family === 4 ? 32 : 128) && first <= value && value <= last
      }),
    )
    return inside.map((bits) => ({ kind: 'address', bits }))
  }
  const { namespace } = endpoint
  const labelled = prepared.members[prepared.indexOf(endpoint.id)]?.labelled
  const namespaceLabels = labelled?.namespaceLabels ?? prepared.namespaceLabels(namespace)
  if (endpoint.implied) {
    const pod = {
      name: endpoint.name,
      inInput: false,
      path: '',
      labels: endpoint.labels,
      unknownLabels: new Set<string>(),
      ports: [],
      addresses: [],
      hostNetwork: false,
    }
    // Two pods, so that the endpoint with itself is not one pod with itself.
    return [pod, { ...pod }].map((one) => ({ kind: 'pod', namespace, namespaceLabels, pod: one, implied: true }))
  }
  return endpoint.pods.map((pod) => ({ kind: 'pod', namespace, namespaceLabels, pod, implied: false }))
}

/** Another pod of the same making: pods of one endpoint are not "itself". */
function anotherPod(end: NaiveEnd): NaiveEnd {
  return end.kind === 'pod' ? { ...end, pod: { ...end.pod } } : end
}

describe('the engine and the naive evaluator', () => {
  it('[VER-1] agree on every flow of random clusters', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, somePorts, (note, settings, ports) => {
        const cluster = makeCluster(note)
        const prepared = prepare(cluster, settings)
        const flows = new Map([...eachFlow(prepared)].map((flow) => [`${flow.from} → ${flow.to}`, flow]))
        for (const from of prepared.endpoints) {
          for (const to of prepared.endpoints) {
            if (from.kind === 'outside' && to.kind === 'outside') continue
            const name = `${from.id} → ${to.id}`
            const between = flowBetween(prepared, from.id, to.id)
            const isBare = from.id === to.id && from.kind === 'pods' && from.kindName === 'Pod'
            const empty = { from: from.id, to: to.id, allowed: {}, depends: {} }
            if (isBare) expect(flows.has(name)).toBe(false)
            else expect(flows.get(name) ?? empty, name).toEqual(between)
            const ends = naiveEnds(prepared, from)
            const targets = naiveEnds(prepared, to)
            for (const [protocol, port] of ports) {
              const answer: Answer = containsPort(between.allowed[protocol] ?? [], port)
                ? 'allowed'
                : containsPort(between.depends[protocol] ?? [], port)
                  ? 'depends'
                  : 'denied'
              for (const source of ends) {
                for (const target of targets) {
                  const other = isBare ? target : anotherPod(target)
                  const expected = judgeNaively({ cluster, settings, from: source, to: other, protocol, port })
                  if (answer !== expected) throw new Error(`${name} ${port} ${protocol}: ${answer}, naive ${expected}`)
                }
              }
            }
          }
        }
      }),
      { numRuns: 120 },
    )
  }, 60_000)

  it('[VER-2] give evaluate the same answers, with causes at both ends', () => {
    fc.assert(
      fc.property(randomCluster, randomSettings, fc.constantFrom(...PORTS), (note, settings, [protocol, port]) => {
        const prepared = prepare(makeCluster(note), settings)
        for (const { id: from, kind: fromKind } of prepared.endpoints) {
          for (const { id: to, kind: toKind } of prepared.endpoints) {
            if (fromKind === 'outside' && toKind === 'outside') continue
            const flow = flowBetween(prepared, from, to)
            const verdict = evaluate(prepared, { from, to, protocol, port })
            const isAllowed = containsPort(flow.allowed[protocol] ?? [], port)
            const isDoubtful = containsPort(flow.depends[protocol] ?? [], port)
            expect(verdict.answer).toBe(isAllowed ? 'allowed' : isDoubtful ? 'depends' : 'denied')
            for (const end of [verdict.egress, verdict.ingress]) {
              expect(end.causes.length).toBeGreaterThan(0)
              for (const cause of end.causes) {
                if (cause.kind !== 'policy') continue
                const certain = cause.admissions.filter(({ depends }) => depends === undefined)
                expect(certain.length > 0, JSON.stringify(cause)).toBe(cause.answer === 'admits')
                if (cause.answer === 'does-not-admit') expect(cause.admissions).toEqual([])
                if (cause.answer === 'admits' && prepared.cluster.policies.length > 0) {
                  expect(end.answer === 'allowed' || end.answer === 'depends').toBe(true)
                }
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
