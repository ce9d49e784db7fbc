import { fieldAt, type JsonValue } from '../model/json.ts'
import { joinPath, type Path } from '../model/path.ts'
import { type Findings, quoted, report, reportInvalid } from './findings.ts'
import { dnsLabelProblems, subdomainProblems } from './label-names.ts'
import { validatePeer, validatePort } from './validate-rule.ts'
import { validateLabels, validateSelector } from './validate-selector.ts'

/** Validates a decoded NetworkPolicy as the API server does after defaulting (VAL-1 to VAL-9). */
export function validatePolicy(findings: Findings, policy: JsonValue): void {
  validateMetadata(findings, fieldAt(policy, 'metadata'))
  const spec = fieldAt(policy, 'spec')
  const path = joinPath(findings.resource, 'spec')
  validateSelector(findings, fieldAt(spec, 'podSelector'), joinPath(path, 'podSelector'))
  validateTypes(findings, fieldAt(spec, 'policyTypes'), joinPath(path, 'policyTypes'))
  validateRules(findings, fieldAt(spec, 'ingress'), joinPath(path, 'ingress'), 'from')
  validateRules(findings, fieldAt(spec, 'egress'), joinPath(path, 'egress'), 'to')
  reportInert(findings, spec, path)
}

/** ISO-3: rules of a direction that written policyTypes leave out say nothing, which their author can hardly want. */
function reportInert(findings: Findings, spec: JsonValue | undefined, path: Path): void {
  const types = listOf(fieldAt(spec, 'policyTypes'))
  if (types.length === 0) return
  for (const [field, type] of [
    ['ingress', 'Ingress'],
    ['egress', 'Egress'],
  ] as const) {
    if (types.includes(type) || listOf(fieldAt(spec, field)).length === 0) continue
    const message = `these rules are inert: policyTypes does not name ${type}, so the policy says nothing about ${field}`
    report(findings, joinPath(path, field), { code: 'ISO-3', severity: 'warning', message })
  }
}

function validateMetadata(findings: Findings, metadata: JsonValue | undefined): void {
  const path = joinPath(findings.resource, 'metadata')
  validateName(findings, metadata, path)
  const namespace = fieldAt(metadata, 'namespace')
  if (namespace === undefined || namespace === '') {
    const message = 'no namespace is given: read as "default"'
    const isUndecoded = findings.undecoded.some((place) => place === joinPath(path, 'namespace'))
    if (!isUndecoded) report(findings, joinPath(path, 'namespace'), { code: 'VAL-1', severity: 'warning', message })
  } else {
    for (const problem of dnsLabelProblems(String(namespace)))
      reportInvalid(findings, joinPath(path, 'namespace'), 'VAL-1', `Invalid value: ${quoted(namespace)}: ${problem}`)
  }
  validateLabels(findings, fieldAt(metadata, 'labels'), joinPath(path, 'labels'))
}

function validateName(findings: Findings, metadata: JsonValue | undefined, path: Path): void {
  const name = fieldAt(metadata, 'name') ?? ''
  const generateName = fieldAt(metadata, 'generateName') ?? ''
  const namePath = joinPath(path, 'name')
  if (name === '' && generateName === '') {
    reportInvalid(findings, namePath, 'VAL-1', 'Required value: name or generateName is required')
  } else if (name === '') {
    const message = 'only generateName is given: each `kubectl create` makes another policy'
    report(findings, joinPath(path, 'generateName'), { code: 'VAL-1', severity: 'warning', message })
    // The API server puts a suffix after it; what is checked is the prefix, where a trailing "-" is fine.
    validateSubdomain(
      findings,
      `${String(generateName).replace(/-$/, '')}`,
      joinPath(path, 'generateName'),
      generateName,
    )
  } else validateSubdomain(findings, String(name), namePath, name)
}

function validateSubdomain(findings: Findings, name: string, path: Path, written: JsonValue): void {
  for (const problem of subdomainProblems(name))
    reportInvalid(findings, path, 'VAL-1', `Invalid value: ${quoted(written)}: ${problem}`)
}

function validateTypes(findings: Findings, types: JsonValue | undefined, path: Path): void {
  if (!Array.isArray(types)) return
  if (types.length > 2) {
    const list = types.map((type) => quoted(type)).join(', ')
    const message = `Invalid value: []v1.PolicyType{${list}}: may not specify more than two policyTypes`
    reportInvalid(findings, path, 'VAL-4', message)
    return
  }
  for (const [index, type] of types.entries()) {
    if (type === 'Ingress' || type === 'Egress') continue
    const message = `Unsupported value: ${quoted(type)}: supported values: "Ingress", "Egress"`
    reportInvalid(findings, joinPath(path, index), 'VAL-4', message)
  }
}

function validateRules(findings: Findings, rules: JsonValue | undefined, path: Path, peersName: 'from' | 'to'): void {
  for (const [index, rule] of listOf(rules).entries()) {
    const rulePath = joinPath(path, index)
    for (const [at, entry] of listOf(fieldAt(rule, 'ports')).entries())
      validatePort(findings, entry, joinPath(rulePath, 'ports', at))
    for (const [at, peer] of listOf(fieldAt(rule, peersName)).entries())
      validatePeer(findings, peer, joinPath(rulePath, peersName, at))
  }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}
