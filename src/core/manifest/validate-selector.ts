import { fieldAt, isObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import { type Findings, quoted, reportInvalid } from './findings.ts'
import { labelKeyProblems, labelValueProblems } from './label-names.ts'

/** Labels of a selector or of an object: errors stand at the whole mapping, as the API server puts them (VAL-2). */
export function validateLabels(findings: Findings, labels: JsonValue | undefined, path: Path): void {
  if (!isObject(labels)) return
  for (const [key, value] of Object.entries(labels)) {
    const name = quoted(key)
    for (const problem of labelKeyProblems(key))
      reportInvalid(findings, path, 'VAL-2', `Invalid value: ${name}: ${problem}`)
    for (const problem of labelValueProblems(String(value)))
      reportInvalid(findings, path, 'VAL-2', `Invalid value: ${quoted(value)}: ${problem}`)
  }
}

/** A decoded label selector (VAL-2, VAL-3). */
export function validateSelector(findings: Findings, selector: JsonValue | undefined, path: Path): void {
  validateLabels(findings, fieldAt(selector, 'matchLabels'), joinPath(path, 'matchLabels'))
  const expressions = fieldAt(selector, 'matchExpressions')
  if (!Array.isArray(expressions)) return
  for (const [index, expression] of expressions.entries()) {
    validateExpression(findings, expression, joinPath(path, 'matchExpressions', index))
  }
}

function validateExpression(findings: Findings, expression: JsonValue, path: Path): void {
  const operator = fieldAt(expression, 'operator') ?? ''
  const written = fieldAt(expression, 'values')
  const values: readonly JsonValue[] = Array.isArray(written) ? written : []
  const valuesPath = joinPath(path, 'values')
  if (operator === 'In' || operator === 'NotIn') {
    const message = "Required value: must be specified when `operator` is 'In' or 'NotIn'"
    if (values.length === 0) reportInvalid(findings, valuesPath, 'VAL-3', message)
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    const message = "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
    if (values.length > 0) reportInvalid(findings, valuesPath, 'VAL-3', message)
  } else {
    const message = `Invalid value: ${quoted(operator)}: not a valid selector operator`
    reportInvalid(findings, joinPath(path, 'operator'), 'VAL-3', message)
  }
  validateKeyAndValues(findings, fieldAt(expression, 'key') ?? '', values, path)
}

function validateKeyAndValues(findings: Findings, key: JsonValue, values: readonly JsonValue[], path: Path): void {
  for (const problem of labelKeyProblems(String(key)))
    reportInvalid(findings, joinPath(path, 'key'), 'VAL-2', `Invalid value: ${quoted(key)}: ${problem}`)
  for (const [index, value] of values.entries()) {
    for (const problem of labelValueProblems(String(value)))
      reportInvalid(findings, joinPath(path, 'values', index), 'VAL-2', `Invalid value: ${quoted(value)}: ${problem}`)
  }
}
