import { DIRECTIONS } from '../../model/policy.ts'
import { finish, type Work } from '../../model/work.ts'
import { startDraft } from '../draft.ts'
import { addNamespaceLabels, labelMissing } from '../namespace-labels.ts'
import type { ConnectEnd, ConnectIntention, ConnectPlan, LackingLabel, PlannedEnd } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import { distinctPorts, formatWanted, type Ports } from '../wanted-ports.ts'
import { explainAlready } from './already-allowed.ts'
import { notesOnConnection } from './connect-notes.ts'
import { endsOf, PORTS_MISSING, refuseConnection, refuseWanted } from './connect-refusals.ts'
import { isIsolated } from './end-needs.ts'
import { offerPortsOf } from './offer-ports.ts'
import { extendEnd, planNewEnds, type WantedEnd } from './plan-end.ts'
import { resolveEnd } from './resolve-end.ts'
import { notUnique } from './resolve-workload.ts'
import type { ResolvedEnd } from './resolved-end.ts'
import {
  type Connection,
  findingEnds,
  isolatesTargets,
  judgingConnection,
  openSources,
  openTargets,
} from './wanted-ends.ts'

/**
 * Plans the smallest edit that makes a flow allowed: on the target for ingress, and on the source when it is isolated
 * for egress. Says why when nothing is to be done or nothing can be.
 */
export function planConnect(context: PlanContext, given: ConnectIntention): ConnectPlan {
  return finish(planningConnect(context, given))
}

/** {@link planConnect} in steps. */
export function* planningConnect(context: PlanContext, given: ConnectIntention): Work<ConnectPlan> {
  const intention = { ...given, from: singleEnd(given.from), to: singleEnd(given.to) }
  const from = resolveEnd(context, intention.from)
  const to = isSameEnd(intention) ? from : resolveEnd(context, intention.to)
  const ports = distinctPorts(intention.ports)
  const base = {
    kind: 'connect' as const,
    label: labelOf(intention, from, to, ports),
    ...offerPortsOf(context, to),
    ends: [],
  }
  const refused = refuseConnection(context, intention, from, to, ports)
  if (refused.length > 0) return { ...base, obstacles: refused }
  if (context.prepared.settings.cni === 'flannel') return { ...base, ...withoutEffect(context, from, to) }
  if (ports.length === 0) return { ...base, ...withoutPorts(context, from, to) }
  const connection = yield* judgingConnection(context, from, to, ports)
  const isNeeded = connection.ingress.size + connection.egress.size > 0
  if (!isNeeded && !isolatesAnyone(context, intention, connection)) {
    const already = explainAlready(context, from, to, ports)
    return { ...base, obstacles: [{ code: 'already-allowed', words: already.words }], already }
  }
  const wanted = yield* findingEnds(context, intention, connection)
  const obstacles = refuseWanted(wanted, from, to)
  if (obstacles.length > 0) return { ...base, obstacles }
  return { ...base, ...(yield* planningRules(context, intention, connection, wanted)) }
}

