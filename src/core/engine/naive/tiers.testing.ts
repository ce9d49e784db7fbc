/**
 * What tiers say of a flow, from the words of `tiers.ts` alone and from the notes of a test: tier by tier, rank by rank,
 * for everything that nobody knows settled one way after the other.
 */
import type { Pod } from '../../model/cluster.ts'
import type { Direction } from '../../model/policy.ts'
import type { Answer } from '../../model/verdict.ts'
import { isCidr, isUnsure, plain, type TierNote, type TierRuleNote } from '../tiers.testing.ts'
import { isInside } from './addresses.testing.ts'

/** An end as the rules see it. */
export interface TierEnd {
  readonly name: string
  /** Absent outside, where no policy speaks. */
  readonly pod?: Pod
  /** All it may have, in bits. */
  readonly addresses: readonly string[]
}

export interface TierFlow {
  readonly tiers: readonly TierNote[]
  readonly from: TierEnd
  readonly to: TierEnd
  readonly protocol: string
  readonly port: number
}

/** Settles something nobody knows: one of `count` ways, the same for the same question. */
type Settle = (question: string, count: number) => number

/** Which answers one end gives, over everything that nobody knows. */
export function possibleAnswers(flow: TierFlow, direction: Direction): ReadonlySet<Answer> {
  return new Set(everyWay((settle) => (passes(flow, direction, settle) ? 'allowed' : 'denied')))
}

/** The answer for both ends, each judged by itself. */
export function judgeTiers(flow: TierFlow): Answer {
  const ends = (['egress', 'ingress'] as const).map((direction) => possibleAnswers(flow, direction))
  if (ends.some((answers) => !answers.has('allowed'))) return 'denied'
  return ends.every((answers) => !answers.has('denied')) ? 'allowed' : 'depends'
}

/** Whether nobody needs to know more to judge the flow. */
export function isSettled(flow: TierFlow): boolean {
  let questions = 0
  for (const direction of ['egress', 'ingress'] as const) {
    everyWay((settle) =>
      passes(flow, direction, (question, count) => {
        questions += 1
        return settle(question, count)
      }),
    )
  }
  return questions === 0
}

function passes(flow: TierFlow, direction: Direction, settle: Settle): boolean {
  const [self, other] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from]
  if (!self.pod) return true
  for (const { end, policies } of flow.tiers) {
    const speaking = policies.filter(({ subjects }) =>
      isNamed(subjects, self.name, settle, [...subjects].sort().join()),
    )
    const decision = decideByRules(
      speaking.flatMap((policy) => policy[direction] ?? []).filter((rule) => matches(flow, rule, other, settle)),
    )
    if (decision === 'allow') return true
    if (decision === 'deny') return false
    const isIsolated = speaking.some(({ isolates }) => isolates?.includes(direction))
    if (decision === undefined && end === 'deny' && isIsolated) return false
  }
  return true
}

/** Smaller ranks first; of one rank deny beats allow beats pass. */
function decideByRules(rules: readonly TierRuleNote[]) {
  const first = Math.min(...rules.map(({ rank = 0 }) => rank))
  const actions = rules.filter(({ rank = 0 }) => rank === first).map(({ action }) => action)
  return (['deny', 'allow', 'pass'] as const).find((action) => actions.includes(action))
}

function matches(flow: TierFlow, rule: TierRuleNote, other: TierEnd, settle: Settle): boolean {
  return (
    (rule.peers === undefined || rule.peers.some((peer) => isPeer(rule, peer, other, settle))) &&
    (rule.ports === undefined || rule.ports.some((port) => isPort(flow, port, settle)))
  )
}

function isPeer({ peers = [] }: TierRuleNote, peer: string, other: TierEnd, settle: Settle): boolean {
  if (!isCidr(peer)) return isNamed([peer], other.name, settle, `${peers} is ${other.name}`)
  const [only = ''] = other.addresses
  const address =
    other.addresses.length === 1 ? only : (other.addresses[settle('address', other.addresses.length)] ?? only)
  return isInside(address, plain(peer)) && (!isUnsure(peer) || settle(`block ${peers}`, 2) === 1)
}

function isNamed(names: readonly string[], name: string, settle: Settle, question: string): boolean {
  if (names.includes(name)) return true
  return names.includes(`${name}?`) && settle(question, 2) === 1
}

function isPort({ to, protocol, port }: TierFlow, note: string, settle: Settle): boolean {
  const [own, ports = ''] = plain(note).split(' ')
  const [first = 0, last = first] = ports.split('-').map(Number)
  const isNumbered = /\d/.test(note)
  const numbers = (to.pod?.ports ?? []).filter((one) => one.name === ports && one.protocol === protocol)
  const fits = isNumbered ? first <= port && port <= last : numbers.some((one) => one.port === port)
  return own === protocol && fits && (!isUnsure(note) || settle(note, 2) === 1)
}

/** The results of a judgement for every way to settle the questions it asks. */
function everyWay<T>(judge: (settle: Settle) => T): readonly T[] {
  const results: T[] = []
  let settled = new Map<string, { readonly way: number; readonly count: number }>()
  for (;;) {
    const ways = settled
    results.push(
      judge((question, count) => {
        const known = ways.get(question) ?? { way: 0, count }
        ways.set(question, known)
        return known.way
      }),
    )
    const list = [...ways]
    while (list.length > 0 && isLastWay(list)) list.pop()
    const last = list.pop()
    if (!last) return results
    settled = new Map([...list, [last[0], { ...last[1], way: last[1].way + 1 }]])
  }
}

function isLastWay(list: readonly (readonly [string, { readonly way: number; readonly count: number }])[]): boolean {
  const last = list.at(-1)?.[1]
  return last !== undefined && last.way === last.count - 1
}
