import type { Diagnostic } from '../core/model/diagnostic.ts'
import type { Location } from '../core/workspace/snapshot.ts'

interface PlacedDiagnostic {
  readonly diagnostic: Diagnostic & { readonly rule?: string }
  readonly location: Location
}

/** `policies.yaml:12:9: error NP008 VAL-6: …`, with the field behind it where the message does not begin with it. */
export function problemLine({ diagnostic, location }: PlacedDiagnostic): string {
  const { severity, rule, code, message, field } = diagnostic
  const names = rule === undefined || rule === code ? code : `${rule} ${code}`
  const place = `${location.file}:${location.line}:${location.column}`
  const aside = field === undefined || message.startsWith(`${field}:`) ? '' : ` (${field})`
  return `${place}: ${severity} ${names}: ${message}${aside}`
}
