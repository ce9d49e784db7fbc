import { finish, type Work } from '../../model/work.ts'
import { type Draft, startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { planPolicies, refuseChange } from '../write-policies.ts'
import { selectorsOf } from '../written-selectors.ts'
import { type ChosenEdge, flowsBetween } from './generate-between.ts'
import { flowsOfDrawn } from './generate-drawn.ts'
import { extendPolicy } from './generate-extend.ts'
import type { RefusedFlow, WantedFlow } from './generate-flows.ts'
import { listNames, noteGenerated } from './generate-notes.ts'
import { type Generated, type GenerateOptions, generatingPolicies, namespacesOf, toModel } from './generate-policies.ts'

/** Least privilege: a default deny, and policies that allow exactly some flows. */
export interface GenerateIntention extends GenerateOptions {
  readonly kind: 'generate'
  /** `drawn`: what policies admit now; `edges`: what passes now between the ends of edges. */
  readonly flows: readonly WantedFlow[] | 'drawn' | { readonly edges: readonly ChosenEdge[] }
  /** The person agreed to leave out flows that no policy can express exactly; what is left out is said. */
  readonly leaveOut?: boolean
}

/** Plans policies for flows. What existing policies admit besides is counted in the notes; they stay unless replaced. */
export function planGenerate(context: PlanContext, intention: GenerateIntention): PlannedChange {
  return finish(planningGenerate(context, intention))
}

/** {@link planGenerate} in steps. */
export function* planningGenerate(context: PlanContext, intention: GenerateIntention): Work<PlannedChange> {
  const wanted = findWanted(context, intention.flows)
  yield
  const generated = yield* generatingPolicies(context, wanted, intention)
  const label = labelOf(generated)
  const obstacles = refuse(generated, intention, wanted)
  if (obstacles.length > 0) return refuseChange(label, obstacles)
  yield
  const { policies, extensions, removed } = generated
  const draft = extensions.reduce<Draft>((current, one) => extendPolicy(current, one) ?? current, startDraft(context))
  const said = extensions.length > 0 ? [`adds to ${listNames(extensions.map(({ policy }) => policy.name))}`] : []
  const notes = [
    ...said,
    ...noteOpen(generated, intention),
    ...noteGenerated(context, generated, intention.keepDns === true),
  ]
  yield
  const change = planPolicies(context, label, policies, notes, draft, removed)
  if (!change.edits) return change
  const added = selectorsOf(
    context.prepared,
    extensions.map(({ instead }, index) => toModel(instead, index)),
  )
  return { ...change, selectors: [...change.selectors, ...added] }
}

/** The namespaces of flows that were not to be closed. */
function noteOpen({ scope }: Generated, { namespaces, within }: GenerateIntention): readonly string[] {
  if (!namespaces || namespaces.length === 0 || within !== undefined) return []
  const others = namespacesOf(scope.flows).filter((namespace) => !namespaces.includes(namespace))
  return others.length === 0 ? [] : [`pods of ${listNames(others.sort())} stay as open as they are`]
}

function findWanted({ prepared }: PlanContext, flows: GenerateIntention['flows']): readonly WantedFlow[] {
  if (flows === 'drawn') return flowsOfDrawn(prepared)
  return 'edges' in flows ? flowsBetween(prepared, flows.edges) : flows
}

function labelOf({ scope: { flows, closed } }: Generated): string {
  const whom = closed.length > 0 ? ` in ${listNames(closed)}` : ''
  return `Allow only ${flows.length} flow${flows.length === 1 ? '' : 's'}${whom}`
}

function refuse(
  generated: Generated,
  { flows, leaveOut, directions }: GenerateIntention,
  wanted: readonly WantedFlow[],
): readonly Obstacle[] {
  if (directions?.length === 0) return [{ code: 'not-expressible', words: 'choose ingress, egress or both' }]
  if (wanted.length === 0) return [flows === 'drawn' ? NOTHING_DRAWN : NO_FLOWS_CHOSEN]
  const { refused, policies, extensions, removed, scope } = generated
  if (refused.length > 0 && !leaveOut) return toObstacles(refused)
  if (policies.length + extensions.length + removed.length > 0) return []
  if (scope.flows.length === 0) return [...toObstacles(refused), NO_FLOWS]
  return [{ code: 'nothing-to-do', words: 'policies that allow exactly these flows are there already' }]
}

const NO_FLOWS_CHOSEN: Obstacle = { code: 'nothing-to-do', words: 'choose the flows to allow' }

const NOTHING_DRAWN: Obstacle = { code: 'nothing-to-do', words: 'no policy admits anything yet: no flow is drawn' }

const NO_FLOWS: Obstacle = { code: 'nothing-to-do', words: 'no flow is left to allow' }

/** Each reason once, with the flows it stands in the way of. */
function toObstacles(refused: readonly RefusedFlow[]): readonly Obstacle[] {
  const words = new Set(refused.map(({ obstacle }) => obstacle.words))
  return [...words].flatMap((why) => {
    const same = refused.filter(({ obstacle }) => obstacle.words === why)
    const [first] = same
    return first ? [{ ...first.obstacle, words: `${listNames(same.map(({ title }) => title))}: ${why}` }] : []
  })
}
