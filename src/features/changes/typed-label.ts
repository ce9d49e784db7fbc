import type { NamespaceLabel } from '../../core/authoring/plan.ts'
import { labelKeyProblems, labelValueProblems } from '../../core/manifest/label-names.ts'

export type TypedLabel =
  | { readonly kind: 'label'; readonly label: NamespaceLabel }
  | { readonly kind: 'problem'; readonly words: string }

/** Reads "team=a" (VAL-2). */
export function readTypedLabel(text: string): TypedLabel {
  const [key = '', value, ...more] = text.trim().split('=')
  if (value === undefined || value === '' || more.length > 0)
    return { kind: 'problem', words: 'write a key and a value: team=a' }
  const [problem] = [
    ...labelKeyProblems(key).map((words) => `${key}: ${words}`),
    ...labelValueProblems(value).map((words) => `${value}: ${words}`),
  ]
  return problem === undefined ? { kind: 'label', label: { key, value } } : { kind: 'problem', words: problem }
}
