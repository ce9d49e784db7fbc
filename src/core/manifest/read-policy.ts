import type { Diagnostic } from '../model/diagnostic.ts'
import type { JsonObject, JsonValue } from '../model/json.ts'
import type { ResourcePath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { decodePolicy, type Fixer } from './decode-policy.ts'
import { createFindings, type Findings, hasErrors } from './findings.ts'
import { isPlainPolicy } from './plain-policy.ts'
import { toPolicy } from './to-policy.ts'
import type { MapTree } from './tree.ts'
import { validatePolicy } from './validate-policy.ts'

/** A networking.k8s.io/v1 NetworkPolicy read from its tree. */
export interface PolicyReading {
  /** Absent when it is invalid: then it is never in force (YML-4, VAL). */
  readonly policy?: NetworkPolicy
  readonly diagnostics: readonly Diagnostic[]
}

/** Decodes and validates as the API server does. */
export function readPolicy(tree: MapTree, path: ResourcePath, fixer: Fixer): PolicyReading {
  const findings = createFindings(path)
  return finishPolicy(decodePolicy(tree, findings, fixer), findings)
}

/** {@link readPolicy} of a value without places; undefined when decoding it has something to say of the text. */
export function readPlainPolicy(value: JsonObject, path: ResourcePath): PolicyReading | undefined {
  return isPlainPolicy(value) ? finishPolicy(value, createFindings(path)) : undefined
}

function finishPolicy(decoded: JsonValue, findings: Findings): PolicyReading {
  validatePolicy(findings, decoded)
  const { diagnostics, resource } = findings
  return hasErrors(findings) ? { diagnostics } : { policy: toPolicy(decoded, resource), diagnostics }
}
