import type { PlanContext } from './plan-context.ts'
import { completeKeys, completeValues, type LabelOwners } from './policy-form/policy-form-completions.ts'
import type { TemplateField } from './templates/field.ts'

/** What a person can still fill in of an intention, as the document has it now. */
export type ChangeForm =
  /** A template's fields by name, with their values. */
  { readonly kind: 'template'; readonly fields: Readonly<Record<string, TemplateField>> } | LabelsForm

/** Labels that can be changed, as they are written, with those of the document to choose from. */
export interface LabelsForm {
  readonly kind: 'labels'
  readonly labels: readonly (readonly [key: string, value: string])[]
  /** Keys, those that survive a rollout first, each with the values it has. */
  readonly known: readonly { readonly key: string; readonly values: readonly string[] }[]
}

/** More than anybody chooses from; others can be typed. */
const MOST_KEYS = 60
const MOST_VALUES = 40

/** The form of labels, with what else of the same kind has in the document. */
export function toLabelsForm(
  context: PlanContext,
  labels: Iterable<readonly [string, string]>,
  owners: LabelOwners,
): LabelsForm {
  const keys = completeKeys(context, owners).slice(0, MOST_KEYS)
  const known = keys.map(({ text: key }) => ({
    key,
    values: completeValues(context, owners, key)
      .slice(0, MOST_VALUES)
      .map(({ text }) => text),
  }))
  return { kind: 'labels', labels: [...labels], known }
}
