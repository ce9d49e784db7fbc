import type { CheckedPlace, CheckedRule, Checks } from '../../core/workspace/check-document.ts'

/** One place that a rule finds something at. */
export interface PlacedFinding {
  readonly rule: CheckedRule
  readonly place: CheckedPlace
}

/** What the rules find in a file, but for notes. */
export function findingsIn({ rules }: Checks, file: string): readonly PlacedFinding[] {
  return rules
    .filter(({ severity }) => severity !== 'info')
    .flatMap((rule) => rule.findings.map((place) => ({ rule, place })))
    .filter(({ place }) => place.location.file === file)
}
