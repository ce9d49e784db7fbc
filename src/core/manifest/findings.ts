import type { Diagnostic, Fix, Severity } from '../model/diagnostic.ts'
import { isWithin, type Path, type ResourcePath, toFieldPath } from '../model/path.ts'

/** Collects the diagnostics of one resource, with the field in the notation of `kubectl`. */
export interface Findings {
  readonly resource: ResourcePath
  readonly diagnostics: Diagnostic[]
  /** Places that could not be decoded: what else is wrong there follows from that and is not said. */
  readonly undecoded: Path[]
}

export function createFindings(resource: ResourcePath): Findings {
  return { resource, diagnostics: [], undecoded: [] }
}

/** What a diagnostic says besides where. */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  /** Without the field, which is put before it. */
  readonly message: string
  readonly at?: 'key' | 'value'
  readonly fix?: Fix
  /** Where the API server would say it is, when that is not the exact place: labels are named by their whole mapping. */
  readonly fieldOf?: Path
}

/** Adds a diagnostic at `path`, its message led by the field as the API server leads it. */
export function report(findings: Findings, path: Path, finding: Finding): void {
  const { code, severity, message, at, fix, fieldOf = path } = finding
  const field = toFieldPath(findings.resource, fieldOf)
  findings.diagnostics.push({
    code,
    severity,
    message: field === '' ? message : `${field}: ${message}`,
    place: { kind: 'path', path, ...(at ? { at } : {}) },
    ...(field === '' ? {} : { field }),
    ...(fix ? { fix } : {}),
  })
}

/** An error that makes the value at `path` unusable. */
export function reportUndecoded(findings: Findings, path: Path, finding: Omit<Finding, 'severity'>): void {
  findings.undecoded.push(path)
  report(findings, path, { ...finding, severity: 'error' })
}

/** An error of validation, unless it merely follows from something that could not be decoded. */
export function reportInvalid(findings: Findings, path: Path, code: string, message: string): void {
  const follows = findings.undecoded.some((place) => isWithin(place, path) || isWithin(path, place))
  if (!follows) report(findings, path, { code, severity: 'error', message })
}

export function hasErrors(findings: Findings): boolean {
  return findings.diagnostics.some(({ severity }) => severity === 'error')
}

/** A value in a message, as the API server prints it, cut when it is very long. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
