import type { Direction } from '../model/policy.ts'
import type { AddressSet, Family } from '../net/address.ts'
import { blocksMatch, coverPlace } from './match-rule.ts'
import type { MatchStates, StateId } from './match-states.ts'
import { OPEN_STATE } from './match-states.ts'
import type { Member } from './member.ts'
import type { Prepared } from './prepare.ts'
import { type Profile, profileOf, rulesOf } from './profile.ts'
import { describeNames } from './rule-ports.ts'
import type { CompiledRule, NamedPort } from './tiers.ts'

/** One end of flows: the policies that isolate an endpoint in one direction. */
export interface End {
  /** Equal for ends with the same policies; 0 when none isolates. */
  readonly id: number
  readonly profile: Profile
  /** Rules that match anyone (RUL-1). */
  readonly open: readonly CompiledRule[]
  /** Rules that name peers, in order. */
  readonly asking: readonly CompiledRule[]
  readonly usesNames: boolean
}

/** The ends of all endpoints in one direction. */
export function findEnds(prepared: Prepared, direction: Direction): readonly End[] {
  const ids = new Map([['', 0]])
  return prepared.members.map((_, place) => {
    const profile = profileOf(prepared, place, direction)
    const rules = rulesOf(profile, direction)
    const key = describeProfile(profile)
    const id = ids.get(key) ?? ids.size
    ids.set(key, id)
    return {
      id,
      profile,
      open: rules.filter(({ peers }) => peers === 'any'),
      asking: rules.filter(({ peers }) => peers !== 'any'),
      usesNames: rules.some(({ ports }) => ports.named.length > 0),
    }
  })
}

/** Numbers for what ends see of the other side besides selectors; equal numbers are seen alike. */
export interface Sights {
  /** By endpoint: what the port names of all rules mean there. */
  readonly names: Uint32Array
  /** By endpoint: where it may be, 0 for a single known address or none. */
  readonly places: Uint32Array
}

export function numberSights(prepared: Prepared, family: Family): Sights {
  const names = findNames(prepared)
  const byName = new Map<string, number>()
  const byPlace = new Map([['', 0]])
  const { members } = prepared
  return {
    names: Uint32Array.from(members, (member) => number(byName, describeNames(names, member))),
    places: Uint32Array.from(members, (member) => number(byPlace, isWide(member, family) ? member.location.key : '')),
  }
}

/**
 * Whether an endpoint has several possible addresses in a family: then blocks may hold some of them. A class of outside
 * addresses has none that rules tell apart.
 */
function isWide({ endpoint, location }: Member, family: Family): boolean {
  if (endpoint.kind === 'outside') return false
  const [range, ...others] = location.possible.get(family) ?? []
  return range !== undefined && (others.length > 0 || range.first !== range.last)
}

/**
 * The state of an end before selectors: with the rules that match anyone, and those whose blocks hold all or some of
 * the addresses that `other` may have.
 */
export function startState(
  { states, prepared, family }: { readonly states: MatchStates; readonly prepared: Prepared; readonly family: Family },
  end: End,
  destination: Member,
  other: Member,
): StateId {
  if (end.id === 0) return OPEN_STATE
  const place: AddressSet = other.location.possible.get(family) ?? []
  let state = states.add(end.profile, { destination, place })
  for (const rule of end.open) state = states.step(state, rule, 'yes')
  if (!isWide(other, family) || !blocksMatch(prepared, other)) return state
  for (const rule of end.asking) {
    const coverage = rule.blocks.length === 0 ? 'none' : coverPlace(rule.blocks, place)
    if (coverage !== 'none') state = states.step(state, rule, coverage === 'all' ? 'yes' : 'partial')
  }
  return state
}

function describeProfile({ tiers }: Profile): string {
  const list = tiers.map(({ sure, unsure }) => [sure, unsure].map((some) => some.map(({ index }) => index)))
  return list.length === 0 ? '' : JSON.stringify(list)
}

function findNames(prepared: Prepared): readonly NamedPort[] {
  const names = new Map<string, NamedPort>()
  for (const { policies } of prepared.tiers) {
    for (const { rules } of policies) {
      for (const { ports } of [...rules.ingress, ...rules.egress]) {
        for (const named of ports.named) names.set(`${named.protocol} ${named.name}`, named)
      }
    }
  }
  return [...names.values()]
}

function number(known: Map<string, number>, key: string): number {
  const id = known.get(key) ?? known.size
  known.set(key, id)
  return id
}
