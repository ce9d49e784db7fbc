import { assertNever } from '../../model/assert-never.ts'
import type { Obstacle } from '../plan.ts'
import type { PlanContext } from '../plan-context.ts'
import type { PlannedChange } from '../planned-change.ts'
import { refuseChange } from '../write-policies.ts'
import type { PodsField, TemplateField } from './field.ts'
import { findPods, type TemplatePods } from './template-pods.ts'
import type { TemplateWords } from './words.ts'

/** What a person filled in, by the names of the fields: plain JSON, checked by the fields. */
export type Given = Readonly<Record<string, unknown>>

/** The fields of one template by name, with their values. */
export type Fields = Readonly<Record<string, TemplateField>>

/** Policies that people write again and again, filled from the document. */
export interface Template extends TemplateWords {
  /** The fields with what was given, else with what the document suggests; they may depend on each other. */
  readonly ask: (context: PlanContext, given: Given) => Fields
  /** Plans what the fields say. */
  readonly plan: (context: PlanContext, given: Given) => PlannedChange
}

/** A template from its own typed fields. */
export function defineTemplate<F extends Fields>(
  words: TemplateWords,
  ask: (context: PlanContext, given: Given) => F,
  plan: (context: PlanContext, fields: F) => PlannedChange,
): Template {
  return {
    ...words,
    ask,
    plan: (context, given) => {
      const fields = ask(context, given)
      const all = Object.values(fields)
      const problems = [...all.flatMap(findProblem), ...all.flatMap((field) => lookUp(context, field)?.obstacles ?? [])]
      if (problems.length > 0) return refuseChange(words.title, problems)
      const planned = plan(context, fields)
      const notes = all.flatMap((field) => lookUp(context, field)?.notes ?? [])
      return planned.edits ? { ...planned, notes: [...planned.notes, ...new Set(notes)] } : planned
    },
  }
}

/** The pods of a field that has its value; templates are planned only when every field has. */
export function podsOf(context: PlanContext, { label, value }: PodsField): TemplatePods {
  if (!value) throw new Error(`a template is planned without ${label}`)
  return findPods(context, value)
}

function lookUp(context: PlanContext, field: TemplateField): TemplatePods | undefined {
  return field.kind === 'pods' && field.value ? findPods(context, field.value) : undefined
}

/** What a field lacks before its template can be planned. */
function findProblem(field: TemplateField): readonly Obstacle[] {
  if (field.problem !== undefined) return [{ code: 'not-valid', words: `${field.label}: ${field.problem}` }]
  switch (field.kind) {
    case 'pods':
      return field.value ? [] : [{ code: 'value-missing', words: `${field.label}: choose one` }]
    case 'ports':
      return field.value.length > 0 ? [] : [{ code: 'ports-missing', words: `${field.label}: choose the ports` }]
    case 'choice':
      return field.value === '' ? [{ code: 'value-missing', words: `${field.label}: choose one` }] : []
    case 'list':
      return field.value.length > 0 ? [] : [{ code: 'value-missing', words: `${field.label}: give at least one` }]
    default:
      return assertNever(field)
  }
}
