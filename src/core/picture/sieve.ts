import { subjectsOf as selectedBy } from '../engine/rule-matches.ts'
import { matchRequirement } from '../model/matching.ts'
import type { Labels } from '../model/selector.ts'
import { intersectPorts, type PortsByProtocol } from '../net/ports.ts'
import type { Admissions } from './admissions.ts'
import type { MergedEdge } from './merge-bundles.ts'
import {
  isFiltering,
  isNarrowing,
  isSystemNamespace,
  type PictureFilter,
  readFilterPort,
  readLabels,
} from './picture-filter.ts'
import type { RuleTable } from './policy-tables.ts'
import { NO_PORTS } from './port-sets.ts'
import { frameId, type Leaf, type Leaves } from './workload-leaves.ts'

/** A filter made ready for one cluster: what of its picture is wanted. */
export interface Sieve {
  /** Cards that may be drawn at all: all but those of hidden namespaces. */
  readonly cards: readonly Leaf[]
  /** Whether it names cards by their namespaces or labels. */
  readonly isNarrowing: boolean
  /** Those that the filter names; the others are drawn only as the other ends of edges. */
  readonly chosen: ReadonlySet<Leaf>
  /** Those that are wanted for their own sake, whatever edges they have. */
  readonly own: ReadonlySet<Leaf>
  /** Whether an edge is wanted; `membersOf` tells whom a group at an end stands for. */
  keeps(edge: MergedEdge, membersOf: MembersOf): boolean
}

/** The ids of cards and frames that a node stands for: a group's members, else itself; nobody for addresses. */
export type MembersOf = (id: string) => readonly string[]

/** The sieve of a filter; undefined when it lets everything through. */
export function createSieve(admissions: Admissions, leaves: Leaves, filter: PictureFilter): Sieve | undefined {
  if (!isFiltering(filter)) return undefined
  const cards = leaves.all.filter(({ namespace }) => !(filter.hidesSystem && isSystemNamespace(namespace)))
  const chosen = new Set(cards.filter((leaf) => isChosen(admissions, leaf, filter)))
  const isAmongEnds = endTest(cards, chosen, filter)
  const isWanted = edgeTest(admissions, filter)
  return {
    cards,
    isNarrowing: isNarrowing(filter),
    chosen,
    own: new Set([...chosen].filter(ownTest(admissions, filter))),
    keeps: (edge, membersOf) => isAmongEnds(edge, membersOf) && isWanted(edge),
  }
}

function isChosen({ endpoints }: Admissions, { namespace, parts }: Leaf, filter: PictureFilter): boolean {
  if (filter.namespaces.length > 0 && !filter.namespaces.includes(namespace)) return false
  const requirements = readLabels(filter.labels) ?? []
  const holds = (labels: Labels) =>
    requirements.every((one) => matchRequirement({ ...one, path: '' }, labels) === 'yes')
  return parts.some((part) => {
    const endpoint = endpoints[part]
    return endpoint?.kind === 'pods' && holds(endpoint.labels)
  })
}

/** Both ends may be drawn, and one of them is chosen: for a direction, the end that it is told of. */
function endTest(cards: readonly Leaf[], chosen: ReadonlySet<Leaf>, filter: PictureFilter): Sieve['keeps'] {
  const drawable = idsOf(cards)
  const wanted = isNarrowing(filter) ? idsOf(chosen) : undefined
  const { direction } = filter
  return ({ bundle: { from, to } }, membersOf) => {
    const [sources, targets] = [membersOf(from), membersOf(to)]
    const isDrawable = (members: readonly string[]) => members.length === 0 || members.some((id) => drawable.has(id))
    if (!isDrawable(sources) || !isDrawable(targets)) return false
    if (!wanted) return true
    const isWanted = (members: readonly string[]) => members.some((id) => wanted.has(id))
    return (direction !== 'egress' && isWanted(targets)) || (direction !== 'ingress' && isWanted(sources))
  }
}

/** The ids of cards and of the frames they stand in. */
function idsOf(leaves: Iterable<Leaf>): ReadonlySet<string> {
  return new Set([...leaves].flatMap(({ id, namespace }) => [id, frameId(namespace)]))
}

/** What is asked of the edge itself: its ports, its policies, whether it is blocked, and for all cards its direction. */
function edgeTest(admissions: Admissions, filter: PictureFilter): (edge: MergedEdge) => boolean {
  const { ports } = admissions
  const asked = readFilterPort(filter.port)
  const wanted = asked && ports.of(asked)
  const ofPolicy = filter.policy === null ? undefined : rulesWhere(admissions, (rule) => isOf(rule, filter.policy))
  const ofDirection =
    filter.direction === 'both' || isNarrowing(filter)
      ? undefined
      : rulesWhere(admissions, ({ direction }) => direction === filter.direction)
  return ({ bundle, ports: admitted, rules }) => {
    if (filter.onlyBlocked && !bundle.blockedAt && bundle.answer !== 'denied') return false
    if (wanted !== undefined && ports.intersect(admitted, wanted) === NO_PORTS) return false
    const has = (paths: ReadonlySet<string> | undefined) => !paths || [...rules].some((path) => paths.has(path))
    return has(ofPolicy) && has(ofDirection)
  }
}

function rulesWhere({ rules }: Admissions, isIt: (rule: RuleTable) => boolean): ReadonlySet<string> {
  return new Set(rules.filter(isIt).map(({ rule }) => rule.path))
}

function isOf({ policy }: Pick<RuleTable, 'policy'>, key: string | null): boolean {
  return `${policy.namespace}/${policy.name}` === key
}

/**
 * Which chosen cards are wanted without any edge: all of them while nothing is asked of edges; else those that the policy
 * selects and that declare the port.
 */
function ownTest(admissions: Admissions, filter: PictureFilter): (leaf: Leaf) => boolean {
  const { policy, onlyBlocked, direction } = filter
  const port = readFilterPort(filter.port)
  if (onlyBlocked || (direction !== 'both' && !isNarrowing(filter))) return () => false
  const subjects = policy === null ? undefined : subjectsOf(admissions, policy)
  return ({ parts }) =>
    (!subjects || parts.some((part) => subjects.has(part))) &&
    (!port || parts.some((part) => isDeclaring(admissions, part, port)))
}

function subjectsOf({ prepared, indexOf }: Admissions, key: string): ReadonlySet<number> {
  const policies = prepared.cluster.policies.filter((policy) => isOf({ policy }, key))
  return new Set(policies.flatMap(({ path }) => selectedBy(prepared, path)).flatMap((id) => indexOf.get(id) ?? []))
}

function isDeclaring({ endpoints }: Admissions, part: number, wanted: PortsByProtocol): boolean {
  const endpoint = endpoints[part]
  if (endpoint?.kind !== 'pods') return false
  const declared = endpoint.pods.flatMap(({ ports }) => ports)
  return declared.some(
    ({ protocol, port }) => intersectPorts(wanted[protocol] ?? [], [{ first: port, last: port }]).length > 0,
  )
}
