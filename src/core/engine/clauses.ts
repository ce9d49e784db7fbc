import type { Direction } from '../model/policy.ts'
import { type BitSet, intersectsBits, isEmptyBits, unionBits } from '../net/bit-set.ts'
import { isEmptyPorts, type PortsByProtocol } from '../net/ports.ts'
import { ALL_TRAFFIC, formatTraffic } from '../net/ports-by-protocol.ts'
import { append } from './append.ts'
import type { Piece } from './decide.ts'
import type { MatchedPlaces, PartialMatch, PlaceSets } from './place-sets.ts'
import { remember } from './remember.ts'
import type { CompiledPorts, TierPolicy, TierRule } from './tiers.ts'

/**
 * A rectangle of flows: some peers times some ports, that one rule acts on. What a rule says of the two ends of a flow is
 * a list of clauses, the same from whichever end it is looked at.
 */
export interface Clause extends Spoken {
  /** The peers: for the subjects they are the other ends. */
  readonly places: BitSet
  /** The subjects it is about, when a port name means different numbers at them; undefined for all. */
  readonly subjects: BitSet | undefined
}

/** What is said of some ports. */
export interface Spoken extends Piece {
  readonly ports: PortsNumber
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
  readonly clause: (
    peers: BitSet,
    ports: PortsNumber,
    rule: Acting,
    isCertain: boolean,
    subjects: BitSet | undefined,
  ) => Clause
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
      for (const clause of alike ?? [])
        if (
          clause.action === action &&
          clause.rank === rank &&
          clause.isCertain === isCertain &&
          clause.subjects === subjects
        )
          return clause
      const clause: Clause = { action, rank, isCertain, places: peers, ports, subjects }
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

/** The clauses of a policy, as far as they are written. */
interface Writing {
  readonly direction: Direction
  readonly book: ClauseBook
  /** Whom the policy may select. */
  readonly selected: BitSet
  clauses: Clause[] | undefined
}

function compileRules({ subjects, rules }: TierPolicy, direction: Direction, book: ClauseBook): PolicyClauses {
  const partial: PartialClause[] = []
  const selected = unionBits(subjects.certain, subjects.possible)
  const writing: Writing = { direction, book, selected, clauses: undefined }
  for (const rule of rules[direction]) {
    writeRule(writing, rule)
    if (rule.blocks && rule.action === 'allow') addPartial(rule, book.sets, partial)
  }
  return { clauses: writing.clauses ?? NO_CLAUSES, partial }
}

const NO_CLAUSES: readonly Clause[] = []

function addPartial(rule: TierRule, sets: PlaceSets, partial: PartialClause[]): void {
  const { rank, ports } = rule
  for (const { wide, addresses } of sets.partial(rule))
    partial.push({ wide, addresses, rank, ports: ports.certain, named: ports.named })
}

/** Each of the peers of a rule with each of its ports. Asked of every rule, so it makes nothing but clauses. */
function writeRule(writing: Writing, rule: TierRule): void {
  const { direction, book, selected } = writing
  for (const part of book.partsOf(rule.ports)) {
    const isAnyone = part.destinations === book.sets.everyone
    // Names are looked up at the destinations that the policy speaks of.
    if (!isAnyone && direction === 'ingress' && !intersectsBits(part.destinations, selected)) continue
    writePeers(writing, rule, part)
  }
}

/** The blocks of a rule are one peer. */
function writePeers(writing: Writing, rule: TierRule, part: PortPart): void {
  const { sets } = writing.book
  const { peers, blocks } = rule
  if (blocks) writeMatched(writing, rule, part, sets.inBlocks(blocks))
  if (peers === 'any') writeClause(writing, rule, part, sets.everyone, true)
  else for (const peer of peers) if (peer.kind === 'pods') writeMatched(writing, rule, part, peer)
}

function writeMatched(writing: Writing, rule: TierRule, part: PortPart, { certain, possible }: MatchedPlaces): void {
  if (!isEmptyBits(certain)) writeClause(writing, rule, part, certain, true)
  if (!isEmptyBits(possible)) writeClause(writing, rule, part, possible, false)
}

/** Nothing where no peer is among the destinations. */
function writeClause(
  writing: Writing,
  rule: TierRule,
  { ports, destinations, isCertain }: PortPart,
  peers: BitSet,
  areCertain: boolean,
): void {
  const { sets, clause } = writing.book
  const isSure = isCertain && areCertain
  const isEgress = writing.direction === 'egress'
  const about = isEgress || destinations === sets.everyone ? undefined : destinations
  const places = isEgress ? sets.within(peers, destinations) : peers
  if (isEmptyBits(places)) return
  writing.clauses = append(writing.clauses, clause(places, ports, rule, isSure, about))
}
