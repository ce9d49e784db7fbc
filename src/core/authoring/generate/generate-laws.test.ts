import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerOf, endsOfPair, isOnePod, pairsOf } from '../../engine/naive/compare.testing.ts'
import { judgeNaively } from '../../engine/naive/judge.testing.ts'
import { tellingPorts } from '../../engine/naive/ports.testing.ts'
import { flowBetween } from '../../engine/reachability.ts'
import type { Answer } from '../../model/verdict.ts'
import { afterEdits, contextOf, deployment, pod, SETTINGS, yamlFile } from '../plan.testing.ts'
import type { ConnectEnd, WantedPort } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { isAsked } from './generate-asked.testing.ts'
import type { WantedFlow } from './generate-flows.ts'
import { generatePolicies } from './generate-policies.ts'
import { type GenerateIntention, planGenerate } from './plan-generate.ts'

const namespace = fc.constantFrom('a', 'b', 'c')

/** Often their own, sometimes shared, sometimes none; hashes never tell apart. */
const labels = (own: string) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ app: own }) },
    { weight: 2, arbitrary: fc.constant({ app: own, tier: 'back', 'pod-template-hash': own }) },
    { weight: 1, arbitrary: fc.constantFrom({ app: 'shared' }, { app: 'shared', tier: 'back' }, {}) },
  )

const PORTS = [
  { name: 'http', containerPort: 8080 },
  { containerPort: 53, protocol: 'UDP' },
]

const workload = (index: number) =>
  fc.record({
    namespace,
    labels: labels(`w${index}`),
    isPod: fc.boolean(),
    address: fc.constantFrom(undefined, `10.0.0.${index + 1}`, `192.0.2.${index + 1}`),
    hostNetwork: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })

const clusters = fc.tuple(workload(0), workload(1), workload(2), workload(3), workload(4)).map((notes) => {
  const objects = notes.map((note, index) =>
    note.isPod
      ? {
          ...pod(note.namespace, `w${index}`, note.labels, {
            hostNetwork: note.hostNetwork,
            containers: [{ name: 'main', image: 'x', ports: PORTS }],
          }),
          ...(note.address ? { status: { podIP: note.address } } : {}),
        }
      : deployment(note.namespace, `w${index}`, note.labels, PORTS),
  )
  const ids = notes.map((note, index) => `${note.namespace}/${note.isPod ? 'pod' : 'deployment'}/w${index}`)
  return { file: yamlFile('cluster.yaml', ...objects), ids }
})

const ends = (ids: readonly string[]): fc.Arbitrary<ConnectEnd> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ids).map((id): ConnectEnd => ({ kind: 'workload', id })) },
    {
      weight: 1,
      arbitrary: fc.subarray([...ids], { minLength: 2 }).map((some): ConnectEnd => ({ kind: 'workloads', ids: some })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...ids).map((id): ConnectEnd => ({ kind: 'namespace', namespace: id.slice(0, 1) })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<ConnectEnd>(
        { kind: 'all-namespaces' },
        { kind: 'block', cidr: '192.0.2.0/24', except: [] },
        { kind: 'block', cidr: '10.0.0.0/8', except: ['10.0.0.0/30'] },
        { kind: 'internet', reach: 'anyone' },
        { kind: 'internet', reach: 'outside' },
      ),
    },
  )

