import { hasBit } from '../net/bit-set.ts'
import { type ClauseGroup, groupAbout, groupByPeers, type PeerGroups } from './clause-groups.ts'
import type { PolicyClauses } from './clauses.ts'
import { once, rememberSome } from './remember.ts'
import { isSameList } from './same-list.ts'
import { type Overview, overlook } from './spoken-clauses.ts'
import type { TierPolicy } from './tiers.ts'
import type { Voices } from './voices.ts'

/** What ends say, sorted by the peers they say it of. Whatever the ports are cut into, it stays. */
export interface FacingGroups {
  readonly voices: Voices
  readonly overview: () => Overview
  /** All groups. */
  readonly byPeers: () => readonly PeerGroups[]
  /** Those that are about a place, one of few that are asked for. */
  readonly about: (place: number) => readonly ClauseGroup[]
}

/** For so many places all clauses are looked at; for more it is quicker to sort them. */
const FEW_PLACES = 2

const KEPT_PLACES = 50

/** The groups of `previous`, where the ends say what they said then. */
export function findFacingGroups(voices: Voices, previous: FacingGroups | undefined): FacingGroups {
  return previous && isSameSpeech(previous.voices, voices) ? previous : createFacingGroups(voices)
}

function createFacingGroups(voices: Voices): FacingGroups {
  const overview = once(() => overlook(voices))
  const byPeers = once(() => groupByPeers(voices, overview()))
  let looked = 0
  const about = rememberSome((place: number): readonly ClauseGroup[] => {
    looked += 1
    if (looked <= FEW_PLACES) return groupAbout(voices, overview(), place)
    return byPeers().flatMap(({ peers, groups }) => (hasBit(peers, place) ? groups : []))
  }, KEPT_PLACES)
  return { voices, overview, byPeers, about }
}

/** Whether the ends say the same, of the same places, by the same table of ports. */
function isSameSpeech(a: Voices, b: Voices): boolean {
  return (
    a.table === b.table &&
    isSameList(
      a.stage.tiers,
      b.stage.tiers,
      (tier, other) =>
        tier.end === other.end &&
        isSameList(tier.policies, other.policies, (policy, twin) => isSamePolicy(a, policy, b, twin)),
    )
  )
}

function isSamePolicy(a: Voices, policy: TierPolicy, b: Voices, twin: TierPolicy): boolean {
  return (
    policy === twin ||
    (policy.subjects === twin.subjects &&
      policy.selection === twin.selection &&
      policy.isolates[a.direction] === twin.isolates[b.direction] &&
      isSameSaid(a.clausesOf(policy), b.clausesOf(twin)))
  )
}

/** Clauses that say the same are one object; what is partial is made anew. */
function isSameSaid(a: PolicyClauses, b: PolicyClauses): boolean {
  return (
    a.partial.length + b.partial.length === 0 && isSameList(a.clauses, b.clauses, (clause, other) => clause === other)
  )
}
