/** One breakage: `find` stands exactly once in `file`, and `put` in its place breaks the rule. */
export interface Mutation {
  readonly rule: string
  readonly name: string
  readonly file: string
  readonly find: string
  readonly put: string
}

export const MUTATIONS: readonly Mutation[]