const port = fc.constantFrom<WantedPort>(
  { kind: 'range', protocol: 'TCP', first: 8080, last: 8080 },
  { kind: 'range', protocol: 'TCP', first: 8081, last: 8081 },
  { kind: 'range', protocol: 'TCP', first: 8081, last: 9000 },
  { kind: 'range', protocol: 'UDP', first: 53, last: 53 },
  { kind: 'range', protocol: 'UDP', first: 1, last: 65535 },
  { kind: 'named', protocol: 'TCP', name: 'http' },
)
const ports = fc.oneof(
  { weight: 5, arbitrary: fc.uniqueArray(port, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant('every' as const) },
)

const isOutside = ({ kind }: ConnectEnd) => kind === 'block' || kind === 'internet'

const cases = clusters.chain(({ file, ids }) => {
  const flow: fc.Arbitrary<WantedFlow> = fc
    .record({ from: ends(ids), to: ends(ids), ports })
    .filter(({ from, to }) => !isOutside(from) || !isOutside(to))
  return fc.record({ file: fc.constant(file), flows: fc.array(flow, { minLength: 1, maxLength: 6 }) })
})

const intend = (flows: readonly WantedFlow[], more: Partial<GenerateIntention> = {}): GenerateIntention => ({
  kind: 'generate',
  flows,
  ...more,
})

/** The first flow that passes and was not asked, or was asked and does not, by either evaluator. */
function findDifference(
  after: PlanContext,
  flows: readonly WantedFlow[],
  closed: ReadonlySet<string>,
  isComplete: boolean,
): string | undefined {
  const { prepared } = after
  const { cluster, settings } = prepared
  for (const pair of pairsOf(prepared)) {
    if ([pair.from, pair.to].some((end) => end.kind === 'pods' && end.hostNetwork) || isOnePod(pair)) continue
    const between = flowBetween(prepared, pair.from.id, pair.to.id)
    for (const [protocol, number] of tellingPorts(cluster)) {
      for (const [from, to] of endsOfPair(cluster, pair)) {
        const asked = isAsked({ cluster, flows, closed, from, to, protocol, port: number })
        const flow = { cluster, settings, from, to, protocol, port: number, reading: 'by selector' as const }
        const answers = [answerOf(between, protocol, number), judgeNaively(flow)]
        const isMissing = (answer: Answer) => isComplete && asked === 'yes' && answer !== 'allowed'
        const wrong = answers.some((answer) => (answer !== 'denied' && asked === 'no') || isMissing(answer))
        if (wrong) return `${pair.from.id} → ${pair.to.id} ${protocol} ${number}: ${answers}, asked: ${asked}`
      }
    }
  }
  return undefined
}

const textsOf = ({ document }: PlanContext) => document.files.map(({ text }) => text)

describe('laws of generated policies', () => {
  it('[ISO-4] law: exactly the flows asked for are allowed', () => {
    let planned = 0
    fc.assert(
      fc.property(cases, ({ file, flows }) => {
        const context = contextOf([file], { ...SETTINGS, implied: false })
        const plan = planGenerate(context, intend(flows))
        expect(plan.edits === undefined).toBe(plan.obstacles.length > 0)
        if (!plan.edits) return
        planned += 1
        const closed = new Set(generatePolicies(context, flows).scope.closed)
        expect(findDifference(afterEdits(context, plan.edits), flows, closed, true)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
    expect(planned).toBeGreaterThan(40)
  }, 60_000)

  it('[ISO-5] law: beside policies that are there, exactly what was asked for the first or the second time is allowed', () => {
    let extended = 0
    fc.assert(
      fc.property(cases, fc.nat(6), ({ file, flows }, cut) => {
        const context = contextOf([file], { ...SETTINGS, implied: false })
        const [first, second] = [flows.slice(0, cut), flows.slice(Math.max(0, cut - 1))]
        const before = planGenerate(context, intend(first))
        if (!before.edits) return
        const between = afterEdits(context, before.edits)
        const plan = planGenerate(between, intend(second))
        if (!plan.edits) return
        if (plan.notes.some((note) => note.startsWith('adds to'))) extended += 1
        const closed = [first, second].flatMap((some) => generatePolicies(context, some).scope.closed)
        expect(findDifference(afterEdits(between, plan.edits), flows, new Set(closed), true)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
    expect(extended).toBeGreaterThan(10)
  }, 60_000)

  it('[V13] law: nothing is allowed that was not asked for, whatever cannot be expressed is left out', () => {
    fc.assert(
      fc.property(cases, ({ file, flows }) => {
        const context = contextOf([file], { ...SETTINGS, implied: false })
        const { scope, refused } = generatePolicies(context, flows)
        const plan = planGenerate(context, intend(flows, { leaveOut: true }))
        if (!plan.edits) return
        expect(plan.notes.filter((note) => note.startsWith('left out'))).toHaveLength(
          new Set(refused.map(({ obstacle }) => obstacle.words)).size,
        )
        const after = afterEdits(context, plan.edits)
        expect(findDifference(after, flows, new Set(scope.closed), false)).toBeUndefined()
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('[RUL-3] law: the order of the flows does not matter, and what was generated is not generated again', () => {
    fc.assert(
      fc.property(cases, ({ file, flows }) => {
        const context = contextOf([file], { ...SETTINGS, implied: false })
        const plan = planGenerate(context, intend(flows, { leaveOut: true }))
        const reversed = planGenerate(context, intend([...flows].reverse(), { leaveOut: true }))
        expect(reversed.edits).toEqual(plan.edits)
        if (!plan.edits) return
        const after = afterEdits(context, plan.edits)
        for (const replace of [false, true]) {
          const again = planGenerate(after, intend(flows, { leaveOut: true, replace }))
          expect(again.obstacles.map(({ code }) => code)).toEqual(['nothing-to-do'])
        }
        expect(textsOf(after)).toEqual(textsOf(afterEdits(context, reversed.edits)))
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})
