import type {
  ExpressionForm,
  SelectorChange,
  SelectorForm,
} from '../../core/authoring/policy-form/policy-form-change.ts'
import type { SelectorModel } from '../../core/authoring/policy-form/policy-form-model.ts'
import { assertNever } from '../../core/model/assert-never.ts'
import type { Path } from '../../core/model/path.ts'

/** A selector of the form as it is written; absent ones and empty ones both match everything in their scope (SEL-5). */
export function toSelectorForm({ labels, expressions }: Pick<SelectorModel, 'labels' | 'expressions'>): SelectorForm {
  return {
    matchLabels: Object.fromEntries(labels.map(({ key, value }) => [key, value])),
    matchExpressions: expressions.map(({ key, operator, values }) => ({ key, operator, values })),
  }
}

/** A selector that is still being put together, as rows of the form. */
export function toSelectorModel(path: Path, form: SelectorForm | undefined): SelectorModel {
  const labels = Object.entries(form?.matchLabels ?? {}).map(([key, value]) => ({ key, value }))
  const expressions = form?.matchExpressions ?? []
  const isEmpty = labels.length + expressions.length === 0
  return {
    path,
    state: !form ? 'absent' : isEmpty ? 'empty' : 'filled',
    labels,
    expressions: expressions.map((expression, index) => {
      const { operator, values } = expression
      const isFree = labels.every(({ key }) => key !== expression.key)
      return { ...expression, index, canBeLabel: operator === 'In' && values.length === 1 && isFree }
    }),
  }
}

/** What a change makes of a selector, without the text: for counting as one types, and for parts that are not written yet. */
export function changeSelector(form: SelectorForm | undefined, change: SelectorChange): SelectorForm | undefined {
  const labels = Object.entries(form?.matchLabels ?? {})
  const expressions = form?.matchExpressions ?? []
  const make = (pairs: readonly (readonly [string, string])[], rest: readonly ExpressionForm[] = expressions) => ({
    matchLabels: Object.fromEntries(pairs),
    matchExpressions: rest,
  })
  switch (change.kind) {
    case 'set-selector':
      return change.to === 'absent' ? undefined : change.to
    case 'set-label':
      return make(setPair(labels, change.key, change.value))
    case 'rename-label':
      return make(labels.map(([key, value]) => [key === change.key ? change.to : key, value]))
    case 'remove-label':
      return make(labels.filter(([key]) => key !== change.key))
    case 'add-expression':
      return make(labels, [...expressions, change.expression])
    case 'set-expression':
      return make(
        labels,
        expressions.map((old, index) => (index === change.index ? change.expression : old)),
      )
    case 'remove-expression':
      return make(labels, without(expressions, change.index))
    case 'label-to-expression': {
      const value = form?.matchLabels?.[change.key]
      if (value === undefined) return form
      const rest = labels.filter(([key]) => key !== change.key)
      return make(rest, [...expressions, { key: change.key, operator: 'In', values: [value] }])
    }
    case 'expression-to-label': {
      const expression = expressions[change.index]
      const value = expression?.values[0]
      if (!expression || value === undefined) return form
      return make(setPair(labels, expression.key, value), without(expressions, change.index))
    }
    default:
      return assertNever(change)
  }
}

function setPair(pairs: readonly (readonly [string, string])[], key: string, value: string) {
  const isThere = pairs.some(([old]) => old === key)
  return isThere
    ? pairs.map(([old, one]) => [old, old === key ? value : one] as const)
    : [...pairs, [key, value] as const]
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index)
}
