import type { Direction } from '../model/policy.ts'
import { hasBit } from '../net/bit-set.ts'
import { type ClauseGroup, groupAbout, groupByPeers, type PeerGroups } from './clause-groups.ts'
import type { PolicyClauses } from './clauses.ts'
import { once, rememberSome } from './remember.ts'
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
  return previous && sayTheSame(previous.voices, voices) ? previous : createFacingGroups(voices)
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

/** Of the same places, by the same table of ports. */
function sayTheSame(a: Voices, b: Voices): boolean {
  return (
    a.table === b.table &&
    a.stage.tiers.length === b.stage.tiers.length &&
    a.stage.tiers.every(({ end, policies }, index) => {
      const other = b.stage.tiers[index]
      return (
        end === other?.end && isSameList(policies, other.policies, (one, another) => saysTheSame(a, one, b, another))
      )
    })
  )
}

function saysTheSame(a: Voices, one: TierPolicy, b: Voices, other: TierPolicy): boolean {
  return (
    one === other ||
    (one.subjects === other.subjects &&
      one.selection === other.selection &&
      speaks(one, a.direction) === speaks(other, b.direction) &&
      one.isolates[a.direction] === other.isolates[b.direction] &&
      areSame(a.clausesOf(one), b.clausesOf(other)))
  )
}

function speaks({ rules }: TierPolicy, direction: Direction): boolean {
  return rules[direction].length > 0
}

/** Clauses that say the same are one object; what is partial is made anew. */
function areSame(a: PolicyClauses, b: PolicyClauses): boolean {
  return (
    a.partial.length + b.partial.length === 0 && isSameList(a.clauses, b.clauses, (clause, other) => clause === other)
  )
}

function isSameList<Item>(
  a: readonly Item[],
  b: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): boolean {
  return a.length === b.length && a.every((item, index) => isSame(item, b[index] as Item))
}
