import { assertNever } from '../model/assert-never.ts'
import { finish, type Work } from '../model/work.ts'
import { planningConnect } from './connect/plan-connect.ts'
import { planningDisconnect } from './disconnect/plan-disconnect.ts'
import { type ExpectationIntention, planExpectation } from './expectations/plan-expectations.ts'
import { type FixIntention, planFix } from './fix/fixes.ts'
import { type GenerateIntention, planningGenerate } from './generate/plan-generate.ts'
import { type IgnoreIntention, planIgnore } from './ignore/plan-ignore.ts'
import { type IsolateIntention, planningIsolate } from './isolate/plan-isolate.ts'
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
  | IgnoreIntention
  | StructureIntention
  | ExpectationIntention

/** Plans any intention. Pure: the same document and intention give the same edits. */
export function planChange(context: PlanContext, intention: ChangeIntention): PlannedChange {
  return finish(planningChange(context, intention))
}

/** {@link planChange} in steps. */
export function* planningChange(context: PlanContext, intention: ChangeIntention): Work<PlannedChange> {
  switch (intention.kind) {
    case 'connect':
      return summariseConnect(yield* planningConnect(context, intention))
    case 'disconnect':
      return summariseDisconnect(yield* planningDisconnect(context, intention))
    case 'isolate':
      return yield* planningIsolate(context, intention)
    case 'generate':
      return yield* planningGenerate(context, intention)
    case 'fix':
      return planFix(context, intention)
    case 'ignore':
      return planIgnore(context, intention)
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
    case 'expect':
    case 'remove-expectation':
    case 'flip-expectation':
      return planExpectation(context, intention)
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
