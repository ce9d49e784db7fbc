import { decide, type RuleMatch, type Sight, type Strength } from './decide.ts'
import type { Profile } from './profile.ts'
import { EVERYTHING_ID, type StandingId, type Standings } from './standings.ts'
import type { CompiledRule } from './tiers.ts'

/** The number of a state: which rules of an end are known to match so far. */
export type StateId = number

/** The state in which everything passes, whatever matches. */
export const OPEN_STATE: StateId = 0

/**
 * Ends of flows as states: an end starts at a base and steps on with every rule that matches the other end. Ends with
 * the same base that took the same steps are in the same state, so each is decided once.
 */
export interface MatchStates {
  /** A new state of an end before any rule matched. */
  readonly add: (profile: Profile, sight: Sight) => StateId
  readonly step: (state: StateId, rule: CompiledRule, strength: Strength) => StateId
  readonly standingOf: (state: StateId) => StandingId
}

/** The last step that led to a state; the first has none. */
interface State {
  readonly base: StateId
  readonly last?: RuleMatch
  readonly before?: StateId
}

const STRENGTHS: readonly Strength[] = ['yes', 'partial', 'maybe']

export function createMatchStates(standings: Standings): MatchStates {
  const bases = new Map<StateId, { readonly profile: Profile; readonly sight: Sight }>()
  const states: State[] = [{ base: OPEN_STATE }]
  const decided: (StandingId | undefined)[] = [EVERYTHING_ID]
  const steps: (Map<number, StateId> | undefined)[] = []
  const matchesOf = (id: StateId): readonly RuleMatch[] => {
    const matches: RuleMatch[] = []
    for (let state = states[id]; state?.last; state = states[state.before ?? OPEN_STATE]) matches.push(state.last)
    return matches
  }
  return {
    add: (profile, sight) => {
      const id = states.length
      bases.set(id, { profile, sight })
      states.push({ base: id })
      return id
    },
    step: (state, rule, strength) => {
      if (state === OPEN_STATE) return state
      const symbol = rule.index * STRENGTHS.length + STRENGTHS.indexOf(strength)
      const next = steps[state] ?? new Map<number, StateId>()
      steps[state] = next
      const known = next.get(symbol)
      if (known !== undefined) return known
      const base = states[state]?.base ?? OPEN_STATE
      const id = states.push({ base, last: { rule, strength }, before: state }) - 1
      next.set(symbol, id)
      return id
    },
    standingOf: (state) => {
      const known = decided[state]
      if (known !== undefined) return known
      const base = bases.get(states[state]?.base ?? OPEN_STATE)
      const id = base ? standings.idOf(decide(base.profile, matchesOf(state), base.sight)) : EVERYTHING_ID
      decided[state] = id
      return id
    },
  }
}
