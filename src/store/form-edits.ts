import type { EditPolicyIntention, PolicyChange } from '../core/authoring/policy-form/policy-form-change.ts'
import type { Dialog } from './dialog.ts'
import type { EditManner, FormEdit, FormOutcome } from './form-edit.ts'
import { isHarmlessChange, isSmallChange } from './is-small-change.ts'
import { isPlanned, isPreviewed } from './is-waiting.ts'
import type { AppState } from './state.ts'

/** Whether the dialog plans this edit of a form. */
export function isPlanOf(dialog: Dialog | null, edit: FormEdit | undefined): boolean {
  return isPlanned(dialog) && edit !== undefined && dialog.intention === edit.intention
}

/**
 * Whether the open form can be changed now: it shows the newest text, or differs from it only by edits of its own that
 * are on their way and leave its other parts where they are; and nothing else waits for an answer of the person.
 */
export function canEditForm(
  state: Pick<AppState, 'policyForm' | 'document' | 'formEdits' | 'dialog' | 'busy' | 'outdated'>,
): boolean {
  const { policyForm, document, formEdits, outdated } = state
  if (policyForm === null || policyForm === 'none' || outdated || isPreviewed(state)) return false
  return policyForm.revision === document.revision
    ? !formEdits.some(({ intention }) => movesParts(intention.change))
    : formEdits.length > 0 && !formEdits.some(({ intention }) => movesParts(intention.change))
}

/** Whether other parts of the policy have other paths after it. */
function movesParts({ kind }: PolicyChange): boolean {
  return kind.startsWith('remove-') || kind.startsWith('allow-') || MOVING.includes(kind)
}

const MOVING: readonly PolicyChange['kind'][] = [
  'set-selector',
  'rename-label',
  'label-to-expression',
  'expression-to-label',
]

/**
 * What becomes of a planned edit of a form. What changes no flow is made at once: a field that is left is no gesture to be
 * asked about, and the toast takes it back. What opens, closes or isolates is shown first: where the person asked for it
 * (Enter, a button) in the preview, and where they have moved on to another field it waits at its own, because a preview
 * that takes the focus then would get the keys that were meant for that other field.
 */
export function judgeEdit(
  dialog: Extract<Dialog, { kind: 'change' }>,
  manner: EditManner,
  appliesSmall: boolean,
): 'apply' | 'show' | FormOutcome {
  const { preview, textChanged } = dialog
  if (!preview) return 'show'
  if (!preview.plan.edits) return { kind: 'refused', obstacles: preview.plan.obstacles }
  if (!textChanged && (isHarmlessChange(preview) || (appliesSmall && isSmallChange(preview)))) return 'apply'
  return manner === 'asked' ? 'show' : { kind: 'held', preview }
}

/** Edits that wait go on from the text that one of them led to. */
export function rebaseEdits(edits: readonly FormEdit[], base: number): readonly FormEdit[] {
  return edits.map((edit) => ({ ...edit, base }))
}

/** The edits with what became of one of them. */
export function withOutcome(
  outcomes: AppState['formOutcomes'],
  intention: EditPolicyIntention,
  outcome: FormOutcome,
): AppState['formOutcomes'] {
  return new Map([...outcomes, [intention, outcome]])
}
