/** The engine and the naive evaluator side by side, for whole clusters. */
import type { Cluster } from '../../model/cluster.ts'
import type { Endpoint } from '../../model/endpoint.ts'
import type { EngineSettings } from '../../model/settings.ts'
import type { Answer, Flow } from '../../model/verdict.ts'
import { containsAddress } from '../../net/address.ts'
import { containsPort } from '../../net/ports.ts'
import { type Prepared, prepare } from '../prepare.ts'
import { eachFlow, flowBetween } from '../reachability.ts'
import { blocksOf, bordersOf } from './addresses.testing.ts'
import { anotherPod, endsOf } from './ends.testing.ts'
import { judgePair, type NaiveJudge } from './judge.testing.ts'
import type { PortSample } from './ports.testing.ts'
import type { NaiveEnd, NaivePort } from './rules.testing.ts'

export interface Comparison {
  /** How often both gave each answer: pair × protocol × port. */
  readonly answers: Readonly<Record<Answer, number>>
  /** The first disagreement. */
  readonly difference?: string
}

/** Every pair of endpoints at the given ports, by every pod and telling address that the endpoints stand for. */
export function compareVerdicts(cluster: Cluster, settings: EngineSettings, ports: readonly PortSample[]): Comparison {
  const prepared = prepare(cluster, settings)
  const listed = new Map([...eachFlow(prepared)].map((flow) => [nameOf(flow), flow]))
  const answers = { allowed: 0, denied: 0, depends: 0 }
  const misplaced = describeMisplaced(cluster, prepared)
  if (misplaced) return { answers, difference: misplaced }
  for (const pair of pairsOf(prepared)) {
    const between = flowBetween(prepared, pair.from.id, pair.to.id)
    const judges = endsOfPair(cluster, pair).map(([from, to]) => createJudge(cluster, settings, from, to))
    const difference =
      describeUnlisted(pair, between, listed.get(nameOf(between))) ??
      firstOf(ports, ([protocol, port]) => {
        const answer = answerOf(between, protocol, port)
        answers[answer] += 1
        return firstOf(judges, (judge) => {
          const wording = describeWrong(judge, { protocol, port }, answer)
          return wording && `${port}/${protocol}: ${wording}`
        })
      })
    if (difference) return { answers, difference: `${nameOf(between)} ${difference}` }
  }
  return { answers }
}

interface Judge {
  readonly byRule: NaiveJudge
  /** Where label values nobody knows could tell more (END-2c). */
  readonly byValue?: NaiveJudge
}

function createJudge(cluster: Cluster, settings: EngineSettings, from: NaiveEnd, to: NaiveEnd): Judge {
  const byRule = judgePair({ cluster, settings, from, to, reading: 'by selector' })
  if (![from, to].some(hasOpenLabels)) return { byRule }
  return { byRule, byValue: judgePair({ cluster, settings, from, to, reading: 'by value' }) }
}

/** The answer is that of the rule's words, and never surer than what one value of each label lets it be (END-2c). */
function describeWrong({ byRule, byValue }: Judge, port: NaivePort, answer: Answer): string | undefined {
  const ruled = byRule(port)
  if (ruled !== answer) return `the engine says ${answer}, the rules say ${ruled}`
  const valued = answer === 'depends' ? answer : (byValue?.(port) ?? answer)
  return valued === answer ? undefined : `the engine says ${answer}, some label value makes it ${valued}`
}

function hasOpenLabels(end: NaiveEnd): boolean {
  return end.kind === 'pod' && end.pod.unknownLabels.size > 0
}

function nameOf({ from, to }: Flow): string {
  return `${from} → ${to}`
}

function firstOf<T>(items: readonly T[], describe: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const difference = describe(item)
    if (difference) return difference
  }
  return undefined
}

export interface Pair {
  readonly from: Endpoint
  readonly to: Endpoint
}

/** All pairs but those outside, which no policy touches. */
export function pairsOf({ endpoints }: Prepared): readonly Pair[] {
  return endpoints
    .flatMap((from) => endpoints.map((to) => ({ from, to })))
    .filter(({ from, to }) => from.kind === 'pods' || to.kind === 'pods')
}

/** Every way to take a pod or an address for each end of a pair. */
export function endsOfPair(cluster: Cluster, pair: Pair): readonly (readonly [from: NaiveEnd, to: NaiveEnd])[] {
  const targets = endsOf(cluster, pair.to)
  const isSame = pair.from.id === pair.to.id
  return endsOf(cluster, pair.from).flatMap((from) =>
    targets.map((to) => [from, isSame && !isOnePod(pair) ? anotherPod(to) : to] as const),
  )
}

/** A bare pod with itself: there is no second one. */
export function isOnePod({ from, to }: Pair): boolean {
  return from.id === to.id && from.kind === 'pods' && from.kindName === 'Pod'
}

export function answerOf(
  { allowed, depends }: Pick<Flow, 'allowed' | 'depends'>,
  ...[protocol, port]: PortSample
): Answer {
  if (containsPort(allowed[protocol] ?? [], port)) return 'allowed'
  return containsPort(depends[protocol] ?? [], port) ? 'depends' : 'denied'
}

/** END-1: every declared pod is in one endpoint, and every address of a family in view. */
function describeMisplaced(cluster: Cluster, { endpoints }: Prepared): string | undefined {
  const pods = endpoints.flatMap((endpoint) => (endpoint.kind === 'pods' && !endpoint.implied ? endpoint.pods : []))
  const declared = cluster.workloads.flatMap((workload) => workload.pods)
  if (pods.length !== declared.length || !declared.every((pod) => pods.includes(pod)))
    return 'pods are missing or double'
  const outside = endpoints.filter((endpoint) => endpoint.kind === 'outside')
  const families = new Set(outside.flatMap(({ addresses }) => addresses.map(({ family }) => family)))
  const borders = [...blocksOf(cluster), '0.0.0.0/0', '::/0'].flatMap(bordersOf)
  return firstOf(borders, (bits) => {
    const address = { family: bits.length === 32 ? 4 : 6, value: BigInt(`0b${bits}`) } as const
    const holders = outside.filter(({ addresses }) => containsAddress(addresses, address)).length
    return families.has(address.family) && holders !== 1 ? `${bits} is in ${holders} endpoints` : undefined
  })
}

/** Flows are listed when something may pass, and a pod with itself never is. */
function describeUnlisted(pair: Pair, between: Flow, listed: Flow | undefined): string | undefined {
  if (isOnePod(pair)) return listed ? 'is a pod with itself and listed' : undefined
  const given = listed ?? { ...between, allowed: {}, depends: {} }
  return JSON.stringify(given) === JSON.stringify(between)
    ? undefined
    : `is listed as ${JSON.stringify(given)}, and alone ${JSON.stringify(between)}`
}
