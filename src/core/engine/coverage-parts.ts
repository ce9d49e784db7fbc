import type { Profile } from './profile.ts'
import { type CompiledPolicy, type CompiledRule, listPeers, type TierPolicy, type TierRule } from './tiers.ts'

/** Policies that say a part of what others say, and select and isolate like them; each is made once. */
export interface Parts {
  /** Its policy without the rule. */
  readonly without: (rule: CompiledRule) => TierPolicy
  /** Its policy with no other rule. */
  readonly alone: (rule: CompiledRule) => TierPolicy
  /** Its policy with no other rule and one peer of this one, for each of its peers. */
  readonly slices: (rule: CompiledRule) => readonly Slice[]
  /** The policy without rules: it isolates, and admits nothing. */
  readonly silent: (policy: CompiledPolicy) => TierPolicy
}

/** A rule with one of its peers. */
export interface Slice {
  readonly policy: TierPolicy
  readonly rule: CompiledRule
}

export function createParts(): Parts {
  return {
    without: remember((rule: CompiledRule) => keepRules(rule.policy, (one) => one !== rule)),
    alone: remember((rule: CompiledRule) => keepRules(rule.policy, (one) => one === rule)),
    slices: remember(sliceRule),
    silent: remember((policy: CompiledPolicy) => keepRules(policy, () => false)),
  }
}

/** A profile in which another policy stands in the place of one. */
export function replaceIn(
  { tiers }: Profile<CompiledPolicy>,
  policy: CompiledPolicy,
  replacement: TierPolicy,
): Profile<TierPolicy> {
  const replace = (one: CompiledPolicy) => (one === policy ? replacement : one)
  return {
    tiers: tiers.map(({ tier, sure, unsure }) => ({ tier, sure: sure.map(replace), unsure: unsure.map(replace) })),
  }
}

function sliceRule(rule: CompiledRule): readonly Slice[] {
  if (rule.peers === 'any') return [{ rule, policy: onlyRule(rule.policy, rule) }]
  return listPeers(rule).map((one) => {
    const blocks = one.kind === 'block' ? one.blocks : undefined
    const peers = [one.kind === 'block' ? one.blocks : one.members]
    const slice: CompiledRule = { ...rule, rule: { ...rule.rule, peers: [one.peer] }, peers, blocks }
    return { rule: slice, policy: onlyRule(rule.policy, slice) }
  })
}

function onlyRule(policy: CompiledPolicy, rule: CompiledRule): TierPolicy {
  const rules: Record<'ingress' | 'egress', readonly TierRule[]> = { ingress: [], egress: [] }
  rules[rule.rule.direction] = [rule]
  return { ...policy, rules }
}

function keepRules(policy: CompiledPolicy, keep: (rule: CompiledRule) => boolean): TierPolicy {
  const { ingress, egress } = policy.rules
  return { ...policy, rules: { ingress: ingress.filter(keep), egress: egress.filter(keep) } }
}

function remember<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}
