import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PATIENCE, rounds } from '../../authoring/laws.testing.ts'
import { makeCluster } from '../../engine/cluster.testing.ts'
import { evaluate } from '../../engine/evaluate.ts'
import { type Prepared, prepare } from '../../engine/prepare.ts'
import { randomCluster, randomSettings } from '../../engine/random-cluster.testing.ts'
import { eachFlow } from '../../engine/reachability.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Answer } from '../../model/verdict.ts'
import { finish } from '../../model/work.ts'
import { containsPort, PROTOCOLS } from '../../net/ports.ts'
import { describingPosture, tallyPods } from './describe-posture.ts'
import type { DirectionPosture } from './posture.ts'

/** Ports that stand for all: the first and last of every stretch on which something passes, and their neighbours. */
function portsThatMatter(prepared: Prepared): readonly number[] {
  const ranges = [...eachFlow(prepared)].flatMap(({ allowed, depends }) =>
    PROTOCOLS.flatMap((protocol) => [...(allowed[protocol] ?? []), ...(depends[protocol] ?? [])]),
  )
  const ports = ranges.flatMap(({ first, last }) => [first - 1, first, last, last + 1])
  return [...new Set(ports)].filter((port) => 1 <= port && port <= 65535)
}

/** Asks the evaluator about two ends, port by port. */
function createAsk(prepared: Prepared) {
  const questions = portsThatMatter(prepared).flatMap((port) => PROTOCOLS.map((protocol) => ({ port, protocol })))
  return (from: string, to: string) =>
    questions.map((one) => ({ ...one, answer: evaluate(prepared, { from, to, ...one }).answer }))
}

const workloadOf = (end: Endpoint) => (end.kind === 'pods' ? end.workload?.id : undefined)

function expectAsEvaluated(prepared: Prepared, self: Endpoint, direction: Direction, said: DirectionPosture): void {
  const ask = createAsk(prepared)
  const asked = prepared.endpoints.map((end) => {
    const [from, to] = direction === 'ingress' ? [end.id, self.id] : [self.id, end.id]
    return { end, answers: ask(from, to) }
  })
  const count = (isCounted: (answer: Answer) => boolean) =>
    new Set(
      asked
        .filter(({ answers }) => answers.some(({ answer }) => isCounted(answer)))
        .map(({ end }) => workloadOf(end))
        .filter((id) => id !== undefined && id !== workloadOf(self)),
    ).size
  expect(said.workloads).toEqual({
    certain: count((answer) => answer === 'allowed'),
    possible: count((answer) => answer !== 'denied'),
  })
  const outside = asked.filter(({ end }) => end.kind === 'outside').flatMap(({ answers }) => answers)
  for (const { port, protocol } of outside) {
    const here = outside.filter((one) => one.port === port && one.protocol === protocol).map(({ answer }) => answer)
    const best = here.includes('allowed') ? 'allowed' : here.includes('depends') ? 'depends' : 'denied'
    const [sure, maybe] = [said.outside.allowed, said.outside.depends].map((ports) =>
      containsPort(ports[protocol] ?? [], port),
    )
    expect(sure ? 'allowed' : maybe ? 'depends' : 'denied').toBe(best)
  }
}

describe('laws of the posture', () => {
  it(
    '[VER-4] it is what the evaluator says of every pair, port by port, of all who are declared and nobody else',
    () => {
      fc.assert(
        fc.property(randomCluster, randomSettings, (note, settings) => {
          const prepared = prepare(makeCluster(note), settings)
          const pods = finish(describingPosture(prepared)).flatMap((namespace) => namespace.pods)
          const declared = prepared.endpoints.filter((end) => end.kind === 'pods' && !end.implied)
          expect(pods.map(({ id }) => id).sort()).toEqual(declared.map(({ id }) => id).sort())
          for (const one of pods) {
            const self = prepared.endpoint(one.id)
            if (self) for (const way of DIRECTIONS) expectAsEvaluated(prepared, self, way, one[way])
          }
          const { all, open, isolated, onHost } = tallyPods(pods)
          for (const way of DIRECTIONS) expect(open[way] + isolated[way] + onHost).toBe(all)
        }),
        rounds(8),
      )
    },
    PATIENCE,
  )
})
