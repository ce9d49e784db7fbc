import { type Prepared, prepare } from '../../engine/prepare.ts'
import type { Path } from '../../model/path.ts'
import { finish, type Work } from '../../model/work.ts'
import { isEmptyPorts, type PortsByProtocol } from '../../net/ports.ts'
import { formatTraffic, intersectTraffic, unionTraffic } from '../../net/ports-by-protocol.ts'
import { type Draft, startDraft } from '../draft.ts'
import type { Contribution, DisconnectIntention, DisconnectPlan, Narrowing, WantedPort } from '../plan.ts'
import { findStanding, isBroken, type PlanContext } from '../plan-context.ts'
import { portsAt } from '../wanted-ports.ts'
import { type FoundNarrowings, findingNarrowings } from './disconnect-narrow.ts'
import { keepNarrowings, recallNarrowings } from './disconnect-recall.ts'
import { carryEndpoints, endpointsOf, type Search } from './disconnect-search.ts'
import { findContributions, type Part, passingBetween, portsOfRule, type Sides } from './find-contributions.ts'
import { removeParts, withoutParts } from './remove-parts.ts'

/**
 * Plans the removal of an edge: the parts of rules that admit exactly it are ticked, wider ones are locked with what
 * else they admit. There are edits only when what is ticked closes the flow. A removal opens no flow and frees no pod.
 * Where no removal closes it, wider rules can be narrowed and open pods isolated: the person chooses among these.
 */
export function planDisconnect(context: PlanContext, intention: DisconnectIntention): DisconnectPlan {
  return finish(planningDisconnect(context, intention))
}

/** {@link planDisconnect} in steps. */
export function* planningDisconnect(context: PlanContext, intention: DisconnectIntention): Work<DisconnectPlan> {
  const edge = findEdge(context, intention)
  yield
  const own = attemptOwn(context, edge, intention)
  yield
  const found = own.edits ? NO_NARROWINGS : yield* narrowing(context, edge)
  const { ticked, edits, result } = outcomeOf(context, edge, intention, own, found)
  const paths = new Set(ticked.map(({ path }) => path))
  return {
    kind: 'disconnect',
    label: labelOf(context.prepared, edge),
    contributions: edge.parts.map((part) => toContribution(part, paths)),
    result,
    ...(edits ? { edits } : {}),
    ...(found.narrowings.length > 0 ? { narrowings: found.narrowings } : {}),
    ...(found.refusals.length > 0 ? { refusals: found.refusals } : {}),
  }
}

/** What shall be stopped, and the parts of rules that admit it. */
interface Edge {
  readonly sides: Sides
  readonly asked: PortsByProtocol | undefined
  readonly parts: readonly Part[]
  readonly passing: PortsByProtocol
}

function findEdge(context: PlanContext, intention: DisconnectIntention): Edge {
  const sides = existing(context.prepared, intention)
  const asked = portsAsked(context.prepared, sides, intention.ports ?? [])
  const parts = findContributions(context.prepared, sides, asked).map((part) => lockUneditable(context, part))
  return { sides, asked, parts, passing: edgePorts(context.prepared, sides, parts, intention, asked) }
}

/** The removal that the planner ticks: of the edge's own rules, else of all parts that hold nothing but the flow. */
function attemptOwn(context: PlanContext, edge: Edge, { rules }: DisconnectIntention): Attempt {
  const free = freeParts(edge)
  const own = attempt(
    context,
    edge,
    free.filter(({ rule }) => rules.includes(rule.path)),
  )
  return own.edits ? own : attempt(context, edge, free)
}

function outcomeOf(
  context: PlanContext,
  edge: Edge,
  { narrow: id, ticked }: DisconnectIntention,
  own: Attempt,
  { narrowings }: FoundNarrowings,
): Attempt {
  if (id !== undefined) return choose(narrowings, id)
  if (!ticked) return own
  return attempt(
    context,
    edge,
    freeParts(edge).filter(({ path }) => ticked.includes(path)),
  )
}

function freeParts({ parts }: Edge): readonly Part[] {
  return parts.filter(({ alsoAdmits }) => alsoAdmits === undefined)
}

const NO_NARROWINGS: FoundNarrowings = { narrowings: [], refusals: [] }

/** The other ways to stop what passes; none where nothing does, or where policies have no effect (CNI-1). */
function* narrowing(context: PlanContext, { sides, passing, asked, parts }: Edge): Work<FoundNarrowings> {
  if (isEmptyPorts(passing) || context.prepared.settings.cni === 'flannel') return NO_NARROWINGS
  const search: Search = { context, sides, passing, parts, ...(asked ? { asked } : {}) }
  return recallNarrowings(search) ?? keepNarrowings(search, yield* findingNarrowings(search))
}

/** What the person chose of the other ways. */
function choose(narrowings: readonly Narrowing[], id: string): Attempt {
  const chosen = narrowings.find((narrowing) => narrowing.id === id)
  if (chosen) return { ticked: [], edits: chosen.edits, result: 'closed' }
  return { ticked: [], result: 'what was chosen is not possible any more' }
}

/** The ports that were asked for, names by what they stand for at the targets; undefined when none were. */
function portsAsked(prepared: Prepared, { to }: Sides, ports: readonly WantedPort[]): PortsByProtocol | undefined {
  if (ports.length === 0) return undefined
  const targets = endpointsOf(prepared, to)
  return ports
    .flatMap((port) => (port.kind === 'range' ? [portsOfRange(port)] : targets.map((target) => portsAt(port, target))))
    .reduce<PortsByProtocol>(unionTraffic, {})
}

function portsOfRange({ protocol, first, last }: Extract<WantedPort, { kind: 'range' }>): PortsByProtocol {
  return { [protocol]: [{ first, last }] }
}

