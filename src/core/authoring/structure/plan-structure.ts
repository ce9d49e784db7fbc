import { assertNever } from '../../model/assert-never.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { type AddIntention, planAdd } from './plan-structure-add.ts'
import { type DeleteIntention, planDelete } from './plan-structure-delete.ts'
import { type DuplicateIntention, planDuplicate } from './plan-structure-duplicate.ts'
import { planWorkloadLabels, type WorkloadLabelsIntention } from './plan-structure-labels.ts'
import { type MoveIntention, planMove } from './plan-structure-move.ts'
import { type NamespaceLabelsIntention, planNamespaceLabels } from './plan-structure-namespace-labels.ts'
import { planRename, type RenameIntention } from './plan-structure-rename.ts'

/** What can be done to namespaces, workloads and policies as things of the document. */
export type StructureIntention =
  | AddIntention
  | RenameIntention
  | DuplicateIntention
  | DeleteIntention
  | MoveIntention
  | WorkloadLabelsIntention
  | NamespaceLabelsIntention

/** Plans a change of structure. */
export function planStructure(context: PlanContext, intention: StructureIntention): PlannedChange {
  switch (intention.kind) {
    case 'add':
      return planAdd(context, intention)
    case 'rename':
      return planRename(context, intention)
    case 'duplicate':
      return planDuplicate(context, intention)
    case 'delete':
      return planDelete(context, intention)
    case 'move':
      return planMove(context, intention)
    case 'workload-labels':
      return planWorkloadLabels(context, intention)
    case 'namespace-labels':
      return planNamespaceLabels(context, intention)
    default:
      return assertNever(intention)
  }
}
