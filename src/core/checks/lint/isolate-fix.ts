import type { IsolateScope } from '../../authoring/isolate/isolate-scope.ts'
import { DIRECTIONS, type Direction } from '../../model/policy.ts'
import type { LintFix } from './lint-rule.ts'

/** Isolates whom `name` names: nothing that passes now between workloads stops, and whoever becomes isolated looks names up. */
export function isolateFix(name: string, scope: IsolateScope, directions: readonly Direction[]): LintFix {
  const ways = directions.length === DIRECTIONS.length ? '' : ` for ${directions.join(' and ')}`
  const dns = directions.includes('egress') ? ' and DNS' : ''
  return {
    title: `Isolate ${name}${ways}, keeping what is open now${dns}`,
    intention: { kind: 'isolate', scope, directions, keepDns: true, keepOpen: true },
  }
}
