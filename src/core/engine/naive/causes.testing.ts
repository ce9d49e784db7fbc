/** What each policy says of an end (VER-2), by the naive evaluator. */
import type { Direction, NetworkPolicy } from '../../model/policy.ts'
import type { PolicyCause } from '../../model/verdict.ts'
import { isGoverned, isItself, type NaiveFlow } from './judge.testing.ts'
import { matchingPeers, matchingPorts, type World } from './rules.testing.ts'
import { casesOf, policiesFor, sceneOf, worldsOf } from './worlds.testing.ts'

/** The outcome of a policy's cause. */
export interface PolicyOutcome {
  readonly policy: string
  /** One; two for a policy that admits if it selects the end at all, which nobody knows (END-2c). */
  readonly answers: readonly PolicyCause['answer'][]
  /** The rules of which one peer with one port admits, whatever turns out to be so. */
  readonly certain: readonly string[]
  /** The rules that admit whatever turns out to be so, be it by several peers together (IPB-4). */
  readonly joined: readonly string[]
  /** `rule peer port` of everything that admits or may admit. */
  readonly places: readonly string[]
}

/** One for each policy that isolates the end or may, for several ways to take the ends of one pair. */
export function outcomesOf(flows: readonly NaiveFlow[], direction: Direction): readonly PolicyOutcome[] {
  const scenes = flows
    .filter((flow) => !isItself(flow) && isGoverned(flow, direction))
    .flatMap((flow) => settle(flow, direction))
  const [first] = flows
  return (first ? policiesFor(first, direction) : [])
    .filter((policy) => scenes.some(({ world }) => world.isolating.includes(policy)))
    .map((policy) => outcomeOf(policy, direction, scenes))
}

/** The three places of an admission in one string. */
export function nameAdmission(
  rule: string,
  { peer, port }: { readonly peer?: string | undefined; readonly port?: string | undefined },
): string {
  return [rule, peer ?? 'any', port ?? 'any'].join(' ')
}

interface Settled {
  readonly flow: NaiveFlow
  readonly world: World
}

function settle(flow: NaiveFlow, direction: Direction): readonly Settled[] {
  return casesOf(flow)
    .filter(([, lacks]) => !lacks.has(direction))
    .flatMap(([width, lacks]) => worldsOf(flow, direction, width, lacks))
    .map((world) => ({ flow, world }))
}

function outcomeOf(policy: NetworkPolicy, direction: Direction, scenes: readonly Settled[]): PolicyOutcome {
  const said = scenes.map(({ flow, world }) => saidBy(policy, direction, flow, world))
  const isOf = (rule: string) => (place: string) => place.startsWith(`${rule} `)
  const places = sortUnique(said.flat())
  const rules = policy.rules[direction].map(({ path }) => path)
  return {
    policy: policy.path,
    answers: answersOf(
      scenes.map(({ world }) => world.isolating.includes(policy)),
      said.map((names) => names.length > 0),
    ),
    certain: rules.filter((rule) =>
      places.filter(isOf(rule)).some((place) => said.every((names) => names.includes(place))),
    ),
    joined: rules.filter((rule) => said.every((names) => names.some(isOf(rule)))),
    places,
  }
}

function saidBy(policy: NetworkPolicy, direction: Direction, flow: NaiveFlow, world: World): readonly string[] {
  const scene = sceneOf(flow, direction)
  return policy.rules[direction].flatMap((rule) => {
    const ports = matchingPorts(scene, world, rule, flow)
    return matchingPeers(scene, world, policy, rule).flatMap((peer) =>
      ports.map((port) => nameAdmission(rule.path, { peer: peer?.path, port: port?.path })),
    )
  })
}

/** A policy that only may select the end depends, whatever its rules say (END-2c). */
function answersOf(selects: readonly boolean[], admits: readonly boolean[]): readonly PolicyCause['answer'][] {
  const isSelecting = !selects.includes(false)
  if (!admits.includes(false)) return isSelecting ? ['admits'] : ['admits', 'depends']
  return isSelecting && !admits.includes(true) ? ['does-not-admit'] : ['depends']
}

export function sortUnique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
