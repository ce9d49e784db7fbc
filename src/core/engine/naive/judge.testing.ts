/**
 * A second evaluator, for tests only, written from docs/semantics.md alone: one pod or address, one protocol and one
 * port at a time. What nobody knows (addresses, label values, features of the network plugin) is settled in every
 * possible way, and the answer is what all of them agree on. What does not depend on the port is looked at once for a pair.
 * Nothing is shared with the engine.
 */
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { Answer } from '../../model/verdict.ts'
import type { Width } from './addresses.testing.ts'
import { isDropped, type Lacks } from './profile.testing.ts'
import { matchingPeers, matchingPorts, type NaivePort, type World } from './rules.testing.ts'
import { casesOf, endsFor, type NaivePair, sceneOf, worldsOf } from './worlds.testing.ts'

/** One connection attempt. */
export interface NaiveFlow extends NaivePair, NaivePort {}

/** The answer on a port. What does not depend on the port was looked at before. */
export type NaiveJudge = (port: NaivePort) => Answer

/** VER-1. */
export function judgeNaively(flow: NaiveFlow): Answer {
  return judgePair(flow)(flow)
}

/** The answers of a pair, for many ports. */
export function judgePair(pair: NaivePair): NaiveJudge {
  if (isItself(pair)) return () => 'allowed'
  const cases = casesOf(pair).map(([width, lacks]) =>
    DIRECTIONS.map((direction) => judgeEnd(pair, direction, width, lacks)),
  )
  // VER-4 across the ends; IPB-6, CNI-2
  return (port) => unanimous(cases.map((ends) => worst(ends.map((judge) => judge(port)))))
}

/** The answer of one end over all families and all possible features; the pair may know better (IPB-6). */
export function judgeEndNaively(flow: NaiveFlow, direction: Direction): Answer {
  if (isItself(flow)) return 'allowed'
  return unanimous(casesOf(flow).map(([width, lacks]) => judgeEnd(flow, direction, width, lacks)(flow)))
}

/** END-6. */
export function isItself({ from, to }: NaivePair): boolean {
  return from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod
}

/** Whether policies have a say at this end (ISO-6, END-5). */
export function isGoverned(pair: NaivePair, direction: Direction): boolean {
  const [self, other] = endsFor(pair, direction)
  if (self.kind === 'address' || self.pod.hostNetwork) return false
  const isFromNode = direction === 'ingress' && other.kind === 'pod' && other.pod.hostNetwork
  return !(isFromNode && self.pod.nodeName !== undefined && self.pod.nodeName === other.pod.nodeName)
}

function judgeEnd(pair: NaivePair, direction: Direction, width: Width, lacks: Lacks): NaiveJudge {
  if (!isGoverned(pair, direction)) return () => 'allowed'
  if (lacks.has(direction)) return () => 'allowed' // CNI-2a
  const worlds = worldsOf(pair, direction, width, lacks).map((world) => judgeWorld(pair, direction, width, world))
  return (port) => unanimous(worlds.map((judge) => judge(port)))
}

function judgeWorld(pair: NaivePair, direction: Direction, width: Width, world: World): NaiveJudge {
  const { isolating, lacks } = world
  if (isolating.length === 0) return () => 'allowed' // ISO-1
  if (width === 128 && lacks.has('IPv6')) return () => 'depends' // CNI-2g
  const scene = sceneOf(pair, direction)
  const rules = isolating.flatMap((policy) =>
    policy.rules[direction].filter((rule) => matchingPeers(scene, world, policy, rule).length > 0),
  )
  return (port) => {
    const isAdmitted = rules.some((rule) => matchingPorts(scene, world, rule, port).length > 0) // RUL-3, ISO-5
    if (port.protocol === 'SCTP' && lacks.has('SCTP')) {
      return isDropped(pair.settings.cni) && !isAdmitted ? 'denied' : 'depends' // CNI-2f
    }
    return isAdmitted ? 'allowed' : 'denied' // ISO-4
  }
}

function worst(answers: readonly Answer[]): Answer {
  if (answers.includes('denied')) return 'denied'
  return answers.includes('depends') ? 'depends' : 'allowed'
}

function unanimous(answers: readonly Answer[]): Answer {
  const [first = 'depends'] = answers
  return answers.every((answer) => answer === first) ? first : 'depends'
}
