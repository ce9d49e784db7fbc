import type { ChangeIntention } from '../../authoring/plan-change.ts'
import type { Severity } from '../../model/diagnostic.ts'
import type { Path } from '../../model/path.ts'
import type { Direction } from '../../model/policy.ts'
import type { LintContext } from './lint-context.ts'

/** A rule of the table in docs/lint, for ever: `NP018`. */
export type LintId = `NP${string}`

/** What a rule is about, in words. */
export interface LintWords {
  readonly id: LintId
  /** A few words: "Selects no pod". */
  readonly title: string
  /** Why it matters, in a sentence or two. */
  readonly why: string
}

/** A rule that looks at a document that has been read. */
export interface LintRule extends LintWords {
  readonly severity: Severity
  /** The rule of docs/semantics.md that it rests on; absent where the semantics say nothing of it. */
  readonly code?: string
  /** Looks at one thing after the other: between two of them lint may be stopped. */
  readonly check: (context: LintContext) => Iterable<readonly Hit[]>
}

/** One place that a rule finds something wrong with. */
export interface Hit {
  readonly path: Path
  readonly at?: 'key' | 'value'
  /** One sentence with the names, labels and counts of the document. */
  readonly message: string
  /** The best first; absent for none. */
  readonly fixes?: readonly LintFix[]
  /** Where it is not the one of the rule. */
  readonly severity?: Severity
  /** Whom it is about, where its repairs change how pods stand: ids of endpoints, and the directions that are open. */
  readonly about?: About
}

/** Whom a finding is about. */
export interface About {
  readonly endpoints: readonly string[]
  readonly directions: readonly Direction[]
}

/** A repair that can be asked for: planned, shown and applied like any other intention. */
export interface LintFix {
  /** What it does: "Select app=web instead". */
  readonly title: string
  readonly intention: ChangeIntention
}

/** Checks things one by one. */
export function* each<Item>(items: Iterable<Item>, check: (item: Item) => readonly Hit[]): Iterable<readonly Hit[]> {
  for (const item of items) yield check(item)
}
