import { assertNever } from '../../model/assert-never.ts'
import { fieldAt, isObject, type JsonValue } from '../../model/json.ts'
import { joinPath, type Path } from '../../model/path.ts'
import type { ExpressionForm, SelectorChange, SelectorForm } from './policy-form-change.ts'
import { expressionToJson, selectorToJson } from './policy-form-json.ts'
import { findPeer, type OpenPolicy, partAt, specPath } from './policy-form-place.ts'
import {
  append,
  carry,
  drop,
  type FormEdit,
  refuseEdit,
  rename,
  type Step,
  set,
  setList,
  unset,
} from './policy-form-steps.ts'

/** Plans changes of one selector. */
export function editSelector(open: OpenPolicy, change: SelectorChange): FormEdit {
  const place = findPlace(open, change.selector)
  const title = `Change a selector of ${open.policy.name}`
  if (place === undefined)
    return refuseEdit(title, 'endpoint-gone', 'this selector has no place in the policy any more')
  const labels = labelsOf(partAt(open, change.selector))
  const expressions = expressionsOf(partAt(open, change.selector))
  const selector = { path: change.selector, labels, expressions, title }
  switch (change.kind) {
    case 'set-selector':
      return setSelector(open, place, change.selector, change.to)
    case 'set-label':
      return { title, steps: [set(labelPath(selector, change.key), change.value)] }
    case 'rename-label':
      return renameLabel(selector, change.key, change.to)
    case 'remove-label':
      return ifThere(selector, labels.has(change.key), [unset(labelPath(selector, change.key), 1)])
    case 'add-expression':
      return addExpression(selector, change.expression)
    case 'set-expression':
      return setExpression(selector, change.index, change.expression)
    case 'remove-expression':
      return ifThere(selector, change.index in expressions, [dropExpression(selector, change.index)])
    case 'label-to-expression':
      return labelToExpression(selector, change.key)
    case 'expression-to-label':
      return expressionToLabel(selector, change.index)
    default:
      return assertNever(change)
  }
}

/** A selector as it stands in the text. */
interface Selector {
  readonly path: Path
  readonly labels: ReadonlyMap<string, string>
  readonly expressions: readonly ExpressionForm[]
  readonly title: string
}

/** `subject`, or whether the peer at hand has another selector that stays. */
type SelectorPlace = { readonly kind: 'subject' } | { readonly kind: 'peer'; readonly hasOther: boolean }

function findPlace(open: OpenPolicy, selector: Path): SelectorPlace | undefined {
  if (selector === specPath(open.policy, 'podSelector')) return { kind: 'subject' }
  const [, peerPath = '', name] = /^(.*)\/(podSelector|namespaceSelector)$/.exec(selector) ?? []
  const peer = findPeer(open, peerPath)?.part
  if (peer?.kind !== 'pods') return undefined
  const other = name === 'podSelector' ? peer.namespaceSelector : peer.podSelector
  return { kind: 'peer', hasOther: other !== undefined }
}

function setSelector(open: OpenPolicy, place: SelectorPlace, path: Path, to: 'absent' | SelectorForm): FormEdit {
  const title = `Change a selector of ${open.policy.name}`
  if (to !== 'absent') return { title, steps: [set(path, selectorToJson(to))] }
  if (place.kind === 'peer' && !place.hasOther)
    return refuseEdit(title, 'not-valid', 'a peer has at least one selector (VAL-5): remove the peer instead')
  return { title, steps: partAt(open, path) === undefined ? [] : [unset(path)] }
}

function renameLabel(selector: Selector, key: string, to: string): FormEdit {
  const { labels, title } = selector
  if (key !== to && labels.has(to))
    return refuseEdit(title, 'name-taken', `the selector asks for the label ${to} already`)
  return ifThere(selector, labels.has(key), [rename(labelPath(selector, key), to)])
}

function addExpression(selector: Selector, expression: ExpressionForm): FormEdit {
  const { expressions, title } = selector
  if (expressions.some((other) => isSameExpression(other, expression)))
    return refuseEdit(title, 'nothing-to-do', 'the selector asks for this already')
  return { title, steps: [appendExpression(selector, expression)] }
}

