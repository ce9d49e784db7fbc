import type { Diagnostic } from '../model/diagnostic.ts'
import { fieldAt, isObject, type JsonObject, type JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import type { Resource } from '../model/resource.ts'
import { type Fixer, isNotANumber, reportOddNumber, stringFinding } from './decode-policy.ts'
import { createFindings, type Findings, quoted, report } from './findings.ts'
import type { KindRole } from './kinds.ts'
import { dnsLabelProblems, labelKeyProblems, labelValueProblems, subdomainProblems } from './label-names.ts'
import { isPortField } from './port-fields.ts'
import { descend, type MapTree, type ScalarTree, setOwn, type Tree } from './tree.ts'

/** Where labels stand in the objects we read. */
const LABEL_PLACES: readonly (readonly string[])[] = [
  ['metadata', 'labels'],
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'selector', 'matchLabels'],
]

const NAME_FIELDS: readonly (readonly string[])[] = [
  ['metadata', 'name'],
  ['metadata', 'namespace'],
]

/** An object other than a NetworkPolicy, checked in the fields we read (YML-4). */
export interface Checked {
  /** The value with labels and names as written, where unquoted ones were read as something else (YML-2). */
  readonly value: JsonObject
  readonly diagnostics: readonly Diagnostic[]
}

/** Whether something is wrong with a name or label, so that it has to be read with its places. */
export function needsExactReading(value: JsonObject, kind: string): boolean {
  const metadata = fieldAt(value, 'metadata')
  const [name, namespace] = [fieldAt(metadata, 'name'), fieldAt(metadata, 'namespace')]
  if (name === undefined && fieldAt(metadata, 'generateName') === undefined) return true
  const problemsOf = kind === 'Namespace' ? dnsLabelProblems : subdomainProblems
  if (name !== undefined && (typeof name !== 'string' || problemsOf(name).length > 0)) return true
  if (namespace !== undefined && (typeof namespace !== 'string' || dnsLabelProblems(namespace).length > 0)) return true
  return labelPlaces(value).some((steps) => {
    const labels = fieldAt(value, ...steps)
    return isObject(labels) && Object.entries(labels).some(([key, label]) => isBadLabel(key, label))
  })
}

function isBadLabel(key: string, label: JsonValue): boolean {
  return typeof label !== 'string' || labelKeyProblems(key).length > 0 || labelValueProblems(label).length > 0
}

function labelPlaces(value: JsonObject): readonly (readonly string[])[] {
  const selector = fieldAt(value, 'spec', 'selector')
  const isPlainSelector =
    isObject(selector) && !Object.hasOwn(selector, 'matchLabels') && !Object.hasOwn(selector, 'matchExpressions')
  return isPlainSelector ? [...LABEL_PLACES, ['spec', 'selector']] : LABEL_PLACES
}

/** What is wrong with an object by its role and in its names and labels; it is kept whatever it is (VAL-2). */
export function checkObject(tree: MapTree, resource: Resource, role: KindRole, fixer: Fixer): Checked {
  const findings = createFindings(resource.path)
  reportRole(findings, tree, resource, role, fixer)
  if (role.role !== 'inventory') return { value: tree.value, diagnostics: findings.diagnostics }
  let value = tree.value
  if (fieldAt(value, 'metadata', 'name') === undefined && fieldAt(value, 'metadata', 'generateName') === undefined) {
    const message = 'Required value: name or generateName is required'
    report(findings, joinPath(resource.path, 'metadata', 'name'), { code: 'VAL-1', severity: 'error', message })
  }
  for (const steps of NAME_FIELDS) value = checkName(findings, tree, value, steps, resource.kind, fixer)
  for (const steps of labelPlaces(tree.value)) value = checkLabels(findings, tree, value, steps, fixer)
  reportOddPorts(findings, tree, resource.path, '', fixer)
  return { value, diagnostics: findings.diagnostics }
}

function reportRole(findings: Findings, tree: MapTree, resource: Resource, role: KindRole, fixer: Fixer): void {
  const path = joinPath(resource.path, 'apiVersion')
  const written = tree.entries.get('apiVersion')?.tree
  const rewrite = (to: string) => (written?.kind === 'scalar' ? { fix: fixer.replace(written, to) } : {})
  const name = fieldAt(resource.value, 'metadata', 'name')
  const called = typeof name === 'string' ? `${resource.kind} ${name}` : resource.kind
  switch (role.role) {
    case 'old-policy': {
      const message = `${resource.apiVersion} NetworkPolicy is not served any more: write networking.k8s.io/v1`
      report(findings, path, { code: 'YML-5', severity: 'error', message, ...rewrite('networking.k8s.io/v1') })
      break
    }
    case 'groupless-policy':
    case 'wrong-group': {
      const expected = role.role === 'wrong-group' ? role.expected : 'networking.k8s.io/v1'
      const message = `no matches for kind "${resource.kind}" in version "${resource.apiVersion}": it is in ${expected}`
      report(findings, path, { code: 'YML-6', severity: 'error', message, ...rewrite(expected) })
      break
    }
    case 'misspelled': {
      const message = `no matches for kind "${resource.kind}" in version "${resource.apiVersion}": did you mean ${role.meant}?`
      const kind = tree.entries.get('kind')?.tree
      const fix = kind?.kind === 'scalar' ? { fix: fixer.replace(kind, role.meant) } : {}
      report(findings, joinPath(resource.path, 'kind'), { code: 'YML-6', severity: 'error', message, ...fix })
      break
    }
    case 'other-policy': {
      const message = `${called} (${role.api}) could change verdicts and is not evaluated`
      report(findings, resource.path, { code: 'YML-6', severity: 'warning', message })
      break
    }
    default:
      break
  }
}

