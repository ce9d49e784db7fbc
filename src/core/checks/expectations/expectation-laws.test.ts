import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PATIENCE } from '../../authoring/laws.testing.ts'
import { makeCluster } from '../../engine/cluster.testing.ts'
import { evaluate } from '../../engine/evaluate.ts'
import { prepare } from '../../engine/prepare.ts'
import { randomCluster, randomSettings } from '../../engine/random-cluster.testing.ts'
import type { Expectation } from '../../model/expectation.ts'
import type { Answer } from '../../model/verdict.ts'
import { PROTOCOLS } from '../../net/ports.ts'
import { readText } from './expectations.testing.ts'
import { fixExpectation } from './fix-expectation.ts'
import { judgeExpectation } from './judge-expectation.ts'

const word = fc.constantFrom(
  ...['name', 'type', 'k8s', 'exitCode', 'src', 'dst', 'k8sResource', 'host', 'bulkhead', 'ports', 'protocol'],
  ...['targetPort', 'kind', 'deployment', 'namespace', 'null', '1', '0', '-1', '80-90', '1e9', '[', ']', '{', '}'],
  ...['- ', ': ', ', ', '\n', '\n  ', '\n- ', '---\n', '"', "'", '&a', '*a', '<<', '#', '\t', '\r\n', '🙂', '%'],
)
const randomText = fc.oneof(
  fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
  fc.string({ maxLength: 80 }),
)

describe('reading expectations', () => {
  it(
    '[EXP-1] never throws, whatever the text is',
    () => {
      fc.assert(
        fc.property(randomText, fc.constantFrom('expectations.yaml', 'a.yaml', 'expectations.json'), (text, name) => {
          for (const { path, expectation, diagnostics } of readText(text, name).entries) {
            expect(path).toContain(`${name}#`)
            const hasError = diagnostics.some(({ severity }) => severity === 'error')
            expect(expectation === undefined).toBe(hasError)
          }
        }),
        { numRuns: 3000 },
      )
    },
    PATIENCE,
  )
})

describe('judging expectations', () => {
  it(
    '[EXP-5] the verdict is that of the evaluator over all pods of both ends',
    () => {
      fc.assert(
        fc.property(
          randomCluster,
          randomSettings,
          fc.nat(),
          fc.nat(),
          fc.constantFrom(...PROTOCOLS),
          fc.constantFrom(53, 80, 8080, 9090),
          fc.constantFrom('allowed' as const, 'denied' as const),
          (note, settings, one, other, protocol, port, expected) => {
            const prepared = prepare(makeCluster(note), settings)
            const { workloads } = prepared.cluster
            const [from, to] = [workloads[one % (workloads.length || 1)], workloads[other % (workloads.length || 1)]]
            fc.pre(from !== undefined && to !== undefined && from !== to)
            if (!from || !to) return
            const toEnd = ({ kind, namespace, name }: typeof from) =>
              ({ kind: 'workload', workload: kind.toLowerCase(), namespace, name }) as const
            const ports = [{ kind: 'range', first: port, last: port }] as const
            const flow = { expected, protocol, ports, from: toEnd(from), to: toEnd(to) }
            const expectation: Expectation = {
              path: '',
              name: 'x',
              timeoutSeconds: 1,
              attempts: 1,
              isProbed: true,
              ...flow,
            }
            const answers = new Set<Answer>()
            const partsOf = (id: string) =>
              prepared.endpoints.filter((end) => end.kind === 'pods' && end.workload?.id === id)
            for (const source of partsOf(from.id))
              for (const target of partsOf(to.id))
                answers.add(evaluate(prepared, { from: source.id, to: target.id, protocol, port }).answer)
            const judged = judgeExpectation(prepared, expectation)
            const isExpected = answers.size === 1 && answers.has(expected)
            const isContrary = answers.has(expected === 'allowed' ? 'denied' : 'allowed')
            expect(judged.state === 'pass').toBe(isExpected)
            expect(judged.state === 'fail' || judged.state === 'mixed').toBe(isContrary)
            expect(fixExpectation(prepared, judged).length > 0).toBe(!isExpected)
          },
        ),
        { numRuns: 300 },
      )
    },
    PATIENCE,
  )
})
