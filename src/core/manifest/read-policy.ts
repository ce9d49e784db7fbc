import type { Diagnostic } from '../model/diagnostic.ts'
import type { ResourcePath } from '../model/path.ts'
import type { NetworkPolicy } from '../model/policy.ts'
import { decodePolicy, type Fixer } from './decode-policy.ts'
import { createFindings, hasErrors } from './findings.ts'
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
  const decoded = decodePolicy(tree, findings, fixer)
  validatePolicy(findings, decoded)
  const { diagnostics } = findings
  return hasErrors(findings) ? { diagnostics } : { policy: toPolicy(decoded, path), diagnostics }
}
