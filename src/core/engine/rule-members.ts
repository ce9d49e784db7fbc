import type { Family } from '../net/address.ts'
import { findSingles } from './block-members.ts'
import type { Strength } from './decide.ts'
import { joinMemberships } from './label-index.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledRule } from './tiers.ts'

/** The endpoints a rule matches one by one, by how; those that only its blocks match as a class are left out. */
export type RuleMembers = readonly (readonly [Strength, readonly number[]])[]

/** Remembers the members of each rule in one family. */
export function createRuleMembers(prepared: Prepared, family: Family): (rule: CompiledRule) => RuleMembers {
  const remembered = new Map<CompiledRule, RuleMembers>()
  return (rule) => {
    const known = remembered.get(rule)
    if (known) return known
    const members = findRuleMembers(prepared, rule, family)
    remembered.set(rule, members)
    return members
  }
}

/** By selectors, and by blocks where an endpoint has one address. */
function findRuleMembers(prepared: Prepared, rule: CompiledRule, family: Family): RuleMembers {
  const peers = rule.peers === 'any' ? [] : rule.peers
  const selected = peers.flatMap((peer) => (peer.kind === 'pods' ? [peer.members()] : []))
  const singles = rule.blocks.length === 0 ? [] : findSingles(prepared, rule.blocks, family)
  const { yes, maybe } = joinMemberships([...selected, { yes: singles, maybe: [] }])
  return [['yes', yes] as const, ['maybe', maybe] as const].filter(([, places]) => places.length > 0)
}
