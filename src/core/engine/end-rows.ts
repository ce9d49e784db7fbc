import { type BitSet, EMPTY_BITS, hasBit } from '../net/bit-set.ts'
import { type Basis, bySelection, clausesTogether, doubt, numbersOf, type Spoken, sayByClass } from './basis.ts'
import { decide, type Passing } from './decide.ts'
import type { PortClass } from './port-atoms.ts'
import type { Profile, ProfileTier } from './profile.ts'
import type { Tier, TierPolicy } from './tiers.ts'

/** What one end lets pass, by classes of ports that divide all of them. */
export interface EndRow {
  readonly classes: readonly PortClass[]
  /** The other ends, by class. */
  readonly passing: readonly Passing[]
}

/** What the policies of one tier say of one end. */
interface Speech {
  readonly end: Tier['end']
  readonly clauses: readonly Spoken[]
  readonly isolated: BitSet
  /** For each group of policies that may isolate it, together or not at all. */
  readonly unsure: readonly BitSet[]
}

/** The row of the end at a place, by the policies of a profile: all that speak for it, or some of them. */
export function makeEndRow(basis: Basis, place: number, profile: Profile<TierPolicy>): EndRow {
  const everyone = basis.sets.everyone.places
  const speeches = profile.tiers.map((tier) => gatherSpeech(basis, place, tier))
  const division = basis.divide(
    numbersOf(speeches.length === 1 ? (speeches[0] as Speech).clauses : speeches.flatMap((one) => one.clauses)),
  )
  const isDoubtful = speeches.some(
    ({ end, isolated, unsure }) => end === 'deny' && (isolated === everyone || unsure.length > 0),
  )
  const said = speeches.map(({ clauses }) => sayByClass(division, clauses))
  const passing = division.classes.map(({ mask }, index) => {
    const views = speeches.map(({ end, isolated, unsure }, tier) => {
      const pieces = said[tier]?.[index] ?? []
      return { end, isolated, unsure, pieces }
    })
    const decided = decide(views, everyone)
    return isDoubtful ? doubt(basis.doubts, mask, everyone, decided) : decided
  })
  return { classes: division.classes, passing }
}

function gatherSpeech(basis: Basis, place: number, { tier, sure, unsure }: ProfileTier<TierPolicy>): Speech {
  const { direction, sets, stage } = basis
  const everyone = sets.everyone.places
  const clauses: Spoken[] = []
  for (const clause of clausesTogether(basis, sure, [place])) {
    if (!clause.subjects || hasBit(clause.subjects.places, place)) clauses.push(clause)
  }
  const isolating: BitSet[] = []
  for (const together of unsure.length > 0 ? bySelection(unsure) : []) {
    const isolates = together.some((policy) => policy.isolates[direction])
    for (const { ports, piece, subjects } of clausesTogether(basis, together, [place])) {
      if (subjects && !hasBit(subjects.places, place)) continue
      const voids = piece.isCertain && isolates ? { voids: isolating.length } : {}
      clauses.push({ ports, piece: { ...piece, isCertain: false, ...voids } })
    }
    if (isolates) isolating.push(everyone)
  }
  return {
    end: stage.tiers[tier]?.end ?? 'pass',
    clauses,
    isolated: sure.some((policy) => policy.isolates[direction]) ? everyone : EMPTY_BITS,
    unsure: isolating,
  }
}
