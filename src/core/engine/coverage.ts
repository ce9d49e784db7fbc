import type { Path, ResourcePath } from '../model/path.ts'
import { DIRECTIONS } from '../model/policy.ts'
import { finish, type Work } from '../model/work.ts'
import { judgePolicy } from './coverage-policies.ts'
import { judgeRule } from './coverage-rules.ts'
import type { PolicyStanding, RuleStanding } from './coverage-standing.ts'
import { type CoverageTools, makingCoverageTools } from './coverage-tools.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledPolicy, CompiledRule } from './tiers.ts'

/**
 * What policies and their rules in force are there for, among those who are there now. Each is judged alone: of two equal
 * rules each is redundant, both together are not. Standings are found when they are asked for, and remembered.
 */
export interface Coverage {
  /** In document order. */
  readonly policies: readonly ResourcePath[]
  /** The rules of a policy that are in force: those of directions that `policyTypes` leaves out are not (ISO-3). */
  readonly rulesOf: (policy: ResourcePath) => readonly Path[]
  readonly ofPolicy: (policy: ResourcePath) => PolicyStanding | undefined
  /** Undefined for rules that are not in force. */
  readonly ofRule: (rule: Path) => RuleStanding | undefined
  /** Makes what judging takes, in steps; whoever does not call it waits for that when first judging. */
  readonly preparing: () => Work<void>
}

const known = new WeakMap<Prepared, Coverage>()

/** The coverage of a prepared cluster; made once for each. */
export function coverageOf(prepared: Prepared): Coverage {
  const coverage = known.get(prepared) ?? createCoverage(prepared)
  known.set(prepared, coverage)
  return coverage
}

function createCoverage(prepared: Prepared): Coverage {
  const policies = groupByPath(prepared)
  const rules = new Map([...policies.values()].flatMap(listRules).map((rule) => [rule.rule.path, rule]))
  let tools: CoverageTools | undefined
  const useTools = () => {
    tools ??= finish(makingCoverageTools(prepared))
    return tools
  }
  return {
    policies: [...policies.keys()],
    rulesOf: (path) => listRules(policies.get(path) ?? []).map(({ rule }) => rule.path),
    ofPolicy: remember(policies, (compiled) => judgePolicy(useTools(), compiled)),
    ofRule: remember(rules, (rule) => judgeRule(useTools(), rule)),
    *preparing() {
      tools ??= yield* makingCoverageTools(prepared)
    },
  }
}

/** A policy is compiled apart for each direction where nobody knows whether the plugin enforces one (CNI-2a). */
function groupByPath({ tiers }: Prepared): ReadonlyMap<ResourcePath, readonly CompiledPolicy[]> {
  const groups = new Map<ResourcePath, CompiledPolicy[]>()
  for (const compiled of tiers.flatMap(({ policies }) => policies)) {
    const group = groups.get(compiled.policy.path)
    if (group) group.push(compiled)
    else groups.set(compiled.policy.path, [compiled])
  }
  return groups
}

function listRules(policies: readonly CompiledPolicy[]): readonly CompiledRule[] {
  return policies.flatMap(({ rules }) => DIRECTIONS.flatMap((direction) => rules[direction]))
}

/** Looks something up by its path and judges it once. */
function remember<Thing, Standing>(
  things: ReadonlyMap<Path, Thing>,
  judge: (thing: Thing) => Standing,
): (path: Path) => Standing | undefined {
  const standings = new Map<Path, Standing>()
  return (path) => {
    const thing = things.get(path)
    if (thing === undefined) return undefined
    const standing = standings.get(path) ?? judge(thing)
    standings.set(path, standing)
    return standing
  }
}
