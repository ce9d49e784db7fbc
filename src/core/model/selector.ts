import type { Path } from './path.ts'

/** Labels as written. A map, because a label may be called `constructor`. */
export type Labels = ReadonlyMap<string, string>

export type Operator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'

/** One condition of a selector. A `matchLabels` pair is an `In` with that one value (SEL-2). */
export interface Requirement {
  readonly key: string
  readonly operator: Operator
  /** Empty for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[]
  /** `…/matchLabels/app` or `…/matchExpressions/0`. */
  readonly path: Path
}

/** All requirements must hold; none of them is `{}`, which matches everything in scope (SEL-1). */
export interface LabelSelector {
  readonly path: Path
  readonly requirements: readonly Requirement[]
}
