import { startDraft } from '../draft.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { planPolicies, refuseChange } from '../write-policies.ts'
import { flowsOfDrawn } from './generate-drawn.ts'
import type { RefusedFlow, WantedFlow } from './generate-flows.ts'
import { listNames, noteGenerated } from './generate-notes.ts'
import { type Generated, type GenerateOptions, generatePolicies } from './generate-policies.ts'

/** Least privilege: a default deny, and policies that allow exactly some flows. */
export interface GenerateIntention extends GenerateOptions {
  readonly kind: 'generate'
  /** `drawn`: what policies admit now. */
  readonly flows: readonly WantedFlow[] | 'drawn'
  /** The person agreed to leave out flows that no policy can express exactly; what is left out is said. */
  readonly leaveOut?: boolean
}

/** Plans policies for flows. What existing policies admit besides is counted in the notes; they stay unless replaced. */
export function planGenerate(context: PlanContext, intention: GenerateIntention): PlannedChange {
  const wanted = intention.flows === 'drawn' ? flowsOfDrawn(context.prepared) : intention.flows
  const generated = generatePolicies(context, wanted, intention)
  const label = labelOf(generated)
  const obstacles = refuse(generated, intention, wanted)
  if (obstacles.length > 0) return refuseChange(label, obstacles)
  const notes = noteGenerated(context, generated, intention.keepDns === true)
  return planPolicies(context, label, generated.policies, notes, startDraft(context), generated.removed)
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
  const { refused, policies, removed, scope } = generated
  if (refused.length > 0 && !leaveOut) return toObstacles(refused)
  if (policies.length + removed.length > 0) return []
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
