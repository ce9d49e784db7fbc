import { assertNever } from '../model/assert-never.ts'
import { planConnect } from './connect/plan-connect.ts'
import { planDisconnect } from './disconnect/plan-disconnect.ts'
import { type FixIntention, planFix } from './fix/fixes.ts'
import { type GenerateIntention, planGenerate } from './generate/plan-generate.ts'
import { type IsolateIntention, planIsolate } from './isolate/plan-isolate.ts'
import type { ConnectIntention, ConnectPlan, DisconnectIntention, DisconnectPlan } from './plan.ts'
import type { PlanContext } from './plan-context.ts'
import type { PlannedChange } from './planned-change.ts'
import { planEditPolicy } from './policy-form/policy-form.ts'
import type { EditPolicyIntention } from './policy-form/policy-form-change.ts'
import { planStructure, type StructureIntention } from './structure/plan-structure.ts'
import { planTemplate, type TemplateIntention } from './templates/templates.ts'

/** Whatever a person can want to do to a document: plain JSON, so that it crosses to a worker and can be kept. */
export type ChangeIntention =
  | ConnectIntention
  | DisconnectIntention
  | IsolateIntention
  | TemplateIntention
  | GenerateIntention
  | FixIntention
  | EditPolicyIntention
  | StructureIntention

/** Plans any intention. Pure: the same document and intention give the same edits. */
export function planChange(context: PlanContext, intention: ChangeIntention): PlannedChange {
  switch (intention.kind) {
    case 'connect':
      return summariseConnect(planConnect(context, intention))
    case 'disconnect':
      return summariseDisconnect(planDisconnect(context, intention))
    case 'isolate':
      return planIsolate(context, intention)
    case 'generate':
      return planGenerate(context, intention)
    case 'fix':
      return planFix(context, intention)
    case 'template':
      return planTemplate(context, intention)
    case 'edit-policy':
      return planEditPolicy(context, intention)
    case 'add':
    case 'rename':
    case 'duplicate':
    case 'delete':
    case 'move':
    case 'workload-labels':
    case 'namespace-labels':
      return planStructure(context, intention)
    default:
      return assertNever(intention)
  }
}

/** What all intentions have in common; the dialog of connections shows more. */
function summariseConnect({ label, edits, obstacles, ends, notes = [] }: ConnectPlan): PlannedChange {
  const selectors = new Map(ends.flatMap((end) => end.selectors).map((selector) => [selector.words, selector]))
  return {
    label,
    ...(edits ? { edits } : {}),
    obstacles,
    selectors: [...selectors.values()],
    notes: [...ends.map(({ words }) => words), ...notes],
  }
}

function summariseDisconnect({ label, edits, result, narrowings }: DisconnectPlan): PlannedChange {
  const way = narrowings?.find((narrowing) => narrowing.edits === edits)
  const notes = way ? [way.words, ...way.alsoCloses.map((words) => `also closes ${words}`)] : []
  if (edits) return { label, edits, obstacles: [], selectors: way?.selectors ?? [], notes }
  return { label, obstacles: [{ code: 'not-expressible', words: result }], selectors: [], notes: [] }
}