/** Only what differs is written, so that comments inside stay. */
function setExpression(selector: Selector, index: number, to: ExpressionForm): FormEdit {
  const old = selector.expressions[index]
  if (!old) return ifThere(selector, false, [])
  const place = joinPath(selector.path, 'matchExpressions', index)
  const values = joinPath(place, 'values')
  const steps = [
    ...(old.key === to.key ? [] : [set(joinPath(place, 'key'), to.key)]),
    ...(old.operator === to.operator ? [] : [set(joinPath(place, 'operator'), to.operator)]),
    ...(to.values.length > 0 ? setList(values, old.values, to.values) : old.values.length > 0 ? [unset(values)] : []),
  ]
  return { title: selector.title, steps }
}

function labelToExpression(selector: Selector, key: string): FormEdit {
  const value = selector.labels.get(key)
  if (value === undefined) return ifThere(selector, false, [])
  const index = String(selector.expressions.length)
  const steps = [
    appendExpression(selector, { key, operator: 'In', values: [value] }),
    carry(selector.path, ['matchLabels', key], ['matchExpressions', index]),
    unset(labelPath(selector, key), 1),
  ]
  return { title: selector.title, steps }
}

function expressionToLabel(selector: Selector, index: number): FormEdit {
  const { expressions, labels, title } = selector
  const expression = expressions[index]
  const [value, ...more] = expression?.values ?? []
  if (!expression) return ifThere(selector, false, [])
  if (expression.operator !== 'In' || value === undefined || more.length > 0)
    return refuseEdit(
      title,
      'not-expressible',
      'a label says that a key has one value: only In with one value can be one',
    )
  const other = labels.get(expression.key)
  if (other !== undefined && other !== value)
    return refuseEdit(title, 'not-expressible', `the selector asks for the label ${expression.key} with another value`)
  const steps = [
    set(labelPath(selector, expression.key), value),
    carry(selector.path, ['matchExpressions', String(index)], ['matchLabels', expression.key]),
    dropExpression(selector, index),
  ]
  return { title, steps }
}

function ifThere({ title }: Selector, isThere: boolean, steps: readonly Step[]): FormEdit {
  return isThere ? { title, steps } : refuseEdit(title, 'endpoint-gone', 'this is not in the selector any more')
}

function appendExpression({ path, expressions }: Selector, expression: ExpressionForm): Step {
  return append(joinPath(path, 'matchExpressions'), expressions.map(expressionToJson), expressionToJson(expression))
}

function dropExpression({ path, expressions }: Selector, index: number): Step {
  return drop(joinPath(path, 'matchExpressions'), expressions.map(expressionToJson), index)
}

function labelPath({ path }: Selector, key: string): Path {
  return joinPath(path, 'matchLabels', key)
}

function isSameExpression(a: ExpressionForm, b: ExpressionForm): boolean {
  const key = ({ values, ...rest }: ExpressionForm) => JSON.stringify([rest.key, rest.operator, [...values].sort()])
  return key(a) === key(b)
}

function labelsOf(selector: JsonValue | undefined): ReadonlyMap<string, string> {
  const labels = fieldAt(selector, 'matchLabels')
  return new Map(Object.entries(isObject(labels) ? labels : {}).map(([key, value]) => [key, String(value ?? '')]))
}

function expressionsOf(selector: JsonValue | undefined): readonly ExpressionForm[] {
  const list = fieldAt(selector, 'matchExpressions')
  return (Array.isArray(list) ? (list as readonly JsonValue[]) : []).map((expression) => {
    const values = fieldAt(expression, 'values')
    return {
      key: String(fieldAt(expression, 'key') ?? ''),
      operator: String(fieldAt(expression, 'operator') ?? '') as ExpressionForm['operator'],
      values: (Array.isArray(values) ? (values as readonly JsonValue[]) : []).map((value) => String(value ?? '')),
    }
  })
}
