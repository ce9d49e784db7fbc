import { expect, it } from 'vitest'
import { blockFile, SETTINGS } from '../../authoring/plan.testing.ts'
import type { EngineSettings } from '../../model/settings.ts'
import { afterFix, findingsOf } from './lint.testing.ts'
import type { LintRule } from './lint-rule.ts'

/** A rule on one document: what it says, and what becomes of it. */
export interface Scenario {
  readonly does: string
  readonly objects: readonly object[]
  /** The messages, in order; `[]` where the rule has nothing to say. */
  readonly says: readonly string[]
  /** The titles of all fixes of all findings. */
  readonly offers?: readonly string[]
  /** Words that stand in the text once a fix was applied, by its title; then the rule says nothing of that place any more. */
  readonly fixed?: Readonly<Record<string, RegExp>>
  readonly settings?: Partial<EngineSettings>
}

/** Runs the scenarios of a rule. */
export function runScenarios(rule: LintRule, scenarios: readonly Scenario[]): void {
  it.each(scenarios)('$does', ({ objects, says, offers = [], fixed = {}, settings = {} }) => {
    const files = [blockFile('cluster.yaml', ...objects)]
    const under = { ...SETTINGS, implied: false, ...settings }
    const found = findingsOf(rule, files, under)
    expect(found.map(({ message }) => message)).toEqual(says)
    expect(found.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(offers)
    for (const [title, words] of Object.entries(fixed)) {
      const after = afterFix(rule, files, title, under)
      expect(after[0]?.text).toMatch(words)
      expect(findingsOf(rule, after, under)).toHaveLength(found.length - 1)
    }
  })
}

/** A Namespace. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

/** A Service before pods. */
export function service(at: string, name: string, selector: object, ports: readonly object[]): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: at }, spec: { selector, ports } }
}
