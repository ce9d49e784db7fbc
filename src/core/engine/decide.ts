import { type AddressSet, isSubset, unionAddresses } from '../net/address.ts'
import { containsPort, type PortRange, type PortsByProtocol, PROTOCOLS, toPortSet } from '../net/ports.ts'
import { ALL_TRAFFIC, intersectTraffic, NO_TRAFFIC, unionTraffic } from '../net/ports-by-protocol.ts'
import { selectorKey } from './label-index.ts'
import type { Member } from './member.ts'
import type { Profile, ProfileTier } from './profile.ts'
import { resolvePorts } from './rule-ports.ts'
import type { CompiledPolicy, CompiledRule, Standing } from './tiers.ts'

/**
 * How a rule's peers match the other end: for certain; `partial` when its blocks hold some of the addresses the other
 * end may have (IPB-4); `maybe` by a label value nobody knows (END-2c).
 */
export type Strength = 'yes' | 'partial' | 'maybe'

export interface RuleMatch {
  readonly rule: CompiledRule
  readonly strength: Strength
}

/** The two ends of a flow as one end's rules see it. */
export interface Sight {
  /** Whose port names count (POR-4). */
  readonly destination: Member
  /** Where the other end may be, in the family judged; `[]` when it has no address there. */
  readonly place: AddressSet
}

export const EVERYTHING: Standing = { certain: ALL_TRAFFIC, possible: ALL_TRAFFIC }
const NOTHING: Standing = { certain: NO_TRAFFIC, possible: NO_TRAFFIC }

/**
 * What one end lets pass, given the rules of its policies that match the other end (ISO-4, ISO-5, RUL-3). The tiers are
 * asked in order; what no tier decides passes.
 */
export function decide(profile: Profile, matches: readonly RuleMatch[], sight: Sight): Standing {
  let passed = NOTHING
  let reaching = EVERYTHING
  for (const tier of profile.tiers) {
    const admitted = admitInTier(tier, matches, sight)
    passed = unite(passed, intersect(reaching, admitted))
    reaching = intersect(reaching, leaveTier(tier, matches, sight))
  }
  return unite(passed, reaching)
}

/** Both must let it pass. */
export function intersect(a: Standing, b: Standing): Standing {
  return { certain: intersectTraffic(a.certain, b.certain), possible: intersectTraffic(a.possible, b.possible) }
}

function unite(a: Standing, b: Standing): Standing {
  return { certain: unionTraffic(a.certain, b.certain), possible: unionTraffic(a.possible, b.possible) }
}

/** What the allow rules of a tier admit: for certain only by policies that select the end for certain. */
function admitInTier({ sure, unsure }: ProfileTier, matches: readonly RuleMatch[], sight: Sight): Standing {
  const bySure = admitByPolicies(sure, matches, sight)
  if (unsure.length === 0) return bySure
  return { certain: bySure.certain, possible: admitByPolicies([...sure, ...unsure], matches, sight).possible }
}

/**
 * What goes on to the next tier: nothing when a policy isolates the end for certain. Policies that may isolate it stop,
 * in the world where only those with the same selector do, what they do not admit for certain.
 */
function leaveTier({ sure, unsure }: ProfileTier, matches: readonly RuleMatch[], sight: Sight): Standing {
  if (sure.length > 0) return NOTHING
  const certain = groupBySelector(unsure)
    .map((policies) => admitByPolicies(policies, matches, sight).certain)
    .reduce(intersectTraffic, ALL_TRAFFIC)
  return { certain, possible: ALL_TRAFFIC }
}

/** Policies with the same selector select a pod together or not at all. */
function groupBySelector(policies: readonly CompiledPolicy[]): readonly (readonly CompiledPolicy[])[] {
  const groups = new Map<string, CompiledPolicy[]>()
  for (const policy of policies) {
    const key = selectorKey(policy.policy.podSelector)
    const group = groups.get(key)
    if (group) group.push(policy)
    else groups.set(key, [policy])
  }
  return [...groups.values()]
}

/** What the rules of some policies admit together. */
export function admitByPolicies(
  policies: readonly CompiledPolicy[],
  matches: readonly RuleMatch[],
  sight: Sight,
): Standing {
  let certain = NO_TRAFFIC
  let possible = NO_TRAFFIC
  const partial: BlockShare[] = []
  for (const { rule, strength } of matches) {
    if (!policies.includes(rule.policy)) continue
    const ports = resolvePorts(rule.ports, sight.destination)
    possible = unionTraffic(possible, ports.possible)
    if (strength === 'yes') certain = unionTraffic(certain, ports.certain)
    if (strength === 'partial') partial.push({ addresses: rule.blocks, ports: ports.certain })
  }
  return { certain: unionTraffic(certain, coverTogether(partial, sight.place)), possible }
}

/** A rule whose blocks hold only some of the possible addresses. */
interface BlockShare {
  readonly addresses: AddressSet
  readonly ports: PortsByProtocol
}

/** The ports on which the blocks of several rules together hold every possible address (IPB-4). */
function coverTogether(partial: readonly BlockShare[], place: AddressSet): PortsByProtocol {
  if (partial.length < 2) return NO_TRAFFIC
  const covered = PROTOCOLS.map((protocol) => {
    const stretches = cutPorts(partial.flatMap(({ ports }) => ports[protocol] ?? []))
    const holding = stretches.filter(({ first }) => {
      const rules = partial.filter(({ ports }) => containsPort(ports[protocol] ?? [], first))
      return isSubset(place, rules.map(({ addresses }) => addresses).reduce<AddressSet>(unionAddresses, []))
    })
    return [protocol, toPortSet(holding)] as const
  })
  return Object.fromEntries(covered.filter(([, set]) => set.length > 0))
}

/** The stretches of ports between the borders of the given ranges. */
function cutPorts(ranges: readonly PortRange[]): readonly PortRange[] {
  const borders = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b)
  return borders.slice(1).map((end, index) => ({ first: borders[index] ?? end, last: end - 1 }))
}
