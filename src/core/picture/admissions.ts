import type { Prepared } from '../engine/prepare.ts'
import { flowBetween } from '../engine/reachability.ts'
import { CNI_FEATURES } from '../model/cni-cell.ts'
import { supportOf } from '../model/cni-profiles.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Direction, NetworkPolicy } from '../model/policy.ts'
import { finish, type Work } from '../model/work.ts'
import { hasBit } from '../net/bit-set.ts'
import { rulePortsAt } from './admitted-ports.ts'
import { createPolicyTables, type PolicyTable, type RuleTable } from './policy-tables.ts'
import { createPortSets, EVERY_PORT, NO_PORTS, type PortSets, type PortsId } from './port-sets.ts'

/** What the policies admit, in a form that is quick to ask: endpoints are numbers, port sets are ids. */
export interface Admissions {
  readonly prepared: Prepared
  readonly endpoints: readonly Endpoint[]
  readonly indexOf: ReadonlyMap<string, number>
  /** What each policy says, in document order. */
  readonly tables: ReadonlyMap<NetworkPolicy, PolicyTable>
  /** Rules in force, in document order. */
  readonly rules: readonly RuleTable[]
  /** The rules that may admit at an end, by endpoint number; absent where no policy isolates. */
  readonly atEnd: Readonly<Record<Direction, readonly (readonly RuleTable[] | undefined)[]>>
  readonly ports: PortSets
  /** The network plugin does what policies say; else only the engine knows what becomes of a rule (CNI-2). */
  readonly isLiteral: boolean
  /** Endpoints that the tables below cannot judge alone: selected by a label nobody knows, or on their node's network. */
  readonly special: ReadonlySet<number>
}

const compiled = new WeakMap<Prepared, Admissions>()

/** The admissions of a prepared cluster; made once for each. */
export function admissionsOf(prepared: Prepared): Admissions {
  return finish(gatheringAdmissions(prepared))
}

/**
 * {@link admissionsOf} in steps. With `before`, sets of ports keep the ids they had there, and while the endpoints are
 * the same so do the tables of the policies that are.
 */
export function* gatheringAdmissions(prepared: Prepared, before?: Prepared): Work<Admissions> {
  const known = compiled.get(prepared)
  if (known) return known
  const made = yield* compiling(prepared, before && compiled.get(before))
  compiled.set(prepared, made)
  return made
}

/** Above so many sets of ports most of them are of texts that nobody has any more. */
const MOST_PORT_SETS = 20_000

/** Policies between two steps. */
const STRIDE = 64

function* compiling(prepared: Prepared, before: Admissions | undefined): Work<Admissions> {
  const endpoints = prepared.endpoints
  const ports = before && before.ports.size < MOST_PORT_SETS ? before.ports : createPortSets()
  const earlier = before?.ports === ports ? before : undefined
  const isSameGround = earlier?.prepared.members === prepared.members
  const tableOf = createPolicyTables(prepared, ports, earlier && { tables: earlier.tables, isSameGround })
  const tables = new Map<NetworkPolicy, PolicyTable>()
  for (const policy of prepared.cluster.policies) {
    tables.set(policy, tableOf(policy))
    if (tables.size % STRIDE === 0) yield undefined
  }
  const isLiteral = CNI_FEATURES.every((feature) => supportOf(prepared.settings.cni, feature) === 'yes')
  return {
    prepared,
    endpoints,
    indexOf: earlier && isSameGround ? earlier.indexOf : new Map(endpoints.map(({ id }, index) => [id, index])),
    tables,
    rules: [...tables.values()].flatMap(({ rules }) => rules),
    atEnd: {
      ingress: rulesAtEnds(tables, 'ingress', endpoints.length),
      egress: rulesAtEnds(tables, 'egress', endpoints.length),
    },
    ports,
    isLiteral,
    special: findSpecial(prepared),
  }
}

function rulesAtEnds(tables: ReadonlyMap<NetworkPolicy, PolicyTable>, direction: Direction, length: number) {
  const atEnd = Array.from<RuleTable[] | undefined>({ length })
  for (const { policy, subjects, rules } of tables.values()) {
    if (!policy.isolates[direction]) continue
    for (const subject of subjects) atEnd[subject] ??= []
    for (const rule of rules)
      if (rule.direction === direction) for (const subject of subjects) atEnd[subject]?.push(rule)
  }
  return atEnd
}

