import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../model/verdict.ts'
import { makeCluster } from './cluster.testing.ts'
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
      fc.record({ isShared: fc.boolean(), isAsked: fc.boolean() }),
      (note, settings, edits, { isShared, isAsked }) => {
        let situation = { note, settings }
        let prepared = prepare(makeCluster(note), settings)
        for (const [turn, edit] of edits.entries()) {
          // Asked or not: an answer may leave behind what the next preparation takes over.
          if (isAsked) say(prepared, turn)
          situation = applyEdit(situation, edit)
          const made = makeCluster(situation.note)
          const cluster = isShared ? shareObjects(made, prepared.cluster) : made
          prepared = prepare(cluster, situation.settings, prepared)
          const anew = prepare(makeCluster(situation.note), situation.settings)
          expect(say(prepared, turn), edit.kind).toEqual(say(anew, turn))
        }
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
})
