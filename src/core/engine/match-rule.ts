import { type AddressSet, type Family, intersectAddresses, isSubset } from '../net/address.ts'
import type { RuleMatch, Strength } from './decide.ts'
import { isMember } from './label-index.ts'
import type { Location, Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import type { CompiledRule } from './tiers.ts'

/** How much of a place a set of addresses holds. */
export type Coverage = 'all' | 'some' | 'none'

export function coverPlace(addresses: AddressSet, place: AddressSet): Coverage {
  const common = intersectAddresses(place, addresses)
  if (common.length === 0) return 'none'
  return isSubset(place, common) ? 'all' : 'some'
}

/** How the peers of a rule match an endpoint in one family (RUL-1, PEE, IPB); undefined when none does. */
export function matchRule(prepared: Prepared, rule: CompiledRule, place: number, family: Family): Strength | undefined {
  if (rule.peers === 'any') return 'yes'
  let strength: Strength | undefined
  for (const peer of rule.peers) {
    if (peer.kind !== 'pods') continue
    const { yes, maybe } = peer.members()
    if (isMember(yes, place)) return 'yes'
    if (isMember(maybe, place)) strength = 'maybe'
  }
  const member = prepared.members[place]
  if (rule.blocks.length === 0 || !member || !blocksMatch(prepared, member)) return strength
  const coverage = coverPlace(rule.blocks, member.location.possible.get(family) ?? [])
  if (coverage === 'none') return strength
  return coverage === 'all' ? 'yes' : 'partial'
}

/** The rules that match an endpoint, in their order. */
export function matchRules(
  prepared: Prepared,
  rules: readonly CompiledRule[],
  place: number,
  family: Family,
): readonly RuleMatch[] {
  return rules.flatMap((rule) => {
    const strength = matchRule(prepared, rule, place, family)
    return strength ? { rule, strength } : []
  })
}

/** Whether address blocks match this endpoint under the profile (IPB-3). */
export function blocksMatch({ settings }: Prepared, { endpoint }: Member): boolean {
  return endpoint.kind === 'outside' || settings.cni !== 'cilium'
}

/** The families a pair is judged in: those both ends have; outside addresses use their own (IPB-6). */
export function judgedFamilies(from: Member, to: Member): readonly Family[] {
  for (const { endpoint, location } of [from, to]) if (endpoint.kind === 'outside') return familiesOf(location)
  const shared = familiesOf(from.location).filter((family) => to.location.possible.has(family))
  if (shared.length > 0) return shared
  return ([4, 6] as const).filter((family) => from.location.possible.has(family) || to.location.possible.has(family))
}

function familiesOf({ possible }: Location): readonly Family[] {
  return [...possible.keys()]
}