/** What is planned once nothing stands in the way of writing it; edits that need the person's word are only shown. */
function* planningRules(
  context: PlanContext,
  intention: ConnectIntention,
  connection: Connection,
  wanted: readonly WantedEnd[],
): Work<Pick<ConnectPlan, 'edits' | 'unagreed' | 'obstacles' | 'ends' | 'lacksLabels' | 'notes'>> {
  const lacking = [...new Set(wanted.flatMap(({ other }) => other.lacks ?? []))]
  const needed = lacking.filter((label) => label.needed)
  const { edits, obstacles, ends } = yield* runningEnds(context, wanted, intention.addLabels ? lacking : needed)
  const notes = notesOnConnection(context, intention, connection, wanted)
  const said = {
    ends,
    ...(lacking.length > 0 && !intention.addLabels ? { lacksLabels: lacking } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  }
  if (!edits) return { ...said, obstacles }
  const ambiguous = intention.allowForBoth ? [] : endsOf(wanted).filter(({ others }) => others.length > 0)
  const open = [...ambiguous.map(notUnique), ...(intention.addLabels ? [] : needed.map(labelMissing))]
  return open.length === 0 ? { ...said, edits, obstacles: [] } : { ...said, unagreed: edits, obstacles: open }
}

/** Several workloads that are one are that one. */
function singleEnd(end: ConnectEnd): ConnectEnd {
  const [id, ...more] = end.kind === 'workloads' ? new Set(end.ids) : []
  return id !== undefined && more.length === 0 ? { kind: 'workload', id } : end
}

/** Whether somebody would be isolated who is open now, as the person asked. */
function isolatesAnyone(context: PlanContext, intention: ConnectIntention, { from, to }: Connection): boolean {
  const targets = isolatesTargets(intention) ? openTargets(context, to) : []
  const sources = intention.strict ? openSources(context, from) : []
  return targets.length + sources.length > 0
}

function isSameEnd({ from, to }: ConnectIntention): boolean {
  return JSON.stringify(from) === JSON.stringify(to)
}

/** No edit can change anything where policies have no effect (CNI-1). */
function withoutEffect(
  context: PlanContext,
  from: ResolvedEnd,
  to: ResolvedEnd,
): Pick<ConnectPlan, 'obstacles' | 'already'> {
  const already = explainAlready(context, from, to, 'every')
  return { obstacles: [{ code: 'already-allowed', words: already.words }], already }
}

/** Without ports only what holds for all of them can be said: that nothing isolates either end. */
function withoutPorts(
  context: PlanContext,
  from: ResolvedEnd,
  to: ResolvedEnd,
): Pick<ConnectPlan, 'obstacles' | 'already'> {
  const isFree =
    from.endpoints.every((endpoint) => !isIsolated(context.prepared, endpoint, 'egress')) &&
    to.endpoints.every((endpoint) => !isIsolated(context.prepared, endpoint, 'ingress'))
  const isKnown = from.endpoints.length > 0 && to.endpoints.length > 0
  if (!isFree || !isKnown) return { obstacles: [...from.obstacles, ...to.obstacles, PORTS_MISSING] }
  return { obstacles: [PORTS_MISSING], already: explainAlready(context, from, to, 'every') }
}

/**
 * Plans labels and then the ends one after the other, each on the text the ones before it left. Policies are extended before new ones
 * are added, because a new document moves the paths of those behind it.
 */
function* runningEnds(
  context: PlanContext,
  wanted: readonly WantedEnd[],
  labels: readonly LackingLabel[],
): Work<Pick<ConnectPlan, 'edits' | 'obstacles' | 'ends'>> {
  const { policies } = context.prepared.cluster
  const labelled = addNamespaceLabels(startDraft(context), labels)
  if (labelled.kind === 'refused') return { obstacles: [labelled.obstacle], ends: [] }
  let { draft } = labelled
  const extended: PlannedEnd[] = []
  const left: WantedEnd[] = []
  for (const end of wanted) {
    yield
    const planned = extendEnd(draft, policies, end)
    if (planned?.kind === 'refused') return { obstacles: [planned.obstacle], ends: [] }
    if (!planned) left.push(end)
    else {
      draft = planned.draft
      extended.push(planned.end)
    }
  }
  yield
  const added = planNewEnds(draft, policies, left)
  if ('kind' in added) return { obstacles: [added.obstacle], ends: [] }
  const ends = [...extended, ...added.ends].sort(
    (a, b) => DIRECTIONS.indexOf(a.direction) - DIRECTIONS.indexOf(b.direction),
  )
  return { edits: added.draft.edits, obstacles: [], ends }
}

function labelOf(intention: ConnectIntention, from: ResolvedEnd, to: ResolvedEnd, ports: Ports): string {
  const who = from === to ? `pods of ${to.title} among themselves` : `${from.title} → ${to.title}`
  const flow = `${who}${ports.length === 0 ? '' : ` ${formatWanted(ports)}`}`
  if (intention.strict)
    return `Isolate ${from === to ? to.title : `${from.title} and ${to.title}`} and allow only ${flow}`
  return intention.isolate ? `Isolate ${to.title} and allow only ${flow}` : `Allow ${flow}`
}
