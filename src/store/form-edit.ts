import type { Obstacle } from '../core/authoring/plan.ts'
import type { PlannedChange } from '../core/authoring/planned-change.ts'
import type { EditPolicyIntention } from '../core/authoring/policy-form/policy-form-change.ts'
import type { Previewed } from '../worker/protocol.ts'

/** `asked`: by Enter or a button; `passing`: a field was left, and the person is at the next one already. */
export type EditManner = 'asked' | 'passing'

/** An edit of the open form that is on its way: it waits, is planned, is shown, or is applied but not read yet. */
export interface FormEdit {
  readonly intention: EditPolicyIntention
  readonly manner: EditManner
  /** The revision whose paths it names. */
  readonly base: number
}

/** Why an edit of the form was not made; the field it came from says so. */
export type FormOutcome =
  | { readonly kind: 'refused'; readonly obstacles: readonly Obstacle[] }
  /** It changes flows, and waits for the person to look at it. */
  | { readonly kind: 'held'; readonly preview: Previewed<PlannedChange> }
  /** The text changed in the meantime, or something else was being asked. */
  | { readonly kind: 'missed' }