interface Attempt {
  readonly ticked: readonly Part[]
  readonly edits?: Draft['edits']
  readonly result: string
}

/** Plans the removal of the ticked parts, and looks whether the flow is closed without them. */
function attempt(context: PlanContext, edge: Edge, ticked: readonly Part[]): Attempt {
  const { sides, parts, passing: before, asked } = edge
  if (asked && isEmptyPorts(asked)) return { ticked: [], result: 'the port stands for no number at these targets' }
  if (ticked.length === 0) return { ticked, result: whatAdmits(context.prepared, parts, before) }
  const draft = removeAll(startDraft(context), ticked)
  if (!draft) return { ticked, result: 'the text cannot be edited there without changing other places' }
  const after = prepareWithout(context.prepared, ticked)
  const sidesAfter = {
    from: carryEndpoints(context.prepared, after, sides.from),
    to: carryEndpoints(context.prepared, after, sides.to),
  }
  const wasPassing = !isEmptyPorts(before)
  const left = findContributions(after, sidesAfter)
  const still = wasPassing ? intersectTraffic(passingBetween(after, sidesAfter), before) : {}
  const isClosed = wasPassing ? isEmptyPorts(still) : left.length === 0
  return isClosed
    ? { ticked, edits: draft.edits, result: 'closed' }
    : { ticked, result: whatAdmits(after, left, still) }
}

/** What passes between the sides by the rules of the edge; all that passes when the edge names none that are there. */
function edgePorts(
  prepared: Prepared,
  sides: Sides,
  parts: readonly Part[],
  { rules }: DisconnectIntention,
  asked: PortsByProtocol | undefined,
): PortsByProtocol {
  const all = passingBetween(prepared, sides)
  const passing = asked ? intersectTraffic(all, asked) : all
  const named = parts.filter(({ rule }) => rules.includes(rule.path))
  if (named.length === 0) return passing
  return intersectTraffic(passing, named.map(({ rule }) => portsOfRule(prepared, sides, rule)).reduce(unionTraffic, {}))
}

/** "still admitted by X", or that no rule is what lets the flow pass. */
function whatAdmits(prepared: Prepared, parts: readonly Part[], passing: PortsByProtocol): string {
  const directions = new Set(parts.map(({ rule }) => rule.direction))
  const [only] = directions
  const names = [...new Set(parts.map(({ policy }) => policy.name))]
  const ports = formatTraffic(passing)
  if (names.length === 0)
    return ports === '' ? 'closed already' : 'no rule admits this: it passes because nothing isolates the pods'
  const also = directions.size === 1 && only !== undefined ? ` (${only})` : ''
  const without = prepared.settings.cni === 'flannel' ? '; flannel stores policies without effect' : ''
  return `still admitted by ${names.join(', ')}${also}${ports === '' ? '' : ` on ${ports}`}${without}`
}

function removeAll(draft: Draft, ticked: readonly Part[]): Draft | undefined {
  const policies = new Map(ticked.map(({ policy }) => [policy.path, policy]))
  const paths = new Set(ticked.map(({ path }) => path))
  return [...policies.values()].reduce<Draft | undefined>(
    (current, policy) => current && removeParts(current, policy, paths),
    draft,
  )
}

/** Parts whose text other places share, or that stands in a broken file, stay. */
function lockUneditable(context: PlanContext, part: Part): Part {
  if (part.alsoAdmits !== undefined) return part
  const file = findStanding(context.reading, part.policy.path)?.file
  if (!file || isBroken(file) || part.policy.stale) return { ...part, alsoAdmits: `${part.policy.name} is broken now` }
  const draft = removeParts(startDraft(context), part.policy, new Set([part.path]))
  return draft ? part : { ...part, alsoAdmits: 'what is written there is shared with other places (an anchor)' }
}

function toContribution(part: Part, ticked: ReadonlySet<Path>): Contribution {
  return {
    path: part.path,
    direction: part.rule.direction,
    policy: part.policy.name,
    words: part.words,
    ticked: ticked.has(part.path),
    ...(part.alsoAdmits === undefined ? {} : { locked: part.alsoAdmits }),
  }
}

/** The cluster as it would be without some parts of its policies. */
function prepareWithout(prepared: Prepared, ticked: readonly Part[]): Prepared {
  const { cluster, settings } = prepared
  const paths = new Set(ticked.map(({ path }) => path))
  const policies = cluster.policies.map((policy) => withoutParts(policy, paths))
  return prepare({ ...cluster, policies }, settings, prepared)
}

function existing(prepared: Prepared, { from, to }: DisconnectIntention): Sides {
  const known = (ids: readonly string[]) => [...new Set(ids)].filter((id) => prepared.endpoint(id) !== undefined)
  return { from: known(from), to: known(to) }
}

function labelOf(prepared: Prepared, { sides, asked }: Edge): string {
  const ports = asked ? ` ${formatTraffic(asked)}`.trimEnd() : ''
  return `Close ${titleOf(prepared, sides.from)} → ${titleOf(prepared, sides.to)}${ports}`
}

function titleOf(prepared: Prepared, ids: readonly string[]): string {
  const endpoints = ids.flatMap((id) => prepared.endpoint(id) ?? [])
  const [first] = endpoints
  if (!first) return 'nothing'
  const namespaces = new Set(endpoints.map((endpoint) => (endpoint.kind === 'pods' ? endpoint.namespace : '')))
  const isFrame = endpoints.length > 1 && namespaces.size === 1 && first.kind === 'pods'
  if (isFrame) return first.namespace
  return endpoints.length === 1 ? first.name : `${first.name} and ${endpoints.length - 1} more`
}