function checkName(
  findings: Findings,
  tree: MapTree,
  value: JsonObject,
  steps: readonly string[],
  kind: string,
  fixer: Fixer,
): JsonObject {
  const { tree: name, found } = descend(tree, steps)
  if (found < steps.length || name.kind !== 'scalar' || name.value === null) return value
  const path = joinPath(findings.resource, ...steps)
  if (reportText(findings, name, path, fixer)) return replaceAt(value, steps, name.source)
  const isLabel = steps.at(-1) === 'namespace' || kind === 'Namespace'
  const text = String(name.value)
  for (const problem of isLabel ? dnsLabelProblems(text) : subdomainProblems(text)) {
    const message = `Invalid value: ${quoted(text)}: ${problem}`
    report(findings, path, { code: 'VAL-1', severity: 'error', message })
  }
  return value
}

function checkLabels(
  findings: Findings,
  tree: MapTree,
  value: JsonObject,
  steps: readonly string[],
  fixer: Fixer,
): JsonObject {
  const { tree: labels, found } = descend(tree, steps)
  if (found < steps.length || labels.kind !== 'map') return value
  const path = joinPath(findings.resource, ...steps)
  const checked: Record<string, JsonValue> = {}
  for (const [key, entry] of labels.entries) {
    setOwn(checked, key, checkLabel(findings, entry.tree, joinPath(path, key), fixer, path))
    for (const problem of labelKeyProblems(key)) reportLabel(findings, path, key, problem)
    const label = checked[key]
    if (typeof label === 'string' && !label.includes('{{'))
      for (const problem of labelValueProblems(label)) reportLabel(findings, path, label, problem)
  }
  return Object.keys(checked).some((key) => checked[key] !== labels.value[key])
    ? replaceAt(value, steps, checked)
    : value
}

function reportLabel(findings: Findings, path: Path, written: string, problem: string): void {
  const message = `Invalid value: ${quoted(written)}: ${problem}`
  report(findings, path, { code: 'VAL-2', severity: 'error', message })
}

/** The label as it counts: as written for what should have been quoted, empty for null (YML-8). */
function checkLabel(findings: Findings, label: Tree, path: Path, fixer: Fixer, fieldOf: Path): JsonValue {
  if (label.kind !== 'scalar') {
    const message = `cannot unmarshal ${label.kind === 'map' ? 'object' : 'array'} into a string`
    report(findings, path, { code: 'YML-4', severity: 'error', message, fieldOf })
    return label.value
  }
  if (label.value === null) {
    const message = 'a null label value is the empty string'
    report(findings, path, { code: 'YML-8', severity: 'warning', message, at: 'key' })
    return ''
  }
  return reportText(findings, label, path, fixer, fieldOf) ? label.source : label.value
}

/** Reports unquoted text that is no string, and templates; true when the text as written has to stand in. */
function reportText(findings: Findings, text: ScalarTree, path: Path, fixer: Fixer, fieldOf = path): boolean {
  if (typeof text.value === 'string' && !isNotANumber(text)) {
    if (text.value.includes('{{')) {
      const message = 'this is a template: render it first with `helm template`'
      report(findings, path, { code: 'YML-7', severity: 'error', message })
    }
    return false
  }
  report(findings, path, { code: 'YML-2', severity: 'error', ...stringFinding(text), fix: fixer.quote(text), fieldOf })
  return true
}

/** Ports whose number is not what it looks like, such as `0120` (YML-2). */
function reportOddPorts(findings: Findings, tree: Tree, path: Path, parent: string, fixer: Fixer): void {
  if (tree.kind === 'seq')
    for (const [index, item] of tree.items.entries()) reportOddPorts(findings, item, joinPath(path, index), '', fixer)
  if (tree.kind !== 'map') return
  for (const [key, { tree: value }] of tree.entries) {
    const valuePath = joinPath(path, key)
    if (value.kind !== 'scalar') reportOddPorts(findings, value, valuePath, key, fixer)
    else if (isPortField(parent, key)) reportOddNumber(findings, value, valuePath, fixer)
  }
}

function replaceAt(value: JsonObject, steps: readonly string[], replacement: JsonValue): JsonObject {
  const [step, ...rest] = steps
  if (step === undefined) return value
  const child = value[step]
  const changed = rest.length === 0 ? replacement : replaceAt(isObject(child) ? child : {}, rest, replacement)
  return { ...value, [step]: changed }
}
