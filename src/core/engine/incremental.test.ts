import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../model/verdict.ts'
import { makeCluster, UPSTREAM } from './cluster.testing.ts'
import { evaluate } from './evaluate.ts'
import { pairsOf } from './naive/compare.testing.ts'
import { tellingPorts } from './naive/ports.testing.ts'
import { type Prepared, prepare } from './prepare.ts'
import { randomCluster, randomSettings } from './random-cluster.testing.ts'
import { applyEdit, randomEdit, shareObjects } from './random-edits.testing.ts'
import { eachFlow } from './reachability.ts'

/** After each of several changes, what is prepared from the step before must say the same as what is prepared anew. */
function staysTrue(say: (prepared: Prepared, turn: number) => unknown): void {
  fc.assert(
    fc.property(
      randomCluster,
      randomSettings,
      fc.array(randomEdit, { minLength: 1, maxLength: 8 }),
      fc.record({ isShared: fc.boolean(), isAsked: fc.boolean(), isForked: fc.boolean() }),
      (note, settings, edits, { isShared, isAsked, isForked }) => {
        let situation = { note, settings }
        const first = prepare(makeCluster(note), settings)
        const saidFirst = say(first, 0)
        let prepared = first
        for (const [turn, edit] of edits.entries()) {
          // Asked or not: an answer may leave behind what the next preparation takes over.
          if (isAsked) say(prepared, turn)
          situation = applyEdit(situation, edit)
          const made = makeCluster(situation.note)
          // Forked, as previews are: each from the same one.
          const previous = isForked ? first : prepared
          const cluster = isShared ? shareObjects(made, previous.cluster) : made
          prepared = prepare(cluster, situation.settings, previous)
          const anew = prepare(makeCluster(situation.note), situation.settings)
          expect(say(prepared, turn), edit.kind).toEqual(say(anew, turn))
        }
        expect(say(first, 0)).toEqual(saidFirst)
      },
    ),
    { numRuns: 40 },
  )
}

describe('preparing from what was prepared before', () => {
  it('gives the endpoints and flows that preparing anew gives', () => {
    staysTrue((prepared) => ({ endpoints: prepared.endpoints, flows: [...eachFlow(prepared)] }))
  }, 60_000)

  it('gives the explanations that preparing anew gives', () => {
    staysTrue((prepared, turn) => {
      const ports = tellingPorts(prepared.cluster)
      return pairsOf(prepared).flatMap(({ from, to }, index): readonly Verdict[] => {
        const [protocol, port] = ports[(turn + index) % ports.length] ?? (['TCP', 80] as const)
        return (turn + index) % 5 === 0 ? [evaluate(prepared, { from: from.id, to: to.id, protocol, port })] : []
      })
    })
  }, 60_000)

  it('keeps apart what was prepared from the same one before, as two previews are', () => {
    const allowedFrom = (port: number, endPort: number, previous?: Prepared) => {
      const made = makeCluster({
        workloads: [{ id: 'default/Pod/web' }, { id: 'default/Pod/db' }],
        policies: [{ name: 'open', namespace: 'default', ingress: [{ ports: [{ port, endPort }] }] }],
      })
      const prepared = prepare(previous ? shareObjects(made, previous.cluster) : made, UPSTREAM, previous)
      return { prepared, allowed: [...eachFlow(prepared)].map(({ allowed }) => allowed.TCP) }
    }
    const first = allowedFrom(80, 90)
    for (const [port, endPort] of [
      [8000, 9000],
      [8500, 9000],
      [8000, 9000],
    ] as const) {
      const { allowed } = allowedFrom(port, endPort, first.prepared)
      expect(new Set(allowed.map((ports) => JSON.stringify(ports)))).toContain(
        JSON.stringify([{ first: port, last: endPort }]),
      )
      expect(allowed).toEqual(allowedFrom(port, endPort).allowed)
    }
  })
})
