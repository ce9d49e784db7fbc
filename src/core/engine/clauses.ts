import type { Direction } from '../model/policy.ts'
import { type BitSet, EMPTY_BITS, intersectsBits, isEmptyBits, unionBits } from '../net/bit-set.ts'
import { isEmptyPorts, type PortsByProtocol, PROTOCOLS, type Protocol } from '../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic } from '../net/ports-by-protocol.ts'
import type { Piece } from './decide.ts'
import type { PartialMatch, PlaceSet, PlaceSets } from './place-sets.ts'
import type { TierPolicy, TierRule } from './tiers.ts'

/**
 * A rectangle of flows: some peers times some ports, that one rule acts on. What a rule says of the two ends of a flow is
 * a list of clauses, the same from whichever end it is looked at.
 */
export interface Clause {
  /** The clause as its subjects see it: their peers are the other ends. */
  readonly piece: Piece
  readonly peers: PlaceSet
  readonly ports: PortsNumber
  /** The subjects it is about, when a port name means different numbers at them; absent for all. */
  readonly subjects?: PlaceSet
}

/** Ports by number: equal ports have one. */
export type PortsNumber = number

/** A rule whose blocks hold only some of the addresses that pods may have (IPB-4). */
export interface PartialClause extends PartialMatch {
  readonly rank: number
  readonly ports: PortsByProtocol
  readonly named: TierRule['ports']['named']
}

/** What a policy says in one direction and family. */
export interface PolicyClauses {
  readonly clauses: readonly Clause[]
  /** Of its allow rules. */
  readonly partial: readonly PartialClause[]
}

/** Numbers ports. */
export interface PortsTable {
  readonly numberOf: (ports: PortsByProtocol) => PortsNumber
  /** By number. */
  readonly list: readonly PortsByProtocol[]
}

export function createPortsTable(): PortsTable {
  const list: PortsByProtocol[] = []
  const byKey = new Map<string | number, PortsNumber>()
  return {
    list,
    numberOf: (ports) => {
      const key = singleKey(ports) ?? formatTraffic(ports)
      const number = byKey.get(key) ?? list.push(ports) - 1
      byKey.set(key, number)
      return number
    },
  }
}

/** A number for one range of TCP, which most rules name; undefined for everything else. */
function singleKey({ TCP, UDP, SCTP }: PortsByProtocol): number | undefined {
  const range = TCP?.length === 1 && !UDP && !SCTP ? TCP[0] : undefined
  return range && range.first * 65536 + range.last
}

/** What policies say, each compiled once. */
export type ClausesOf = (policy: TierPolicy) => PolicyClauses

/** Compiles the rules of policies in one direction and family; those of `previous` are not compiled again. */
export function compileClauses(
  policies: readonly TierPolicy[],
  direction: Direction,
  sets: PlaceSets,
  table: PortsTable,
  previous?: ClausesOf,
): ClausesOf {
  const known = new Map<TierPolicy, PolicyClauses>()
  const compile = (policy: TierPolicy) => compileRules(policy, direction, sets, table)
  // What `previous` does not know it compiles itself.
  for (const policy of policies) known.set(policy, previous?.(policy) ?? compile(policy))
  return (policy) => known.get(policy) ?? compile(policy)
}

function compileRules(
  { subjects, rules }: TierPolicy,
  direction: Direction,
  sets: PlaceSets,
  table: PortsTable,
): PolicyClauses {
  const clauses: Clause[] = []
  const partial: PartialClause[] = []
  const { certain, possible } = sets.selected(subjects)
  const selected = unionBits(certain?.places ?? EMPTY_BITS, possible?.places ?? EMPTY_BITS)
  const destinations = direction === 'ingress' ? selected : sets.everyone.places
  for (const rule of rules[direction]) {
    compileRule(rule, direction, sets, table, destinations, clauses)
    if (rule.blocks && rule.action === 'allow') partial.push(...partialClauses(rule, sets))
  }
  return { clauses, partial }
}

function partialClauses(rule: TierRule, sets: PlaceSets): readonly PartialClause[] {
  const { rank, ports } = rule
  return sets.partial(rule).map((match) => ({ ...match, rank, ports: ports.certain, named: ports.named }))
}

/** Adds the clauses of a rule to `clauses`: each of its peers with each of its ports. */
function compileRule(
  rule: TierRule,
  direction: Direction,
  sets: PlaceSets,
  table: PortsTable,
  destinations: BitSet,
  clauses: Clause[],
): void {
  const { certain, possible } = sets.matched(rule)
  for (const part of portParts(rule, sets, destinations)) {
    const ports = table.numberOf(part.ports)
    const add = (peers: PlaceSet, isCertain: boolean) => {
      const asked = direction === 'egress' ? sets.within(peers, part.destinations) : peers
      if (isEmptyBits(asked.places)) return
      const piece = { action: rule.action, rank: rule.rank, isCertain, places: asked.places }
      const isAnyone = direction === 'egress' || part.destinations === sets.everyone
      clauses.push(
        isAnyone ? { piece, peers: asked, ports } : { piece, peers: asked, ports, subjects: part.destinations },
      )
    }
    for (const peers of certain) add(peers, part.isCertain)
    for (const peers of possible) add(peers, false)
  }
}

/** Ports that a rule means at some destinations. */
interface PortPart {
  readonly ports: PortsByProtocol
  readonly destinations: PlaceSet
  readonly isCertain: boolean
}

/** Names are looked up at the destinations that the policy speaks of. */
function portParts(
  { ports: { certain, possible, named } }: TierRule,
  sets: PlaceSets,
  asked: BitSet,
): readonly PortPart[] {
  const parts: PortPart[] = []
  if (!isEmptyPorts(certain)) parts.push({ ports: certain, destinations: sets.everyone, isCertain: true })
  if (possible !== certain) parts.push({ ports: possible, destinations: sets.everyone, isCertain: false })
  for (const { protocol, name, isCertain } of named) {
    const { numbers, unknown } = sets.named({ protocol, name, isCertain })
    for (const [number, destinations] of numbers) {
      if (!intersectsBits(destinations.places, asked)) continue
      parts.push({ ports: singlePort(protocol, number), destinations, isCertain })
    }
    if (intersectsBits(unknown.places, asked))
      parts.push({ ports: WHOLE[protocol], destinations: unknown, isCertain: false })
  }
  return parts
}

const singles: Record<Protocol, Map<number, PortsByProtocol>> = { TCP: new Map(), UDP: new Map(), SCTP: new Map() }

function singlePort(protocol: Protocol, port: number): PortsByProtocol {
  const known = singles[protocol].get(port) ?? { [protocol]: [{ first: port, last: port }] }
  singles[protocol].set(port, known)
  return known
}

const WHOLE = Object.fromEntries(PROTOCOLS.map((name) => [name, { [name]: ALL_TRAFFIC[name] }])) as Readonly<
  Record<Protocol, PortsByProtocol>
>