function findSpecial(prepared: Prepared): ReadonlySet<number> {
  const unsure = prepared.tiers.flatMap(({ policies }) => policies.flatMap(({ subjects }) => subjects.maybe))
  const onNode = prepared.endpoints.flatMap((endpoint, index) =>
    endpoint.kind === 'pods' && endpoint.hostNetwork ? index : [],
  )
  return new Set([...unsure, ...onNode])
}

/** Whether the tables alone say what passes at an endpoint; the engine is asked about the others. */
export function isPlain({ special }: Admissions, endpoint: number): boolean {
  return !special.has(endpoint)
}

/** Ports that one end may let pass in doubt; see {@link certainAtEnd}. */
export function maybeAtEnd(admissions: Admissions, direction: Direction, own: number, other: number): PortsId {
  const destination = direction === 'ingress' ? own : other
  let maybe = NO_PORTS
  for (const table of admissions.atEnd[direction][own] ?? [])
    for (const peer of table.peers)
      if (peer.maybe && hasBit(peer.maybe, other))
        maybe = admissions.ports.union(maybe, rulePortsAt(admissions, table, destination))
  return maybe
}

/** Whether no policy isolates an end. */
export function isOpen(admissions: Admissions, direction: Direction, own: number): boolean {
  return admissions.atEnd[direction][own] === undefined
}

/**
 * What one end lets pass for certain to or from another endpoint: everything when nothing isolates it, else the union
 * of what its rules admit. Asked millions of times for a large cluster, so it makes no objects.
 */
export function certainAtEnd(admissions: Admissions, direction: Direction, own: number, other: number): PortsId {
  const rules = admissions.atEnd[direction][own]
  if (!rules) return EVERY_PORT
  const destination = direction === 'ingress' ? own : other
  let certain = NO_PORTS
  let blocks = 0
  for (const table of rules) {
    for (const peer of table.peers) {
      if (hasBit(peer.certain, other)) {
        certain = admissions.ports.union(certain, rulePortsAt(admissions, table, destination))
        break
      }
      if (peer.maybe && peer.peer !== 'anyone' && peer.peer.kind === 'block' && hasBit(peer.maybe, other)) blocks += 1
    }
  }
  return blocks > 1 ? settled(admissions, direction, own, other, certain) : certain
}

/** Several blocks that may each hold an address can hold it for certain together (IPB-4): the engine knows. */
function settled(admissions: Admissions, direction: Direction, own: number, other: number, certain: PortsId): PortsId {
  const [source, target] = direction === 'egress' ? [own, other] : [other, own]
  return admissions.ports.union(certain, judgedBetween(admissions, source, target))
}

/** The ports that pass for certain as the engine has it: for the cases the tables do not know. */
export function judgedBetween({ endpoints, prepared, ports }: Admissions, source: number, target: number): PortsId {
  const [from, to] = [endpoints[source]?.id, endpoints[target]?.id]
  return from === undefined || to === undefined ? NO_PORTS : ports.of(flowBetween(prepared, from, to).allowed)
}

/** The ports that pass at all, as the engine has it. */
export function possiblyBetween({ endpoints, prepared, ports }: Admissions, source: number, target: number): PortsId {
  const [from, to] = [endpoints[source]?.id, endpoints[target]?.id]
  if (from === undefined || to === undefined) return NO_PORTS
  const { allowed, depends } = flowBetween(prepared, from, to)
  return ports.union(ports.of(allowed), ports.of(depends))
}

/** What passes from one endpoint to another, both ends together. */
export interface Passing {
  readonly certain: PortsId
  /** Including what passes for certain. */
  readonly maybe: PortsId
}

export function passingBetween(admissions: Admissions, source: number, target: number): Passing {
  const { ports } = admissions
  if (!admissions.isLiteral)
    return {
      certain: judgedBetween(admissions, source, target),
      maybe: possiblyBetween(admissions, source, target),
    }
  const egress = certainAtEnd(admissions, 'egress', source, target)
  const ingress = certainAtEnd(admissions, 'ingress', target, source)
  const egressAtAll = ports.union(egress, maybeAtEnd(admissions, 'egress', source, target))
  const ingressAtAll = ports.union(ingress, maybeAtEnd(admissions, 'ingress', target, source))
  return { certain: ports.intersect(egress, ingress), maybe: ports.intersect(egressAtAll, ingressAtAll) }
}
