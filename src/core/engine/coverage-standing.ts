import type { Path, ResourcePath } from '../model/path.ts'
import type { Direction } from '../model/policy.ts'
import type { LoneFlows } from './coverage-flows.ts'

/** What would change without a rule, if its policy went on to select and isolate. */
export type RuleStanding =
  /** It admits nothing: its policy selects nobody, nobody who is there is a peer, or its ports mean none there. */
  | { readonly kind: 'vacuous'; readonly lacks: 'subject' | 'peer' | 'port' }
  /** Another rule admits all of it at the same subjects. */
  | { readonly kind: 'shadowed'; readonly by: Path }
  /** Other rules together admit all of it at the same subjects. */
  | { readonly kind: 'redundant'; readonly by: readonly Path[] }
  /** No verdict would change, but only because others may admit the same, for reasons of their own that nobody knows. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'needed'; readonly alone: LoneAdmissions }

/** What would change without a policy. */
export type PolicyStanding =
  /** It selects nobody, or isolates in no direction that the plugin enforces (CNI-2a). */
  | { readonly kind: 'vacuous'; readonly lacks: 'subject' | 'direction' }
  /** Others isolate all its subjects, and admit there all that it admits. */
  | { readonly kind: 'redundant'; readonly by: readonly ResourcePath[] }
  /** As for a rule. */
  | { readonly kind: 'undecided' }
  /** What it alone does, in the directions in which it does something. */
  | { readonly kind: 'needed'; readonly directions: Readonly<Partial<Record<Direction, LoneDirection>>> }

/** Flows that would be lost. */
export interface LoneAdmissions {
  /** At the ends of the subjects, by what policies say: whatever the other ends let pass and the plugin supports. */
  readonly atEnds: LoneFlows
  /** Of the flows that pass both ends. */
  readonly passing: LoneFlows
}

/** What a policy alone does in one direction. */
export interface LoneDirection {
  /** The endpoints that nothing else isolates for sure. */
  readonly isolates: readonly string[]
  /** What is lost if its rules go, while it goes on to isolate. */
  readonly alone: LoneAdmissions
}
