import type { LintRule } from './lint-rule.ts'
import { NP018 } from './np018-selects-no-pod.ts'
import { NP019 } from './np019-peer-selects-no-pod.ts'
import { NP020 } from './np020-matches-no-namespace.ts'

/** The rules that look at a document once it has been read, by their ids. */
export const LINT_RULES: readonly LintRule[] = [NP018, NP019, NP020]
