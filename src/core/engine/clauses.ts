import type { Direction } from '../model/policy.ts'
import { type BitSet, intersectsBits, isEmptyBits, unionBits } from '../net/bit-set.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic } from '../net/ports-by-protocol.ts'
import type { Piece } from './decide.ts'
import { eachPeer, type PartialMatch, type PlaceSets } from './place-sets.ts'
import { remember } from './remember.ts'
import type { CompiledPorts, TierPolicy, TierRule } from './tiers.ts'

/**
 * A rectangle of flows: some peers times some ports, that one rule acts on. What a rule says of the two ends of a flow is
 * a list of clauses, the same from whichever end it is looked at.
 */
export interface Clause {
  /** The clause as its subjects see it: their peers are the other ends. */
  readonly piece: Piece
  readonly peers: BitSet
  readonly ports: PortsNumber
  /** The subjects it is about, when a port name means different numbers at them; absent for all. */
  readonly subjects?: BitSet
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
  book: ClauseBook,
  previous?: ClausesOf,
): ClausesOf {
  const known = new Map<TierPolicy, PolicyClauses>()
  const compile = (policy: TierPolicy) => compileRules(policy, direction, book)
  // What `previous` does not know it compiles itself.
  for (const policy of policies) known.set(policy, previous?.(policy) ?? compile(policy))
  return (policy) => known.get(policy) ?? compile(policy)
}

/** What clauses of one family are made with; clauses that say the same are one object. */
export interface ClauseBook {
  readonly sets: PlaceSets
  readonly partsOf: (ports: CompiledPorts) => readonly PortPart[]
  readonly clause: (peers: BitSet, ports: PortsNumber, rule: Acting, isCertain: boolean, subjects?: BitSet) => Clause
}

type Acting = Pick<TierRule, 'action' | 'rank'>

/** Ports that a rule means at some destinations. */
interface PortPart {
  readonly ports: PortsNumber
  readonly destinations: BitSet
  readonly isCertain: boolean
}

export function createClauseBook(sets: PlaceSets, table: PortsTable): ClauseBook {
  /** By ports, then by peers. */
  const known: Map<BitSet, Clause[]>[] = []
  return {
    sets,
    partsOf: remember((ports) => listParts(ports, sets, table)),
    clause: (peers, ports, { action, rank }, isCertain, subjects) => {
      const byPeers = known[ports] ?? new Map<BitSet, Clause[]>()
      known[ports] = byPeers
      const alike = byPeers.get(peers)
      for (const clause of alike ?? []) {
        const { piece } = clause
        if (
          piece.action === action &&
          piece.rank === rank &&
          piece.isCertain === isCertain &&
          clause.subjects === subjects
        )
          return clause
      }
      const piece = { action, rank, isCertain, places: peers }
      const clause: Clause = subjects ? { piece, peers, ports, subjects } : { piece, peers, ports }
      if (alike) alike.push(clause)
      else byPeers.set(peers, [clause])
      return clause
    },
  }
}

function listParts(
  { certain, possible, named }: CompiledPorts,
  sets: PlaceSets,
  table: PortsTable,
): readonly PortPart[] {
  const parts: PortPart[] = []
  const add = (ports: PortsByProtocol, destinations: BitSet, isCertain: boolean) =>
    parts.push({ ports: table.numberOf(ports), destinations, isCertain })
  if (!isEmptyPorts(certain)) add(certain, sets.everyone, true)
  if (possible !== certain) add(possible, sets.everyone, false)
  for (const { protocol, name, isCertain } of named) {
    const { numbers, unknown } = sets.named({ protocol, name, isCertain })
    for (const [number, destinations] of numbers)
      add({ [protocol]: [{ first: number, last: number }] }, destinations, isCertain)
    if (!isEmptyBits(unknown)) add({ [protocol]: ALL_TRAFFIC[protocol] }, unknown, false)
  }
  return parts
}

function compileRules({ subjects, rules }: TierPolicy, direction: Direction, book: ClauseBook): PolicyClauses {
  const clauses: Clause[] = []
  const partial: PartialClause[] = []
  const selected = unionBits(subjects.certain, subjects.possible)
  for (const rule of rules[direction]) {
    compileRule(rule, direction, book, selected, clauses)
    if (rule.blocks && rule.action === 'allow') addPartial(rule, book.sets, partial)
  }
  return { clauses, partial }
}

function addPartial(rule: TierRule, sets: PlaceSets, partial: PartialClause[]): void {
  const { rank, ports } = rule
  for (const { wide, addresses } of sets.partial(rule))
    partial.push({ wide, addresses, rank, ports: ports.certain, named: ports.named })
}

/** Adds the clauses of a rule to `clauses`: each of its peers with each of its ports. */
function compileRule(
  rule: TierRule,
  direction: Direction,
  book: ClauseBook,
  selected: BitSet,
  clauses: Clause[],
): void {
  for (const part of book.partsOf(rule.ports)) {
    const isAnyone = part.destinations === book.sets.everyone
    // Names are looked up at the destinations that the policy speaks of.
    if (!isAnyone && direction === 'ingress' && !intersectsBits(part.destinations, selected)) continue
    eachPeer(rule, book.sets, (peers, isCertain) => {
      const clause = compilePeer(peers, part, rule, isCertain && part.isCertain, direction, book)
      if (clause) clauses.push(clause)
    })
  }
}

/** Undefined where no peer is among the destinations. */
function compilePeer(
  peers: BitSet,
  { ports, destinations }: PortPart,
  rule: TierRule,
  isCertain: boolean,
  direction: Direction,
  { sets, clause }: ClauseBook,
): Clause | undefined {
  if (direction === 'ingress')
    return clause(peers, ports, rule, isCertain, destinations === sets.everyone ? undefined : destinations)
  const asked = sets.within(peers, destinations)
  return isEmptyBits(asked) ? undefined : clause(asked, ports, rule, isCertain)
}
