import type { AddressSet } from '../net/address.ts'
import { decide, type RuleMatch, type Strength } from './decide.ts'
import type { Member } from './member.ts'
import type { Profile } from './profile.ts'
import type { StandingId, Standings } from './standings.ts'
import type { CompiledRule } from './tiers.ts'

/** The number of a state: which rules of an end are known to match so far. */
export type StateId = number

/** The state in which everything passes, whatever matches. */
export const OPEN_STATE: StateId = 0

/**
 * Ends of flows as states: an end starts at its base and steps on with every rule that matches the other end. Ends with
 * equal bases that took the same steps are in the same state, so each is decided once.
 */
export interface MatchStates {
  /** The state of an end before any rule matched; equal keys are equal ends. */
  readonly base: (key: string, makeBase: () => Base) => StateId
  readonly step: (state: StateId, rule: CompiledRule, strength: Strength) => StateId
  readonly standingOf: (state: StateId) => StandingId
}

/** All that the decision at an end rests on besides the rules that match. */
export interface Base {
  readonly profile: Profile
  readonly destination: Member
  readonly place: AddressSet
}

interface State {
  readonly base: Base
  readonly matches: readonly RuleMatch[]
}

const STRENGTHS: readonly Strength[] = ['yes', 'partial', 'maybe']

export function createMatchStates(standings: Standings): MatchStates {
  const bases = new Map<string, StateId>()
  const states: (State | undefined)[] = [undefined]
  const decided: (StandingId | undefined)[] = [0]
  const steps: (Map<number, StateId> | undefined)[] = []
  return {
    base: (key, makeBase) => {
      const known = bases.get(key)
      if (known !== undefined) return known
      const id = states.push({ base: makeBase(), matches: [] }) - 1
      bases.set(key, id)
      return id
    },
    step: (state, rule, strength) => {
      const from = states[state]
      if (!from) return state
      const symbol = rule.index * STRENGTHS.length + STRENGTHS.indexOf(strength)
      const next = steps[state] ?? new Map<number, StateId>()
      steps[state] = next
      const known = next.get(symbol)
      if (known !== undefined) return known
      const id = states.push({ base: from.base, matches: [...from.matches, { rule, strength }] }) - 1
      next.set(symbol, id)
      return id
    },
    standingOf: (state) => {
      const known = decided[state]
      if (known !== undefined) return known
      const { base, matches } = states[state] as State
      const id = standings.idOf(decide(base.profile, matches, base))
      decided[state] = id
      return id
    },
  }
}
