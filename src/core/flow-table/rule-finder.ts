import { isFromOwnNode, memberAt } from '../engine/judge.ts'
import { judgedFamilies } from '../engine/match-rule.ts'
import { isUnpoliced } from '../engine/member.ts'
import { namedBy } from '../engine/place-sets.ts'
import type { Prepared } from '../engine/prepare.ts'
import { resolvePorts } from '../engine/rule-ports.ts'
import type { CompiledRule } from '../engine/tiers.ts'
import { DIRECTIONS, type Direction } from '../model/policy.ts'
import type { Family } from '../net/address.ts'
import { type BitSet, EMPTY_BITS, hasBit, intersectsBits, toBits } from '../net/bit-set.ts'

/** Tells which rules admit flows. Rules have numbers in document order; what is found is remembered. */
export interface RuleFinder {
  readonly rules: readonly CompiledRule[]
  /**
   * The numbers of the rules that admit, or may admit, some of the ports at one end, ascending; `ports` are atoms of the
   * engine. Empty as well where something else lets them pass.
   */
  readonly find: (direction: Direction, from: number, to: number, ports: BitSet) => readonly number[]
  /** Whether one rule does. */
  readonly admits: (rule: number, from: number, to: number, ports: BitSet) => boolean
}

interface RuleTools {
  readonly direction: Direction
  /** For whom it speaks, or may speak. */
  readonly subjects: BitSet
  /** Whom its peers match or may match, by family. */
  readonly peers: ReadonlyMap<Family, BitSet>
  readonly portsAt: (destination: number) => BitSet
}

/** A finder over the policies in effect. */
export function createRuleFinder(prepared: Prepared): RuleFinder {
  const rules = prepared.tiers.flatMap(({ policies }) =>
    policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => policy.rules[direction])),
  )
  const numbers = new Map(rules.map((rule, number) => [rule, number]))
  const tools = rules.map((rule) => toTools(prepared, rule))
  const rulesAt = createRulesAt(prepared, numbers)
  const matches = (number: number, from: number, to: number, ports: BitSet) => {
    const tool = tools[number]
    if (!tool) return false
    const other = tool.direction === 'egress' ? to : from
    return isPeer(prepared, tool, other, from, to) && intersectsBits(tool.portsAt(to), ports)
  }
  return {
    rules,
    find: (direction, from, to, ports) => {
      if (direction === 'ingress' && isFromOwnNode(memberAt(prepared, from), memberAt(prepared, to))) return []
      const own = direction === 'egress' ? from : to
      return rulesAt(direction, own).filter((number) => matches(number, from, to, ports))
    },
    admits: (number, from, to, ports) => {
      const tool = tools[number]
      if (!tool || !hasBit(tool.subjects, tool.direction === 'egress' ? from : to)) return false
      if (!matches(number, from, to, ports)) return false
      return tool.direction === 'egress' || !isFromOwnNode(memberAt(prepared, from), memberAt(prepared, to))
    },
  }
}

/** The numbers of the rules that speak for an end; ends with the same policies share one list. */
function createRulesAt(prepared: Prepared, numbers: ReadonlyMap<CompiledRule, number>) {
  const known: Record<Direction, (readonly number[] | undefined)[]> = { ingress: [], egress: [] }
  return (direction: Direction, place: number): readonly number[] => {
    const found = known[direction][place]
    if (found) return found
    const policies = prepared.profiles(place, direction).tiers.flatMap(({ sure, unsure }) => [...sure, ...unsure])
    const list = policies
      .flatMap((policy) => policy.rules[direction].flatMap((rule) => numbers.get(rule) ?? []))
      .sort((a, b) => a - b)
    known[direction][place] = list
    return list
  }
}

function toTools(prepared: Prepared, rule: CompiledRule): RuleTools {
  const { atoms, sets } = prepared.rows()
  const peers = new Map([...sets].map(([family, found]) => [family, namedBy(rule, found)]))
  const direction = rule.rule.direction
  const { yes, maybe } = rule.policy.subjects
  const policed = [...yes, ...maybe].filter((place) => !isUnpoliced(memberAt(prepared, place)))
  const shared = { direction, peers, subjects: toBits(policed) }
  if (rule.ports.named.length === 0) {
    const everywhere = atoms.maskOf(rule.ports.possible)
    return { ...shared, portsAt: () => everywhere }
  }
  const byDestination = new Map<number, BitSet>()
  const portsAt = (destination: number) => {
    const known = byDestination.get(destination)
    const mask = known ?? atoms.maskOf(resolvePorts(rule.ports, memberAt(prepared, destination)).possible)
    byDestination.set(destination, mask)
    return mask
  }
  return { ...shared, portsAt }
}

/** Where families make no difference one stands for all. */
function isPeer(prepared: Prepared, { peers }: RuleTools, other: number, from: number, to: number): boolean {
  if (peers.size === 1) for (const only of peers.values()) return hasBit(only, other)
  return judgedFamilies(memberAt(prepared, from), memberAt(prepared, to)).some((family) =>
    hasBit(peers.get(family) ?? EMPTY_BITS, other),
  )
}
