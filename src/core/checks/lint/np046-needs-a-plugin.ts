import type { LintRule } from './lint-rule.ts'

export const NP046: LintRule = {
  id: 'NP046',
  code: 'CNI-1',
  severity: 'info',
  title: 'Policies need a plugin that enforces them',
  why: 'The API server stores policies whoever enforces them: with a plugin that does not, everything stays open and nothing says so.',
  check: ({ policies, prepared }) => {
    const [first] = policies
    if (!first || prepared.settings.cni !== 'upstream') return []
    const message =
      'no network plugin is chosen: whether these policies are enforced, and how far, is up to the one of the cluster'
    return [[{ path: first.path, message }]]
  },
}
